package dev.stagecraft.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The archive that Maven makes, and the product that {@code scripts/install} makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstallIT {
  private final Path root = Path.of(System.getProperty("stagecraft.home", ".")).toAbsolutePath();

  private Path home = Path.of("/nowhere");
  private Bash bash = new Bash(Path.of("/nowhere"));
  private Path program = Path.of("/nowhere");

  @BeforeAll
  void install(@TempDir Path folder) throws IOException {
    home = folder;
    bash = new Bash(home).with("JAVA_HOME", System.getProperty("java.home"));
    Path prefix = home.resolve("a prefix");
    Bash.Done done = bash.run(root.resolve("scripts/install").toString(), prefix.toString());
    assertEquals(0, done.status(), done.err());
    program = prefix.resolve("bin/stagecraft");
  }

  private Path archive(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("stagecraft-[0-9.]+\\." + suffix))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void worksFromAnotherFolderAndThroughALink() throws IOException {
    Bash.Done version = bash.run("bash", "-c", "cd / && \"$1\" --version", "x", program.toString());
    assertEquals(0, version.status(), version.err());
    assertTrue(version.out().matches("Stagecraft \\d+\\.\\d+\\.\\d+\n"), version.out());
    Path link = Files.createSymbolicLink(home.resolve("sc"), program);
    assertEquals(new Bash.Done(3, "hi\n", ""), bash.run(link.toString(), "-c", "echo hi; exit 3"));
  }

  @Test
  void bashCompletesTheInstalledProgram() throws IOException {
    Path prefix = home.resolve("a prefix");
    String asks =
        "source \"$1/share/bash-completion/completions/stagecraft\"; shift;"
            + " COMP_WORDS=(stagecraft \"$@\") COMP_CWORD=$#; _stagecraft; echo ${COMPREPLY[*]}";
    assertEquals("replay\n", bash.run("bash", "-c", asks, "x", prefix.toString(), "repl").out());
    assertEquals(
        "--report\n", bash.run("bash", "-c", asks, "x", prefix.toString(), "replay", "--re").out());
    String page = Files.readString(prefix.resolve("share/man/man1/stagecraft.1"));
    assertTrue(page.contains("\n.TH \"STAGECRAFT\" \"1\""), page);
    assertTrue(page.contains("replay [OPTIONS] FILE"), page);
  }

  /** A script with our name in its first line, found on PATH, in each of the three languages. */
  @Test
  void scriptsOfEachLanguageRunByTheirFirstLine() throws IOException {
    bash.program("script.sh", "exit 9");
    Files.writeString(
        home.resolve("script.sh"),
        "#!/usr/bin/env stagecraft\nread line; echo \"$# $1 $line\"; exit 5\n");
    bash.program("script.groovy", "exit 9");
    Files.writeString(
        home.resolve("script.groovy"),
        "#!/usr/bin/env stagecraft\nprintln \"${args.size()} ${args[0]} ${System.in.newReader()"
            + ".readLine()}\"\n");
    bash.program("script.jsh", "exit 9");
    Files.writeString(
        home.resolve("script.jsh"),
        "#!/usr/bin/env stagecraft\nSystem.out.println(args.length + \" \" + args[0] + \" \" + new"
            + " java.util.Scanner(System.in).nextLine());\n");
    String path = "PATH=\"$1:$PATH\"; cd \"$2\"; echo typed | ./\"$3\" 'a b' c";
    for (String name : List.of("script.sh", "script.groovy", "script.jsh")) {
      Bash.Done done =
          bash.run("bash", "-c", path, "x", program.getParent().toString(), home.toString(), name);
      int status = name.equals("script.sh") ? 5 : 0;
      assertEquals(new Bash.Done(status, "2 a b typed\n", ""), done, name);
    }
  }

  /** What would differ between two builds: times, order, owners, and the checkout's own modes. */
  @Test
  void theArchiveHoldsNothingOfTheMachineThatMadeIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    Set<Instant> times = new TreeSet<>();
    try (InputStream file = Files.newInputStream(archive("tar\\.gz"));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().replaceFirst("^[^/]*/", "");
        names.add(name);
        times.add(entry.getModTime().toInstant());
        boolean runs = entry.isDirectory() || name.equals("bin/stagecraft") || isProgram(name);
        if ((entry.getMode() & 0777) != (runs ? 0755 : 0644)
            || entry.getLongUserId() != 0
            || !entry.getUserName().equals("root")) {
          wrong.add(name + " " + Integer.toOctalString(entry.getMode()) + entry.getUserName());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(1, times.size(), times.toString());
    for (String name :
        List.of(
            "bin/stagecraft",
            "bin/stagecraft.cmd",
            "lib/stagecraft.jar",
            "LICENSE",
            "README.md",
            "labs/first-look/README.md",
            "labs/bases/alpine/Dockerfile")) {
      assertTrue(names.contains(name), name + " in " + names);
    }
    assertEquals(List.of(), oddTimes(archive("zip"), times.iterator().next()));
    assertEquals(
        List.of(), oddTimes(root.resolve("target/stagecraft-all.jar"), times.iterator().next()));
  }

  private boolean isProgram(String name) throws IOException {
    Path file = root.resolve(name);
    return name.startsWith("labs/")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /** Entries of ours that are of another day; what libraries brought keeps its own time. */
  private static List<String> oddTimes(Path file, Instant time) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .filter(e -> e.getName().matches("(dev/)?stagecraft.*"))
          .filter(e -> !e.getTimeLocal().toLocalDate().equals(day(time)))
          .map(ZipEntry::getName)
          .toList();
    }
  }

  private static java.time.LocalDate day(Instant time) {
    return time.atZone(java.time.ZoneOffset.UTC).toLocalDate();
  }
}
