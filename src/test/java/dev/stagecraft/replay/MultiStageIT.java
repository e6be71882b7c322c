package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.testkit.RealEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Part 1 of the multi-stage lab, replayed for real. */
class MultiStageIT {
  @TempDir Path folder;

  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS)
  void theGoPartIsBuiltVerifiedAndRemoved() {
    LabRun.bring(folder, List.of("golang:1.22", "golang:1.22-alpine", "alpine:3.19"));
    try (RealEngine real = RealEngine.assumed(BuildKit::new)) {
      LabRun.Ended ended = new LabRun(real, folder).replay("labs/multi-stage/README.md");
      assertEquals(0, ended.summary().status(), ended.screen());
      for (int port : List.of(8081, 8082, 8083)) {
        assertTrue(
            ended
                .screen()
                .contains(
                    "http://localhost:"
                        + port
                        + "/health 200 {\"status\":\"OK\",\"version\":\"1.0.0\"}"),
            ended.screen());
        assertTrue(
            ended.screen().contains("(port " + port + " answered; the lab says 2.0 s)"),
            ended.screen());
      }
      List<SizeTable.Row> rows = ended.summary().sizes().rows();
      assertEquals(
          List.of("Go (alpine)", "Go (scratch)"), rows.stream().map(r -> r.app().name()).toList());
      assertTrue(rows.stream().allMatch(r -> r.reduction().orElse(0.0) > 0.9), rows.toString());
      assertFalse(ended.teardown().incomplete(), ended.teardown().toString());
    }
  }
}
