package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab with outputs of another day: checked, rewritten, checked again. */
class RecordedIT {
  private static final String LAB =
      """
      # Recorded

      ```console
      $ printf 'FROM scratch\nCOPY f /f\n' > Dockerfile && echo x > f
      $ docker build -q -t recorded-it:one .
      sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      $ docker images recorded-it
      REPOSITORY    TAG   IMAGE ID       CREATED       SIZE
      recorded-it   one   0123456789ab   2 years ago   2B
      $ docker inspect --format '{{.RootFS.Type}} of %s' 0123456789ab
      layers of another
      ```
      """;

  @TempDir private Path folder;
  private RealEngine real = RealEngine.assumed();
  private Stagecraft stagecraft = new Stagecraft(Path.of("."));

  @BeforeEach
  void open() {
    stagecraft = new Stagecraft(folder, real.environment());
  }

  @AfterEach
  void leaveNothing() {
    real.close();
  }

  @Test
  void checkedRewrittenAndCheckedAgain() throws IOException {
    Path lab = folder.resolve("recorded.md");
    String text = LAB.formatted("this image");
    Files.writeString(lab, text);
    Stagecraft.Ended wrong = stagecraft.run("replay", lab.toString(), "--check");
    assertEquals(1, wrong.status(), wrong.out());
    assertEquals(
        List.of("  - layers of another", "  + layers of this image"),
        wrong.out().lines().filter(line -> line.matches("  [-+] .*")).toList());
    assertTrue(wrong.out().contains("\n  0123456789ab is "), wrong.out());
    Stagecraft.Ended update = stagecraft.run("replay", lab.toString(), "--update");
    assertEquals(0, update.status(), update.out());
    assertEquals(text.replace("layers of another", "layers of this image"), Files.readString(lab));
    assertEquals(0, stagecraft.run("replay", lab.toString(), "--check").status());
  }
}
