package dev.stagecraft.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens in a build, in the order in which it happens. */
public sealed interface BuildEvent
    permits BuildEvent.StepBegun,
        BuildEvent.StepProgress,
        BuildEvent.StepOutput,
        BuildEvent.StepEnded,
        BuildEvent.Warning {

  /**
   * A step began. A step may begin more than once; the last beginning counts.
   *
   * @param step its digest, unique in the build
   * @param inputs the steps that it needs
   * @param name as BuildKit names it: {@code [builder 3/4] RUN go build}, {@code [internal] load
   *     build context}
   * @param at when
   */
  record StepBegun(String step, List<String> inputs, String name, Instant at)
      implements BuildEvent {}

  /**
   * A part of a step went on, such as a layer that is being pulled.
   *
   * @param id the part within the step
   * @param current done so far; {@code total} 0 where not known
   */
  record StepProgress(
      String step, String id, String name, long current, long total, boolean completed)
      implements BuildEvent {}

  /**
   * A step wrote something.
   *
   * @param stream 1 standard output, 2 standard error
   * @param bytes as written; may end in the middle of a line
   * @param at when
   */
  @SuppressWarnings("ArrayRecordComponent") // the bytes pass through once; nobody compares them
  record StepOutput(String step, int stream, byte[] bytes, Instant at) implements BuildEvent {}

  /**
   * A step ended.
   *
   * @param name its name
   * @param cached whether its result was there already
   * @param error the builder's words where it failed
   * @param begun when it began
   * @param at when it ended
   */
  record StepEnded(
      String step,
      String name,
      boolean cached,
      Optional<String> error,
      Optional<Instant> begun,
      Instant at)
      implements BuildEvent {}

  /** The builder warns of something. */
  record Warning(String step, String text) implements BuildEvent {}
}
