package dev.stagecraft.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said and done where programs are missing; apt and dpkg only say what they were asked. */
class MachineTest {
  @TempDir private Path home;
  private Bash bash = new Bash(Path.of("/nowhere"));

  @BeforeEach
  void tools() throws IOException {
    bash = new Bash(home);
    bash.program("bin/apt-get", "echo \"apt-get ${*: -1} ${DEBIAN_FRONTEND:-}\" >> ~/asked");
    bash.program("bin/apt-cache", "[ \"$2\" != openjdk-21-jdk-headless ] || echo Filename: x");
    bash.program("bin/dpkg", "[ \"$1\" != --audit ] || cat ~/broken; echo \"dpkg $1\" >> ~/asked");
    Files.writeString(home.resolve("broken"), "");
  }

  /** Needs {@code packages} on a machine of a kind, as root or not. */
  private Bash.Done require(String how, String kind, int user, String packages) throws IOException {
    String machine =
        Path.of(System.getProperty("stagecraft.home", "."))
            .toAbsolutePath()
            .resolve("scripts/lib/machine.bash")
            .toString();
    bash.program("bin/id", "echo " + user);
    String script =
        ". '"
            + machine
            + "'; missing_for() { printf '%s\\n' "
            + packages
            + "; }; distribution() { echo "
            + kind
            + "; }; hold_services() { :; }; release_services() { :; }; require "
            + how
            + " build";
    return bash.run("bash", "-c", script);
  }

  @Test
  void withoutProvisionTheCommandsAreSaid() throws IOException {
    assertEquals(
        new Bash.Done(
            1,
            "",
            """
            stagecraft: missing on this machine: Java 17 or newer with javac maven
              try  apt-get update && apt-get install -y openjdk-21-jdk-headless maven
                   or add --provision, which does this
            """),
        require("tell", "debian", 0, "java maven"));
  }

  @Test
  void whoeverIsNotRootGetsThemWithSudo() throws IOException {
    assertEquals(
        """
        stagecraft: missing on this machine: docker.io
          try  sudo apt-get update && sudo apt-get install -y docker.io
        """,
        require("provision", "ubuntu", 1000, "docker.io").err());
  }

  @Test
  void elsewhereTheNeedsAreSaid() throws IOException {
    assertEquals(
        """
        stagecraft: missing on this machine: maven
          try  install them with this system's own tools; Java is looked for in JAVA_HOME, PATH and /usr/lib/jvm
        """,
        require("provision", "other", 0, "maven").err());
  }

  @Test
  void withProvisionEachIsInstalledAndSaid() throws IOException {
    Bash.Done done = require("provision", "debian", 0, "java maven");
    assertEquals(0, done.status());
    assertEquals(
        """
        provision  lists of packages … 0 s   (log: ~/.local/state/stagecraft/logs/provision.log)
        provision  openjdk-21-jdk-headless, maven … 0 s   (log: ~/.local/state/stagecraft/logs/provision.log)
        """,
        done.err().replaceAll("… \\d+ s", "… 0 s"));
    assertEquals(
        "dpkg --audit\napt-get update noninteractive\napt-get maven noninteractive\n",
        Files.readString(home.resolve("asked")));
  }

  @Test
  void whatWasInterruptedIsFinishedFirst() throws IOException {
    Files.writeString(home.resolve("broken"), "The following packages are only half configured\n");
    require("provision", "debian", 0, "curl");
    assertEquals(
        "dpkg --audit\ndpkg --configure\napt-get install noninteractive\napt-get update"
            + " noninteractive\napt-get curl noninteractive\n",
        Files.readString(home.resolve("asked")));
  }

  @Test
  void nothingIsDoneWhereNothingIsMissing() throws IOException {
    assertEquals(new Bash.Done(0, "", ""), require("tell", "debian", 0, "''"));
  }
}
