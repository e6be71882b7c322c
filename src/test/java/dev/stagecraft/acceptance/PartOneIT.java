package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Part 1 of the reference lab, from its first word to its last, bases included. */
class PartOneIT {
  private static final String HEALTH = "{\"status\":\"OK\",\"version\":\"1.0.0\"}";
  private static final Duration LIMIT = Duration.ofSeconds(880);

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();

  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS)
  void replays() throws IOException {
    Stagecraft stagecraft = new Stagecraft(folder, real.environment());
    Path json = folder.resolve("sizes.json");
    TreeSet<String> before = withoutBases(real.objects());
    Stagecraft.Ended ended =
        stagecraft
            .start("replay", "labs/multi-stage/README.md", "--table", json.toString())
            .end(LIMIT);
    assertEquals(0, ended.status(), ended.out() + ended.err());
    List<String> lines = ended.out().lines().toList();
    assertAll(
        () -> assertEquals(List.of(HEALTH, HEALTH, HEALTH), answers(lines), ended.out()),
        () ->
            assertTrue(
                lines.stream()
                    .anyMatch(l -> l.matches("  ready after .* \\(port 8081 answered; .*")),
                ended.out()),
        () ->
            assertEquals(
                List.of("Application", "Go (alpine)", "Go (scratch)"),
                lines.stream()
                    .dropWhile(l -> !l.startsWith("Application "))
                    .takeWhile(l -> !l.isEmpty())
                    .map(l -> l.replaceFirst(" {2,}.*", ""))
                    .toList()),
        () ->
            assertTrue(
                lines.get(lines.size() - 1).matches("5 of 5 steps, \\d+ blocks, 0 failed · .*"),
                ended.out()),
        () -> assertEquals(List.of(), stagecraft.sessions()),
        () -> assertEquals(before, withoutBases(real.objects())));
    sizes(new ObjectMapper().readTree(Files.readString(json)));
    real.engine().close();
  }

  /** The lines between a request and the next command. */
  private static List<String> answers(List<String> lines) {
    List<String> answers = new ArrayList<>();
    boolean asked = false;
    for (String line : lines) {
      if (line.startsWith("$ ")) {
        asked = line.startsWith("$ curl -s http://localhost:808");
      } else if (asked && line.startsWith("{")) {
        answers.add(line);
      }
    }
    return answers;
  }

  private static void sizes(JsonNode rows) {
    assertEquals(2, rows.size(), rows.toString());
    for (JsonNode row : rows) {
      assertTrue(row.path("reduction_percent").asDouble() > 90, row.toString());
      assertTrue(row.path("single_bytes").asLong() > 100_000_000L, row.toString());
    }
    assertEquals("appuser", rows.get(0).path("multi_user").asText());
  }

  /** Bases stay by intent: a stand-in under a name of its own, others under theirs. */
  private static TreeSet<String> withoutBases(TreeSet<String> objects) {
    objects.removeIf(
        o -> o.matches("image \\[(.*stagecraft-base/.*|golang:.*|alpine:.*|debian:.*|)\\] .*"));
    return objects;
  }
}
