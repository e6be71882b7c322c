package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.FakeEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lab gone through by hand. */
class OpenLabTest {
  private final FakeShell shell = new FakeShell();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final ReplayListener shows = new ReplayText(screen, Look.pipe());
  private final OpenLab lab =
      new OpenLab(
          LabReader.read(
              "lab.md",
              """
              # L
              ## Write
              ```bash
              mkdir -p ~/lab && cd ~/lab
              echo 1 > a
              echo 2 > b
              ```
              ## Build
              ```bash
              cat << 'EOF' > Dockerfile
              FROM scratch
              COPY a /
              EOF
              docker build -t x .
              ```
              ## Look
              ```bash
              docker run --rm x
              echo end
              ```
              ## Net
              ```bash
              docker run --rm missing/net
              ```
              ## Clean up
              ```bash
              docker rmi x
              rm -rf ~/lab
              ```
              """),
          shell,
          new LabEngine(
              FakeEngine::new,
              FakeBases::new,
              (host, port, limit, worth) -> Optional.empty(),
              i -> {},
              new Removals()),
          new Replayer.Options(Path.of("/work"), false, false, Comparing.NOT),
          () -> 0);

  /** What the shell was given since the last question, without what goes to folders. */
  private List<String> ran() {
    List<String> all =
        shell.given().stream()
            .filter(text -> !text.startsWith("[") && !text.startsWith("export"))
            .map(text -> text.lines().findFirst().orElse(""))
            .toList();
    List<String> now = all.subList(asked, all.size());
    asked = all.size();
    return now;
  }

  private int asked;

  private String states() {
    return lab.lab().steps().stream().map(step -> lab.state(step).word()).toList().toString();
  }

  @Test
  void aStepRunsWithWhatItNeedsAndNotWithWhatRanBefore() {
    assertEquals(0, lab.step("3", shows));
    assertEquals(
        List.of(
            "mkdir -p ~/lab && cd ~/lab",
            "echo 1 > a",
            "cat << 'EOF' > Dockerfile",
            "docker build -t x .",
            "docker run --rm x",
            "echo end"),
        ran());
    assertEquals("[begun, done, done, , ]", states());
    assertEquals(0, lab.step("Look", shows));
    assertEquals(List.of("docker run --rm x", "echo end"), ran());
    assertEquals(0, lab.step("5", shows));
    assertEquals(List.of("docker rmi x", "rm -rf ~/lab"), ran());
    assertEquals(0, lab.step("3", shows));
    assertEquals(6, ran().size());
    assertEquals(
        true, shell.given().contains("[ ! -d ~/'lab' ] || cd ~/'lab'"), shell.given().toString());
  }

  @Test
  void nextGoesStatementByStatement() {
    assertEquals("Write", lab.next().orElseThrow().step().title());
    assertEquals(0, lab.next(lab.next().orElseThrow(), shows));
    assertEquals(0, lab.next(lab.next().orElseThrow(), shows));
    assertEquals(List.of("mkdir -p ~/lab && cd ~/lab", "echo 1 > a"), ran());
    assertEquals(
        """

        1  Write                                                     step 1 of 5 · 0.0 s
        $ mkdir -p ~/lab && cd ~/lab
        $ echo 1 > a
        """,
        screen.toString(StandardCharsets.UTF_8));
    assertEquals("[begun, , , , ]", states());
    assertEquals(0, lab.next(lab.next().orElseThrow(), shows));
    assertEquals("[done, , , , ]", states());
    assertEquals("Build", lab.next().orElseThrow().step().title());
  }

  @Test
  void whatFailsStopsAndWhatNobodyHasIsLeftOut() {
    shell.on("docker build", "", 1);
    assertEquals(1, lab.step("3", shows));
    assertEquals("[begun, failed, , , ]", states());
    assertEquals(0, lab.step("4", shows));
    assertEquals("[begun, failed, , skipped, ]", states());
    ProblemException wrong = assertThrows(ProblemException.class, () -> lab.step("9", shows));
    assertEquals("lab.step", wrong.problem().code());
    lab.close();
    assertEquals(true, shell.given().get(shell.given().size() - 1).endsWith("cd '/home/me/here'"));
  }
}
