package dev.stagecraft.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a Maven and a Java that only say what they were asked. */
class LauncherTest {
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
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    bash.program(
        "bin/mvn",
        "echo built >> ~/builds; sleep 0.2; mkdir -p ~/'a project/target';"
            + " echo \"$RANDOM\" > ~/'a project/target/stagecraft-all.jar'");
    bash.program(
        "jdk/bin/java",
        """
        for word in "$@"; do
          case $word in
            -XX:ArchiveClassesAtExit=*) echo archive > "${word#*=}"; exit 0 ;;
            -XX:SharedArchiveFile=*) echo "with an archive" ;;
          esac
        done
        while [ "$1" != dev.stagecraft.app.Main ]; do shift; done
        shift
        printf '<%s>' "$@"
        exit 7""");
    bash.program("jdk/bin/javac", "exit 1");
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    bash.with("JAVA_HOME", home.resolve("jdk").toString());
  }

  private String launcher() {
    return project.resolve("scripts/stagecraft").toString();
  }

  private long builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  @Test
  void buildsOnceAndPassesArgumentsAndStatusOn() throws IOException {
    Bash.Done first = bash.run(launcher(), "-c", "a 'b  c'", "");
    assertEquals(7, first.status());
    assertEquals("with an archive\n<-c><a 'b  c'><>", first.out());
    assertTrue(
        first
            .err()
            .matches(
                "build      first start … \\d s   \\(log: ~/.local/state/stagecraft/logs/build.log\\)\n"),
        first.err());
    assertEquals(new Bash.Done(7, "with an archive\n<x>", ""), bash.run(launcher(), "x"));
    assertEquals(1, builds());
  }

  @Test
  void worksThroughALinkFromAnotherFolder() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("sc"), Path.of(launcher()));
    assertEquals("with an archive\n<y>", bash.run(link.toString(), "y").out());
    assertEquals("with an archive\n<y>", bash.run("bash", "-c", "cd / && ~/sc y").out());
    assertEquals(1, builds());
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws IOException {
    bash.run(launcher());
    Path source = Files.writeString(project.resolve("src/main/New.java"), "class New {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    assertTrue(bash.run(launcher()).err().startsWith("build      sources changed … "));
    assertEquals(2, builds());
  }

  @Test
  void twoFirstStartsBuildOnce() throws IOException {
    Bash.Running one = bash.start(launcher(), "one");
    Bash.Running two = bash.start(launcher(), "two");
    assertEquals("with an archive\n<one>", one.end().out());
    assertEquals("with an archive\n<two>", two.end().out());
    assertEquals(1, builds());
  }

  @Test
  void anArchiveThatWasChangedIsMadeAnew() throws IOException {
    bash.run(launcher());
    Path archive;
    try (Stream<Path> files = Files.walk(home.resolve(".cache"))) {
      archive = files.filter(f -> f.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }
    Files.writeString(archive, "damaged");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(1)));
    assertEquals(new Bash.Done(7, "with an archive\n<z>", ""), bash.run(launcher(), "z"));
    assertEquals("archive\n", Files.readString(archive));
  }

  @Test
  void withoutACacheItRunsWithoutAnArchive() throws IOException {
    bash.with("XDG_CACHE_HOME", "/proc/nowhere");
    assertEquals("<z>", bash.run(launcher(), "z").out());
    assertFalse(Files.exists(project.resolve("target/stagecraft.launch")));
  }

  @Test
  void saysWhenMavenCannotReachItsRepository() throws IOException {
    bash.program(
        "bin/mvn",
        "echo '[ERROR] Could not transfer artifact x:y:1 from/to central: nowhere.example: Name or"
            + " service not known'; exit 1");
    Bash.Done done = bash.run(launcher());
    assertEquals(1, done.status());
    assertEquals(
        """
          Could not transfer artifact x:y:1 from/to central: nowhere.example: Name or service not known
        stagecraft: Maven cannot reach its repository
          try  check the network; a proxy or a mirror belongs in ~/.m2/settings.xml
               ~/.local/state/stagecraft/logs/build.log has all of it
        """,
        done.err());
  }
}
