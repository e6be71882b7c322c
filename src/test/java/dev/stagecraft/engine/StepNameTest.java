package dev.stagecraft.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names of steps as builders give them. */
class StepNameTest {
  private static StepName instruction(
      Optional<String> platform, Optional<String> stage, int index, int total, String text) {
    return new StepName(StepName.Kind.INSTRUCTION, platform, stage, index, total, text);
  }

  @Test
  void instructions() {
    assertEquals(
        instruction(Optional.empty(), Optional.of("builder"), 3, 4, "RUN go build"),
        StepName.parse("[builder 3/4] RUN go build"));
    assertEquals(
        instruction(Optional.empty(), Optional.empty(), 2, 12, "COPY a\n b"),
        StepName.parse("[ 2/12] COPY a\n b".replace("[ ", "[")));
    assertEquals(
        instruction(Optional.of("linux/arm64"), Optional.of("stage-1"), 1, 1, "FROM x"),
        StepName.parse("[linux/arm64 stage-1 1/1] FROM x"));
    assertEquals(
        instruction(Optional.of("linux/arm/v7"), Optional.empty(), 1, 2, "RUN"),
        StepName.parse("[linux/arm/v7 1/2] RUN"));
    assertEquals(Optional.of("RUN"), StepName.parse("[builder 3/4] RUN go build").keyword());
  }

  @Test
  void paddedNumbers() {
    assertEquals(
        instruction(Optional.empty(), Optional.of("stage-1"), 2, 12, "RUN x"),
        StepName.parse("[stage-1  2/12] RUN x"));
    assertEquals(
        instruction(Optional.empty(), Optional.empty(), 2, 12, "RUN x"),
        StepName.parse("[ 2/12] RUN x"));
  }

  @Test
  void others() {
    assertEquals(
        new StepName(
            StepName.Kind.INTERNAL, Optional.empty(), Optional.empty(), 0, 0, "load build context"),
        StepName.parse("[internal] load build context"));
    assertEquals(
        new StepName(
            StepName.Kind.OTHER, Optional.empty(), Optional.empty(), 0, 0, "exporting to image"),
        StepName.parse("exporting to image"));
    assertEquals(Optional.empty(), StepName.parse("exporting to image").keyword());
    assertEquals(StepName.Kind.OTHER, StepName.parse("").kind());
  }
}
