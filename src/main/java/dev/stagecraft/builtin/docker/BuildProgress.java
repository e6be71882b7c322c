package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Progress;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.StepName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A build as a tree of parts: a stage is a part, and its steps are parts of it. */
final class BuildProgress {
  private final Progress progress;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Map<String, Stage> stages = new LinkedHashMap<>();

  BuildProgress(Progress progress) {
    this.progress = progress;
  }

  /** A step that was told of; the builder may end one, and begin it again. */
  private record Step(String stage, Instant begun, boolean ended) {}

  /** A stage that runs. */
  private static final class Stage {
    private Optional<Instant> begun = Optional.empty();
    private Instant last = Instant.MIN;
    private boolean failed;
    private boolean allCached = true;
    private boolean ended;
  }

  /** Takes an event. */
  void on(BuildEvent event) {
    if (event instanceof BuildEvent.StepBegun begun) {
      begin(begun.step(), begun.name(), begun.at());
    } else if (event instanceof BuildEvent.StepProgress part) {
      if (steps.containsKey(part.step())) {
        progress.on(
            new Progress.Advanced(
                part.step(),
                part.current(),
                part.total() > 0 ? OptionalLong.of(part.total()) : OptionalLong.empty(),
                "bytes"));
      }
    } else if (event instanceof BuildEvent.StepOutput output) {
      if (steps.containsKey(output.step())) {
        new String(output.bytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .forEach(line -> progress.on(new Progress.Said(output.step(), line)));
      }
    } else if (event instanceof BuildEvent.StepEnded ended) {
      finish(ended);
    }
  }

  private void begin(String id, String name, Instant at) {
    StepName parsed = StepName.parse(name);
    Optional<Step> known = Optional.ofNullable(steps.get(id));
    if (parsed.kind() == StepName.Kind.INTERNAL || known.filter(s -> !s.ended).isPresent()) {
      return;
    }
    String label =
        parsed.kind() == StepName.Kind.INSTRUCTION ? parsed.stage().orElse("build") : "export";
    Stage stage = stages.computeIfAbsent(label, k -> new Stage());
    if (known.isPresent() && stage.ended) {
      return;
    }
    if (stage.begun.isEmpty()) {
      stage.begun = Optional.of(at);
      progress.on(new Progress.Begun("stage " + label, Optional.empty(), label));
    }
    steps.put(id, new Step(label, at, false));
    progress.on(new Progress.Begun(id, Optional.of("stage " + label), parsed.text()));
  }

  private void finish(BuildEvent.StepEnded ended) {
    if (!steps.containsKey(ended.step())) {
      begin(ended.step(), ended.name(), ended.begun().orElse(ended.at()));
    }
    Step step = steps.get(ended.step());
    if (step == null || step.ended) {
      return;
    }
    steps.put(ended.step(), new Step(step.stage, step.begun, true));
    Stage stage = stages.computeIfAbsent(step.stage(), k -> new Stage());
    Progress.End how = Progress.End.DONE;
    if (ended.error().isPresent()) {
      boolean cancelled = ended.error().get().endsWith("context canceled");
      how = cancelled ? Progress.End.CANCELLED : Progress.End.FAILED;
      stage.failed = true;
    } else if (ended.cached()) {
      how = Progress.End.CACHED;
    }
    stage.allCached &= ended.cached();
    stage.last = ended.at();
    progress.on(
        new Progress.Ended(
            ended.step(), how, between(ended.begun().orElse(step.begun()), ended.at()), ""));
    StepName name = StepName.parse(ended.name());
    if (!stage.failed && name.total() > 0 && name.index() == name.total()) {
      close(step.stage(), stage, Progress.End.DONE);
    }
  }

  private void close(String label, Stage stage, Progress.End whole) {
    if (stage.ended) {
      return;
    }
    stage.ended = true;
    Progress.End how =
        stage.failed
            ? Progress.End.FAILED
            : stage.allCached && whole == Progress.End.DONE ? Progress.End.CACHED : whole;
    Instant begun = stage.begun.orElse(stage.last);
    progress.on(new Progress.Ended("stage " + label, how, between(begun, stage.last), ""));
  }

  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  /** The build has ended: steps and stages that are still open end with it. */
  void end(boolean done) {
    Progress.End how = done ? Progress.End.DONE : Progress.End.CANCELLED;
    steps.forEach(
        (id, step) -> {
          if (!step.ended) {
            stages.computeIfAbsent(step.stage, k -> new Stage()).allCached = false;
            progress.on(new Progress.Ended(id, how, Duration.ZERO, ""));
          }
        });
    stages.forEach((label, stage) -> close(label, stage, how));
  }
}
