package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Progress.Begun;
import dev.stagecraft.command.Progress.End;
import dev.stagecraft.command.Progress.Ended;
import dev.stagecraft.engine.BuildEvent.StepBegun;
import dev.stagecraft.engine.BuildEvent.StepEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A build's steps as parts: each that begins ends, whatever the builder tells. */
class BuildProgressTest {
  private final List<Progress.Event> events = new ArrayList<>();
  private final BuildProgress progress = new BuildProgress(events::add);

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }

  private void begun(String step, int index, int second) {
    progress.on(new StepBegun(step, List.of(), name(step, index), at(second)));
  }

  private void ended(String step, int index, int from, int to) {
    progress.on(
        new StepEnded(
            step, name(step, index), false, Optional.empty(), Optional.of(at(from)), at(to)));
  }

  private static String name(String step, int index) {
    return "[builder " + index + "/2] RUN " + step;
  }

  private static Begun stage() {
    return new Begun("stage builder", Optional.empty(), "builder");
  }

  private static Begun part(String step) {
    return new Begun(step, Optional.of("stage builder"), "RUN " + step);
  }

  private static Ended end(String part, int seconds) {
    return new Ended(part, End.DONE, Duration.ofSeconds(seconds), "");
  }

  @Test
  void aStepThatBeginsAgainIsToldAgain() {
    begun("a", 1, 1);
    ended("a", 1, 1, 2);
    begun("a", 1, 3);
    ended("a", 1, 3, 7);
    begun("b", 2, 7);
    ended("b", 2, 7, 8);
    progress.end(true);
    assertEquals(
        List.of(
            stage(),
            part("a"),
            end("a", 1),
            part("a"),
            end("a", 4),
            part("b"),
            end("b", 1),
            end("stage builder", 7)),
        events);
  }

  @Test
  void whatIsToldAgainAfterTheEndOfItsStageIsNoNews() {
    begun("b", 2, 1);
    ended("b", 2, 1, 2);
    ended("b", 2, 1, 3);
    begun("b", 2, 4);
    ended("b", 2, 4, 5);
    progress.end(true);
    assertEquals(List.of(stage(), part("b"), end("b", 1), end("stage builder", 1)), events);
  }

  @Test
  void theEndOfTheBuildEndsWhatIsOpen() {
    begun("a", 1, 1);
    progress.end(true);
    assertEquals(List.of(stage(), part("a"), end("a", 0), end("stage builder", 0)), events);
  }

  @Test
  void aBuildThatIsStoppedHasNoStageThatIsDone() {
    begun("a", 1, 1);
    ended("a", 1, 1, 2);
    begun("b", 2, 2);
    progress.end(false);
    assertEquals(
        List.of(
            stage(),
            part("a"),
            end("a", 1),
            part("b"),
            new Ended("b", End.CANCELLED, Duration.ZERO, ""),
            new Ended("stage builder", End.CANCELLED, Duration.ofSeconds(1), "")),
        events);
  }
}
