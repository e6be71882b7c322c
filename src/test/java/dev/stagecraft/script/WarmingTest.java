package dev.stagecraft.script;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warming runs real lines and leaves no trace in the session. */
class WarmingTest {
  @Test
  void leavesNoTrace(@TempDir Path folder) {
    Play play = new Play(folder);
    assertDoesNotThrow(new Warming(new Values(String::length))::run);
    assertEquals(List.of(), play.calls());
    assertEquals(
        "line:1:1 warm is neither a variable nor a command nor a method here"
            + " · did you mean rm?",
        play.groovy("warm"));
  }
}
