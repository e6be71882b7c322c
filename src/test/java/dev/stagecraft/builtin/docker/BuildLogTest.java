package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BuildEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A build as lines, and how one that failed ends. */
class BuildLogTest {
  private static final Instant BEGUN = Instant.parse("2026-11-24T14:02:00Z");
  private static final String NAME = "[builder 2/3] RUN make all";

  private final List<String> printed = new ArrayList<>();
  private final BuildLog log = new BuildLog(printed::add);

  /** A step that writes so many lines and fails. */
  private void failing(int lines) {
    log.on(new BuildEvent.StepBegun("sha256:1", List.of(), NAME, BEGUN));
    for (int i = 1; i <= lines; i++) {
      byte[] bytes = ("line " + i + "\n").getBytes(StandardCharsets.UTF_8);
      log.on(new BuildEvent.StepOutput("sha256:1", 1, bytes, BEGUN.plusMillis(500)));
    }
    log.on(
        new BuildEvent.StepEnded(
            "sha256:1",
            NAME,
            false,
            Optional.of("process \"/bin/sh -c make all\" did not complete: exit code: 2"),
            Optional.of(BEGUN),
            BEGUN.plusSeconds(1)));
    log.end();
  }

  private static final Problem FAILED =
      Problem.of("build.step", NAME + " failed with exit code 2").withHint("read them");

  @Test
  void theLinesAreBuildKits() {
    failing(1);
    assertEquals(
        List.of(
            "#1 " + NAME,
            "#1 0.500 line 1",
            "#1 ERROR: process \"/bin/sh -c make all\" did not complete: exit code: 2"),
        printed);
  }

  @Test
  void theDockerfilesLineIsShownOnce() {
    failing(22);
    Problem placed = FAILED.at(new Place("Dockerfile", 7, 1, 12, "RUN make all"));
    List<String> expected = new ArrayList<>(List.of("------"));
    for (int i = 3; i <= 22; i++) {
      expected.add("0.500 line " + i);
    }
    expected.add("------");
    assertEquals(expected, log.failure(placed).remarks());
    assertEquals(
        Optional.of(
            new Problem(
                "build.step",
                "ERROR: failed to solve: [builder 2/3] failed with exit code 2",
                placed.hint(),
                placed.place())),
        log.failure(placed).problem());
  }

  @Test
  void withoutAPlaceTheStepIsNamedOnce() {
    failing(1);
    assertEquals(
        List.of("------", " > " + NAME + ":", "0.500 line 1", "------"),
        log.failure(FAILED).remarks());
    assertEquals(
        "ERROR: failed to solve: [builder 2/3] failed with exit code 2",
        log.failure(FAILED).problem().orElseThrow().message());
  }

  @Test
  void whatIsNoStepsFaultIsOneLine() {
    Problem problem = Problem.of("build.failed", "the build failed: no such stage");
    assertEquals(List.of(), log.failure(problem).remarks());
    assertEquals(
        "ERROR: failed to solve: the build failed: no such stage",
        log.failure(problem).problem().orElseThrow().message());
  }
}
