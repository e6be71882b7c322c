package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten lines give the same output and the same status, whichever way they come in. */
class FourWaysIT {
  private static final String OUTPUT =
      """
      1
      HELLO, FOUR WAYS
      hello, four ways
      turn 1
      turn 2
      from a heredoc: hello, four ways
      1
      /
      stays
      """;

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();
  private Stagecraft stagecraft = new Stagecraft(Path.of("."));
  private List<String> lines = List.of();

  @BeforeEach
  void open() {
    TinyImage.make(real.engine(), real.name("tiny"), "1");
    stagecraft = new Stagecraft(folder, real.environment());
    lines =
        """
        greeting='hello, four ways' image=%1$s
        docker images ${image%%:*} --format '{{.Tag}}'
        docker run --rm $image echo "$greeting" | tr a-z A-Z
        docker run --rm $image echo "$greeting"
        for n in 1 2; do docker run --rm $image echo "turn $n"; done
        cat << END | sed 's/^/from a heredoc: /'
        $greeting
        END
        images -q ${image%%:*} | wc -l; cd / && pwd; export KEPT=stays
        bash -c 'echo $KEPT'; docker run --rm $image exit 3
        """
            .formatted(real.name("tiny:1"))
            .lines()
            .toList();
  }

  @AfterEach
  void leaveNothing() {
    assertFalse(real.engine().images().remove(real.name("tiny:1"), false, true).isEmpty());
    real.close();
  }

  private String text() {
    return String.join("\n", lines) + "\n";
  }

  private static void check(Stagecraft.Ended ended) {
    assertEquals(OUTPUT, ended.out(), ended.err());
    assertEquals(3, ended.status(), ended.err());
  }

  @Test
  void asALine() {
    check(stagecraft.run("-c", text()));
  }

  @Test
  void asAScript() throws IOException {
    check(stagecraft.run(Files.writeString(folder.resolve("ten.sh"), text()).toString()));
  }

  @Test
  void onStdin() {
    check(stagecraft.script(text()));
  }

  @Test
  void typedAtThePrompt() {
    assertEquals(10, lines.size());
    StringBuilder output = new StringBuilder();
    try (Typing typing = new Typing(stagecraft)) {
      // A checkout below the home folder is shown with a tilde before it.
      String asked = typing.asked();
      assertTrue(asked.endsWith(stagecraft.root().getFileName() + " ▸ "), asked);
      for (String line : lines) {
        output.append(typing.statement(line));
      }
      check(new Stagecraft.Ended(typing.leave().status(), output.toString(), typing.shown()));
    }
  }
}
