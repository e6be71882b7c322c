package dev.stagecraft.engine.buildkit;

import dev.stagecraft.engine.BuildEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the end of what each step wrote, for the step that fails. */
final class OutputTail {
  private static final int KEPT = 16 * 1024;

  private final Map<String, byte[]> tails = new HashMap<>();
  private Optional<BuildEvent.StepEnded> failed = Optional.empty();

  void hear(BuildEvent event) {
    if (event instanceof BuildEvent.StepOutput output) {
      tails.merge(output.step(), output.bytes(), OutputTail::joined);
    } else if (event instanceof BuildEvent.StepEnded ended) {
      if (ended.error().isEmpty()) {
        tails.remove(ended.step());
      } else if (failed.isEmpty()) {
        failed = Optional.of(ended);
      }
    }
  }

  private static byte[] joined(byte[] before, byte[] more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(before);
    all.writeBytes(more);
    byte[] bytes = all.toByteArray();
    return bytes.length <= KEPT
        ? bytes
        : Arrays.copyOfRange(bytes, bytes.length - KEPT, bytes.length);
  }

  /** The name of the step that failed first. */
  Optional<String> lastFailed() {
    return failed.map(BuildEvent.StepEnded::name);
  }

  /** What all failed steps wrote at the end; their order does not matter to who searches it. */
  String ofFailed() {
    StringBuilder text = new StringBuilder();
    tails.values().forEach(t -> text.append(new String(t, StandardCharsets.UTF_8)).append('\n'));
    return text.toString();
  }
}
