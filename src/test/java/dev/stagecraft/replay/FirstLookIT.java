package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.testkit.RealEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab of one minute, replayed for real. */
class FirstLookIT {
  @TempDir Path folder;

  @Test
  void theFirstLookRunsAndLeavesNothingBehind() {
    try (RealEngine real = RealEngine.assumed(BuildKit::new)) {
      LabRun.Ended ended = new LabRun(real, folder).replay("labs/first-look/README.md");
      assertEquals(0, ended.summary().status(), ended.screen());
      assertEquals(5, ended.summary().steps(), ended.screen());
      assertTrue(
          ended
              .screen()
              .contains(
                  """
                  $ docker run --rm first-look:program
                  Hello from an image that holds one file
                  """),
          ended.screen());
      ImageFacts small = ended.summary().sizes().rows().get(0).multi().orElseThrow();
      assertEquals(196, small.size().bytes());
      assertEquals(1, small.layers());
      assertEquals("1000", small.user());
      assertFalse(ended.teardown().incomplete(), ended.teardown().toString());
    }
  }
}
