package dev.stagecraft.report;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.replay.ImageFacts;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.SizeTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is said beside a block, a phrase each: what was built, waited for, brought, met. */
final class Notes implements ReplayEvent.Visitor {
  private static final Duration WORTH_SAYING = Duration.ofMillis(100);

  private final UnaryOperator<String> code;
  private final List<String> phrases = new ArrayList<>();

  private Notes(UnaryOperator<String> code) {
    this.code = code;
  }

  /**
   * The phrases of a block.
   *
   * @param code shows a name as one
   */
  static List<String> of(Run.Part block, UnaryOperator<String> code) {
    Notes notes = new Notes(code);
    boolean differs = false;
    for (Run.Ran ran : block.statements()) {
      ran.notes().forEach(event -> event.accept(notes));
      ran.end().ifPresent(event -> event.accept(notes));
      if (ran.end().isPresent() && !ran.difference().isEmpty()) {
        differs = true;
      }
    }
    if (differs) {
      notes.phrases.add("the output is not the one that the lab shows");
    }
    block.met().forEach(met -> notes.phrases.add("\u2713 " + met));
    return notes.phrases;
  }

  /** How long statements took, where that is worth saying. */
  static Optional<String> time(List<Run.Ran> statements) {
    return worth(statements.stream().map(Run.Ran::took).reduce(Duration.ZERO, Duration::plus));
  }

  /** A time, where it is worth saying. */
  static Optional<String> worth(Duration took) {
    return took.compareTo(WORTH_SAYING) < 0
        ? Optional.empty()
        : Optional.of(TableFormat.duration(took));
  }

  @Override
  public void baseBrought(ReplayEvent.BaseBrought event) {
    phrases.add(
        "base "
            + code.apply(event.reference())
            + (event.standIn() ? " \u2248 " : " ")
            + event.how()
            + " in "
            + TableFormat.duration(event.took())
            + (event.waited().compareTo(event.took()) < 0
                ? worth(event.waited()).map(time -> ", waited " + time).orElse("")
                : ""));
  }

  @Override
  public void waited(ReplayEvent.Waited event) {
    String asked = " (the lab says " + TableFormat.duration(event.asked()) + ")";
    phrases.add(
        event
            .answered()
            .map(
                after ->
                    "port "
                        + event.port()
                        + " answered after "
                        + TableFormat.duration(after)
                        + asked)
            .orElseGet(
                () ->
                    "port "
                        + event.port()
                        + " gave no answer within "
                        + TableFormat.duration(event.limit())
                        + asked));
  }

  @Override
  public void imageBuilt(ReplayEvent.ImageBuilt event) {
    ImageFacts image = event.image();
    phrases.add(
        code.apply(image.tag())
            + " "
            + image.size().human()
            + (image.standIn() ? " \u2248" : "")
            + ", "
            + image.layers()
            + (image.layers() == 1 ? " layer" : " layers")
            + ", runs as "
            + image.user()
            + image
                .steps()
                .filter(steps -> steps.cached() > 0)
                .map(steps -> ", " + steps.cached() + " of " + steps.all() + " steps cached")
                .orElse("")
            + event.single().map(single -> beside(image, single)).orElse(""));
  }

  private String beside(ImageFacts image, ImageFacts single) {
    double share = (double) image.size().bytes() / Math.max(1, single.size().bytes());
    return ", "
        + SizeTable.percent(1 - share)
        + " beside "
        + code.apply(single.tag())
        + " ("
        + single.size().human()
        + ")";
  }

  @Override
  public void statementEnded(ReplayEvent.StatementEnded event) {
    switch (event.verdict()) {
      case EXPECTED -> phrases.add("status " + event.status() + ", as expected");
      case TOLERATED -> phrases.add("status " + event.status() + ", tolerated");
      case DONE, FAILED -> {}
    }
  }

  @Override
  public void remark(ReplayEvent.Remark event) {
    phrases.add(event.text());
  }
}
