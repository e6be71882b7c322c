package dev.stagecraft.replay;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.lab.Recording;
import dev.stagecraft.session.Shield;
import dev.stagecraft.session.Unowned;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a lab records of its outputs, held against this run. */
final class Transcript {
  private final Comparing comparing;
  private final Consumer<ReplayEvent> events;
  private final Bindings bindings = new Bindings();

  /** Words of the author that were found to mean ids of this run. */
  private final Set<String> words = new TreeSet<>();

  /** The output of a block of which a statement failed. */
  private Optional<OutputTap> failed = Optional.empty();

  Transcript(Comparing comparing, Consumer<ReplayEvent> events) {
    this.comparing = comparing;
    this.events = events;
  }

  /** A statement with this run's ids and names in place of the author's. */
  LabStatement meant(LabStatement statement) {
    Optional<Bindings.Meant> meant = bindings.meant(statement);
    meant.ifPresent(
        m ->
            m.words()
                .forEach(
                    (word, real) -> {
                      words.add(word);
                      String text = word + " is " + real + " in this run";
                      events.accept(new ReplayEvent.Remark(text));
                    }));
    return meant.map(Bindings.Meant::statement).orElse(statement);
  }

  /**
   * Compares what a statement wrote, where the lab records something and it did not fail.
   *
   * @param asked whether the person asked for this statement; otherwise nobody hears of a
   *     difference
   * @return what is wrong, where a difference is a failure
   */
  Optional<Problem> compare(
      LabStatement statement, ReplayEvent.Verdict verdict, OutputTap output, boolean asked) {
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
    List<String> real = written(recording.whole() ? output.block() : output.statement());
    boolean docker = recording.whole() || statement.text().contains("docker");
    Masks masks = new Masks(recording.rules(), comparing.tolerance(), words);
    boolean anyOrder = recording.rules().anyOrder();
    OutputComparison comparison =
        new OutputComparison(recording.lines(), real, docker, masks, anyOrder);
    OutputComparison.Result result = comparison.result();
    bindings.bind(result.bound());
    if (!asked || comparing.mode() == Comparing.Mode.BIND || recording.rules().off()) {
      return Optional.empty();
    }
    Optional<List<String>> rewritten =
        comparing.mode() == Comparing.Mode.UPDATE && !result.same()
            ? Optional.of(rewritten(comparison, real, docker, masks, anyOrder))
            : Optional.empty();
    events.accept(new ReplayEvent.Compared(statement, result.difference(), rewritten));
    return result.same() || rewritten.isPresent()
        ? Optional.empty()
        : Optional.of(problem(statement, result));
  }

  /** The lines of an output that are the commands' own: what we say of them is no matter. */
  private static List<String> written(String output) {
    return OutputLines.of(output).stream()
        .filter(line -> !Shield.isRemark(line) && !Unowned.isNote(line))
        .toList();
  }

  /** What should be recorded; all of the real output where what remains would not be enough. */
  private static List<String> rewritten(
      OutputComparison comparison,
      List<String> real,
      boolean docker,
      Masks masks,
      boolean anyOrder) {
    List<String> lines = comparison.rewritten();
    return new OutputComparison(lines, real, docker, masks, anyOrder).result().same()
        ? lines
        : real;
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
