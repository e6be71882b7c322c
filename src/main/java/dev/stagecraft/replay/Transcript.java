package dev.stagecraft.replay;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.lab.Recording;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a lab records of its outputs, held against this run. */
final class Transcript {
  private final Comparing comparing;
  private final Consumer<ReplayEvent> events;
  private final Bindings bindings = new Bindings();

  /** The output of a block of which a statement failed. */
  private Optional<OutputTap> failed = Optional.empty();

  Transcript(Comparing comparing, Consumer<ReplayEvent> events) {
    this.comparing = comparing;
    this.events = events;
  }

  /** A statement with this run's ids and names in place of the author's. */
  LabStatement meant(LabStatement statement) {
    Optional<Bindings.Meant> meant = bindings.meant(statement);
    meant.ifPresent(m -> m.said().forEach(text -> events.accept(new ReplayEvent.Remark(text))));
    return meant.map(Bindings.Meant::statement).orElse(statement);
  }

  /**
   * Compares what a statement wrote, where the lab records something and it did not fail.
   *
   * @return what is wrong, where a difference is a failure
   */
  Optional<Problem> compare(LabStatement statement, ReplayEvent.Verdict verdict, OutputTap output) {
    Recording recording = statement.recording();
    if (verdict == ReplayEvent.Verdict.FAILED) {
      failed = Optional.of(output);
    }
    boolean broken = failed.filter(tap -> tap == output).isPresent();
    if (!recording.shown()
        || verdict == ReplayEvent.Verdict.FAILED
        || recording.whole() && broken) {
      return Optional.empty();
    }
    List<String> real = OutputLines.of(recording.whole() ? output.block() : output.statement());
    boolean docker = recording.whole() || statement.text().contains("docker");
    OutputComparison comparison =
        new OutputComparison(
            recording.lines(), real, docker, recording.rules(), comparing.tolerance());
    OutputComparison.Result result = comparison.result();
    bindings.bind(result.bound());
    if (comparing.mode() == Comparing.Mode.BIND || recording.rules().off()) {
      return Optional.empty();
    }
    boolean rewrite = comparing.mode() == Comparing.Mode.UPDATE && !result.same();
    events.accept(
        new ReplayEvent.Compared(
            statement,
            result.difference(),
            rewrite
                ? Optional.of(rewritten(comparison, recording, real, docker))
                : Optional.empty()));
    return result.same() || rewrite ? Optional.empty() : Optional.of(problem(statement, result));
  }

  /** What should be recorded; all of the real output where what remains would not be enough. */
  private List<String> rewritten(
      OutputComparison comparison, Recording recording, List<String> real, boolean docker) {
    List<String> lines = comparison.rewritten();
    OutputComparison again =
        new OutputComparison(lines, real, docker, recording.rules(), comparing.tolerance());
    return again.result().same() ? lines : real;
  }

  private static Problem problem(LabStatement statement, OutputComparison.Result result) {
    List<Place> origins = statement.recording().origins();
    Place place = result.first() < 0 ? statement.place() : origins.get(result.first());
    long lines = result.differing();
    return Problem.of(
            "replay.recorded",
            statement.headline().strip()
                + " does not write what the lab records: "
                + lines
                + (lines == 1 ? " line differs" : " lines differ"))
        .at(place)
        .withHint(
            "replay --update writes the real output into the lab; above the block"
                + " <!-- stagecraft: compare off --> leaves it out");
  }
}
