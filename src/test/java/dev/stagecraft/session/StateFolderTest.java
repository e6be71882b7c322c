package dev.stagecraft.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full and a read-only state folder: real ones, in a mount namespace of the child's own. */
class StateFolderTest {
  @TempDir private Path state;

  private List<String> child(String mount) throws IOException, InterruptedException {
    Process probe =
        new ProcessBuilder("sh", "-c", "unshare --mount mount -t tmpfs none \"$0\"", path())
            .redirectErrorStream(true)
            .start();
    probe.getInputStream().readAllBytes();
    if (probe.waitFor() != 0) {
      System.out.println("skipped: this system lets us mount nothing");
      Assumptions.abort("cannot mount");
    }
    Process child =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "sh",
                "-ec",
                mount + "; exec \"$1\" -XX:TieredStopAtLevel=1 -cp \"$2\" \"$3\" \"$0\"",
                path(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                StateFolderChild.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), said);
    return said.lines().map(line -> line.replace(path(), "STATE")).toList();
  }

  private String path() {
    return state.toString();
  }

  @Test
  void full() throws IOException, InterruptedException {
    assertEquals(
        List.of(
            "filled",
            "session.state: the state folder STATE cannot be written (no space left on device);"
                + " nothing was created, because it could not be noted for removal",
            "true",
            "[] false"),
        child("mount -t tmpfs -o size=256k none \"$0\""));
  }

  @Test
  void readOnly() throws IOException, InterruptedException {
    assertEquals(
        List.of(
            "session.state: the state folder STATE cannot be written (read-only file system);"
                + " nothing was created, because it could not be noted for removal",
            "true",
            "[] false"),
        child("mount -t tmpfs -o ro none \"$0\""));
    try (var files = Files.list(state)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
