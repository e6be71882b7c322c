package dev.stagecraft.engine.buildkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BuildEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replies that real engines gave, as events. */
class ReplyTest {
  private final List<BuildEvent> events = new ArrayList<>();
  private final Reply reply =
      new Reply(events::add, Clock.fixed(Instant.ofEpochSecond(5), ZoneOffset.UTC));

  private static byte[] recorded(String name) throws IOException {
    try (InputStream bytes =
        Objects.requireNonNull(ReplyTest.class.getResourceAsStream(name), name)) {
      return bytes.readAllBytes();
    }
  }

  private void read(byte[] bytes) {
    reply.read(new ByteArrayInputStream(bytes), new ObjectMapper());
  }

  /** The events, digests by the order in which they came, and times left out. */
  private List<String> shown() {
    Map<String, String> steps = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (BuildEvent event : events) {
      if (event instanceof BuildEvent.StepBegun begun) {
        String id = steps.computeIfAbsent(begun.step(), s -> "#" + (steps.size() + 1));
        List<String> inputs = begun.inputs().stream().map(i -> steps.getOrDefault(i, "?")).toList();
        lines.add(id + " begins " + begun.name() + (inputs.isEmpty() ? "" : " after " + inputs));
      } else if (event instanceof BuildEvent.StepEnded ended) {
        lines.add(
            steps.getOrDefault(ended.step(), "?")
                + (ended.cached() ? " cached" : " ends")
                + ended.error().map(e -> ": " + e).orElse(""));
      } else if (event instanceof BuildEvent.StepOutput output) {
        String text = new String(output.bytes(), StandardCharsets.UTF_8);
        lines.add(
            steps.getOrDefault(output.step(), "?") + " " + output.stream() + " " + text.strip());
      } else if (event instanceof BuildEvent.StepProgress progress) {
        String name = progress.name().replaceAll("sha256:[0-9a-f]+", "ID");
        lines.add(
            steps.getOrDefault(progress.step(), "?")
                + (progress.completed() ? " did " : " does ")
                + name);
      } else if (event instanceof BuildEvent.Warning warning) {
        lines.add("warning " + warning.text());
      }
    }
    return lines;
  }

  @Test
  void aBuild() throws IOException {
    read(recorded("trace-20.10-built.jsonl"));
    assertEquals(
        List.of(
            "#1 begins [internal] load remote build context",
            "#1 ends",
            "#1 begins [internal] load remote build context",
            "#1 ends",
            "#2 begins copy /context / after [#1]",
            "#2 ends"),
        shown().subList(0, 6));
    assertEquals(
        List.of("one", "", "two"),
        shown().stream().filter(l -> l.matches("#\\d+ [12] .*")).map(l -> l.substring(5)).toList());
    assertEquals(Optional.empty(), reply.error());
    assertTrue(reply.image().orElseThrow().matches("sha256:[0-9a-f]{64}"));
    assertEquals(1, reply.contextSteps().size());
  }

  @Test
  void aBuildFromTheCache() throws IOException {
    read(recorded("trace-20.10-cached.jsonl"));
    List<String> cached =
        events.stream()
            .filter(e -> e instanceof BuildEvent.StepEnded ended && ended.cached())
            .map(e -> ((BuildEvent.StepEnded) e).name())
            .toList();
    assertEquals(
        List.of(
            "[internal] load remote build context",
            "copy /context /",
            "[builder 1/3] COPY tiny /tiny",
            "[builder 2/3] RUN [\"/tiny\", \"echo\", \"one\"]",
            "[builder 3/3] RUN [\"/tiny\", \"err\", \"two\"]",
            "[stage-1 1/1] COPY --from=builder /tiny /tiny"),
        cached);
  }

  @Test
  void aFailingStep() throws IOException {
    read(recorded("trace-20.10-failed.jsonl"));
    String run =
        "[builder 2/2] RUN [\"/tiny\", \"echo\", \"before\", \"err\", \"it broke\", \"exit\", \"3\"]";
    List<String> shown = shown();
    String id =
        shown.stream().filter(l -> l.contains(run)).findFirst().orElseThrow().substring(0, 2);
    assertEquals(
        List.of(
            id + " begins " + run + " after [#3]",
            id + " 1 before",
            id + " 2 it broke",
            id
                + " ends: executor failed running [/tiny echo before err it broke exit 3]: exit code: 3"),
        shown.stream().filter(l -> l.startsWith(id)).toList());
    assertEquals(Optional.of(run), reply.failedStep());
    assertEquals("before\nit broke\n\n", reply.failedOutput());
    assertTrue(reply.error().orElseThrow().endsWith("exit code: 3"));
    assertEquals(Optional.empty(), reply.image());
  }

  @Test
  void aClassicBuild() throws IOException {
    read(recorded("classic-20.10-built.jsonl"));
    assertEquals(
        List.of(
            "#1 begins [1/6] FROM scratch AS builder",
            "#1 ends",
            "#2 begins [2/6] COPY tiny /tiny",
            "#2 ends",
            "#3 begins [3/6] RUN [\"/tiny\", \"echo\", \"one\"]",
            "#3 1 one",
            "#3 1 ",
            "#3 ends",
            "#4 begins [4/6] RUN [\"/tiny\", \"err\", \"two\"]",
            "#4 2 two",
            "#4 2 ",
            "#4 ends",
            "#5 begins [5/6] FROM scratch",
            "#5 ends",
            "#6 begins [6/6] COPY --from=builder /tiny /tiny",
            "#6 ends"),
        shown());
    assertEquals(
        Optional.of("sha256:c8ea0f7f212e9253024314cbdd6947786dc607ac422ac426ac485622b9a2e771"),
        reply.image());
  }

  @Test
  void aClassicBuildThatFails() throws IOException {
    read(recorded("classic-20.10-failed.jsonl"));
    List<String> shown = shown();
    assertEquals(
        List.of(
            "#3 begins [3/5] RUN [\"/tiny\", \"echo\", \"before\", \"err\", \"it broke\", \"exit\","
                + " \"3\"]",
            "#3 1 before",
            "#3 2 it broke",
            "#3 ends: The command '/tiny echo before err it broke exit 3' returned a non-zero code:"
                + " 3"),
        shown.subList(shown.indexOf("#2 cached") + 1, shown.size()));
    assertTrue(reply.failedStep().orElseThrow().startsWith("[3/5] RUN"));
  }

  @Test
  void podmansWords() {
    String text =
        "{\"stream\":\"STEP 1/2: FROM scratch\\n\"}{\"stream\":\"STEP 2/2: COPY a /\\n\"}"
            + "{\"stream\":\"--> Using cache 12ab\\n\"}{\"stream\":\"COMMIT x\\n\"}"
            + "{\"aux\":{\"ID\":\"sha256:12\"}}{\"stream\":\"Successfully tagged localhost/x:latest\\n\"}";
    read(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of("#1 begins [1/2] FROM scratch", "#1 ends", "#2 begins [2/2] COPY a /", "#2 cached"),
        shown());
    assertEquals(Optional.of("sha256:12"), reply.image());
  }

  @Test
  void aReplyThatIsNoneIsSaid() {
    ProblemException failure =
        assertThrows(
            ProblemException.class,
            () ->
                read(
                    "{\"id\":\"moby.buildkit.trace\",\"aux\":\"CgU=\"}"
                        .getBytes(StandardCharsets.UTF_8)));
    assertEquals("build.failed", failure.problem().code());
  }

  @Test
  void brokenMessagesAreRefusedAndNothingElseHappens() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = new Protobuf(new byte[] {0x0a, 3, 8, 1, 16}).content(1);
    assertEquals(3, good.length);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 1 && random.nextBoolean()) {
        bytes[0] = 0x0a;
        bytes[1] = (byte) (bytes.length - 2);
      }
      try {
        new Trace(event -> {}).take(Arrays.copyOf(bytes, bytes.length));
      } catch (IllegalArgumentException refused) {
        assertTrue(refused.getMessage() != null, "seed " + seed);
      }
    }
  }
}
