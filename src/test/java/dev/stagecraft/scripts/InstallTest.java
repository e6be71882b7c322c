package dev.stagecraft.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/install}, with a Maven and a Java that only make what is asked of them. */
class InstallTest {
  private static final String LAUNCHED = "bin/stagecraft";

  @TempDir private Path home;
  private Bash bash = new Bash(Path.of("/nowhere"));
  private Path project = Path.of("/nowhere");

  @BeforeEach
  void project() throws IOException {
    bash = new Bash(home);
    project = home.resolve("a project");
    Path scripts = Path.of(System.getProperty("stagecraft.home", ".")).resolve("scripts");
    try (Stream<Path> files = Files.walk(scripts)) {
      for (Path file : files.toList()) {
        Path copy = project.resolve("scripts").resolve(scripts.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Files.createDirectories(project.resolve("src/main"));
    Files.createDirectories(project.resolve("src/assembly"));
    Files.createDirectories(project.resolve("labs"));
    for (String name : List.of("pom.xml", "README.md", "LICENSE", "labs/one.md")) {
      Files.writeString(project.resolve(name), name);
    }
    bash.program(
        "bin/mvn",
        """
        echo "${@: -1}" >> ~/asked
        cd ~/'a project' && mkdir -p target
        case $* in
          *assembly:single@archive)
            rm -rf target/stage && mkdir -p target/stage/s-1/bin target/stage/s-1/lib
            cp scripts/stagecraft target/stage/s-1/bin
            cp scripts/lib/*.bash target/stage/s-1/lib
            cp target/stagecraft-all.jar target/stage/s-1/lib/stagecraft.jar
            cp -r labs target/stage/s-1
            tar -C target/stage -czf target/stagecraft-1.tar.gz s-1 ;;
          *package) echo jar > target/stagecraft-all.jar ;;
        esac""");
    bash.program(
        "jdk/bin/java",
        """
        for word in "$@"; do case $word in -XX:ArchiveClassesAtExit=*) exit 1 ;; esac; done
        while [ "$1" != dev.stagecraft.app.Main ]; do shift; done
        shift
        printf '<%s>' "$@"
        echo
        case $1 in -c) exit 7 ;; esac""");
    bash.program("jdk/bin/javac", "exit 1");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    bash.with("JAVA_HOME", home.resolve("jdk").toString());
  }

  private Bash.Done install(String... words) throws IOException {
    return bash.run(
        Stream.concat(Stream.of(project.resolve("scripts/install").toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  private List<String> under(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void installsWhatItNamesAndTakesExactlyThatAway() throws IOException {
    Path prefix = Files.createDirectories(home.resolve("a prefix"));
    Path foreign = Files.createDirectories(prefix.resolve("bin")).resolve("other");
    Files.writeString(foreign, "somebody's");
    Bash.Done done = install(prefix.toString());
    assertEquals(0, done.status(), done.err());
    assertTrue(
        done.err().contains("~/a prefix/bin is not on PATH yet: export PATH=\""), done.err());
    assertEquals(
        under(prefix).stream().filter(f -> !f.equals("bin/other")).toList(),
        Files.readAllLines(prefix.resolve("lib/stagecraft/installed")));
    assertEquals("package\nassembly:single@archive\n", Files.readString(home.resolve("asked")));

    Bash.Done gone = install("--uninstall", prefix.toString());
    assertEquals(0, gone.status(), gone.err());
    assertEquals(List.of("bin/other"), under(prefix));
    assertFalse(Files.exists(prefix.resolve("lib")));
    assertEquals(1, install("--uninstall", prefix.toString()).status());
  }

  @Test
  void theInstalledLauncherNeedsNoCheckout() throws IOException {
    assertEquals(0, install().status());
    bash.run("mv", project.toString(), home.resolve("moved").toString());
    Path link = Files.createSymbolicLink(home.resolve("sc"), home.resolve(".local/bin/stagecraft"));
    assertEquals(
        new Bash.Done(7, "<-c><a 'b  c'><>\n", ""),
        bash.run("bash", "-c", "cd / && \"$@\"", "bash", link.toString(), "-c", "a 'b  c'", ""));
    assertEquals("<x>\n", bash.run(home.resolve(".local/bin/stagecraft").toString(), "x").out());
  }

  @Test
  void twiceIsOnceAndWhatAnOlderOneHadGoes() throws IOException {
    Files.writeString(project.resolve("labs/old.md"), "old");
    assertEquals(0, install().status());
    Path home = this.home.resolve(".local");
    assertTrue(under(home).contains("lib/stagecraft/labs/old.md"), under(home).toString());
    Files.delete(project.resolve("labs/old.md"));
    assertEquals(0, install().status());
    List<String> files = under(home);
    assertFalse(files.contains("lib/stagecraft/labs/old.md"), files.toString());
    assertTrue(files.contains(LAUNCHED), files.toString());
    assertEquals(
        files.stream().filter(f -> !f.startsWith("state/")).toList(),
        Files.readAllLines(home.resolve("lib/stagecraft/installed")));
  }

  @Test
  void somebodyElsesFileIsLeftAlone() throws IOException {
    Path program = home.resolve(".local").resolve(LAUNCHED);
    Files.createDirectories(program.getParent());
    Files.writeString(program, "mine");
    Bash.Done done = install();
    assertEquals(1, done.status());
    assertTrue(
        done.err()
            .endsWith(
                """
                stagecraft: ~/.local/bin/stagecraft is there, and no installation of this made it
                  try  move it away, or choose another PREFIX
                """),
        done.err());
    assertEquals("mine", Files.readString(program));
  }

  @Test
  void wrongWordsAreSaid() throws IOException {
    assertEquals(
        new Bash.Done(
            2, "", "stagecraft: no such option: --prefix\n  try  scripts/install --help\n"),
        install("--prefix"));
    assertTrue(install("--help").out().startsWith("Installs Stagecraft"), "help");
  }
}
