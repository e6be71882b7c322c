package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The private engine as a person meets it. It runs in a network of its own, so that it may be there
 * beside the engine of the other tests, and with an empty /run, so that it finds no other.
 */
class PrivateEngineEndingIT {
  @TempDir private Path folder;

  private static boolean isProgram(String name) {
    return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .anyMatch(at -> Files.isExecutable(Path.of(at, name)));
  }

  @Test
  void keepSaysItsSocketAndHowToStopIt() {
    boolean possible =
        System.getProperty("user.name").equals("root")
            && isProgram("dockerd")
            && isProgram("unshare");
    Assumptions.assumeTrue(possible, "only root starts an engine, with dockerd and unshare");
    Stagecraft stagecraft = new Stagecraft(folder);
    String product = "'" + stagecraft.launcher() + "' ";
    String socket = "unix://" + stagecraft.state().resolve("engine/run/docker.sock");
    String script =
        String.join(
            "\n",
            "mount -t tmpfs stagecraft-test /run",
            product + "--provision --keep docker images -q",
            "echo status $?",
            product + "docker images -q",
            "echo status $?",
            product + "engine stop",
            "echo status $?",
            "DOCKER_HOST=" + socket + " " + product + "engine purge");
    Stagecraft.Ended ended =
        stagecraft
            .program(
                List.of("unshare", "-n", "-m", "--propagation", "private", "sh", "-c", script),
                InputStream.nullInputStream())
            .end();
    assertEquals(
        """
        engine     private, Docker VERSION, ready in TIME
        engine     private, goes on at SOCKET · stagecraft engine stop stops it
        """,
        Masks.of(ended.err().replace(socket, "SOCKET"))
            .replaceFirst("Docker [^,]+,", "Docker VERSION,"));
    assertEquals(
        """
        status 0
        status 0
        the private engine is stopped, its images stay until: engine purge
        status 0
        the private engine and its images are gone
        """,
        ended.out());
    assertEquals(0, ended.status());
    assertFalse(Files.exists(stagecraft.state().resolve("engine/data")));
  }
}
