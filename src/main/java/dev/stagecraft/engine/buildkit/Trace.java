package dev.stagecraft.engine.buildkit;

import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.StepName;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns BuildKit's trace into events. BuildKit sends a step again and again, whole, as it learns
 * more; each news of it becomes one event. Source: moby/buildkit, api/services/control.
 */
final class Trace {
  private static final String CANCELLED = "context canceled";
  private static final String EXPORT = "exporting to ";

  private final Consumer<BuildEvent> listener;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Map<String, BuildEvent.StepProgress> progress = new HashMap<>();
  private Optional<Step> failed = Optional.empty();

  Trace(Consumer<BuildEvent> listener) {
    this.listener = listener;
  }

  /**
   * What is known of a step.
   *
   * @param first when it began for the first time
   * @param begun when it began last
   * @param error the builder's words; empty where it did not fail
   */
  record Step(
      String digest,
      String name,
      Optional<Instant> first,
      Optional<Instant> begun,
      Optional<Instant> ended,
      String error) {
    static Step unknown(String digest) {
      return new Step(digest, "", Optional.empty(), Optional.empty(), Optional.empty(), "");
    }
  }

  /** Takes one {@code StatusResponse}. */
  void take(byte[] message) {
    Protobuf response = new Protobuf(message);
    response.messages(1).forEach(this::step);
    response.messages(2).forEach(this::progress);
    response.messages(3).forEach(this::output);
    response.messages(4).forEach(this::warning);
  }

  /** The step that made the build fail, where one did. */
  Optional<Step> failed() {
    return failed;
  }

  /** The steps whose name begins so. */
  List<Step> named(String start) {
    return steps.values().stream().filter(step -> step.name.startsWith(start)).toList();
  }

  private void step(Protobuf vertex) {
    String digest = vertex.text(1);
    Step before = steps.getOrDefault(digest, Step.unknown(digest));
    Optional<Instant> begun = vertex.time(5);
    Optional<Instant> ended = vertex.time(6);
    Step now =
        new Step(
            digest, vertex.text(3), before.first.or(() -> begun), begun, ended, vertex.text(7));
    steps.put(digest, now);
    if (begun.isPresent() && !begun.equals(before.begun)) {
      if (now.name.startsWith(EXPORT)) {
        endUnneeded(begun.get());
      }
      listener.accept(new BuildEvent.StepBegun(digest, vertex.texts(2), now.name, begun.get()));
    }
    if (ended.isPresent() && !ended.equals(before.ended)) {
      Optional<String> error = now.error.isEmpty() ? Optional.empty() : Optional.of(now.error);
      if (error.isPresent() && (failed.isEmpty() || isCancelled(failed.get().error))) {
        failed = Optional.of(now);
      }
      boolean cached = vertex.number(4) != 0;
      listener.accept(
          new BuildEvent.StepEnded(digest, now.name, cached, error, begun, ended.get()));
    }
  }

  /**
   * Ends the instructions that never began: the builder announced them, found a result of theirs,
   * or one that is made from theirs, in its cache, and says no more about them.
   */
  void endUnneeded(Instant at) {
    for (Step step : List.copyOf(steps.values())) {
      boolean instruction = StepName.parse(step.name).kind() == StepName.Kind.INSTRUCTION;
      if (instruction && step.begun.isEmpty() && step.ended.isEmpty()) {
        Optional<Instant> time = Optional.of(at);
        steps.put(step.digest, new Step(step.digest, step.name, time, time, time, ""));
        listener.accept(
            new BuildEvent.StepEnded(step.digest, step.name, true, Optional.empty(), time, at));
      }
    }
  }

  /** A step that was stopped because another failed is not the one to tell about. */
  private static boolean isCancelled(String error) {
    return error.contains(CANCELLED);
  }

  private void progress(Protobuf status) {
    String name = status.text(3).isEmpty() ? status.text(1) : status.text(3);
    BuildEvent.StepProgress now =
        new BuildEvent.StepProgress(
            status.text(2),
            status.text(1),
            name,
            status.number(4),
            status.number(5),
            status.time(8).isPresent());
    if (!now.equals(progress.put(now.step() + " " + now.id(), now))) {
      listener.accept(now);
    }
  }

  private void output(Protobuf log) {
    Instant at = log.time(2).orElse(Instant.EPOCH);
    listener.accept(
        new BuildEvent.StepOutput(log.text(1), (int) log.number(3), log.content(4), at));
  }

  private void warning(Protobuf warning) {
    listener.accept(new BuildEvent.Warning(warning.text(1), warning.text(3)));
  }
}
