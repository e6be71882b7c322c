package dev.stagecraft.report;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.ReplayText;
import dev.stagecraft.replay.SizeTable;
import dev.stagecraft.replay.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as a whole: every step of the lab with every block, and what became of it.
 *
 * @param begun when it began
 * @param took how long it took
 * @param summary what it came to, where it came to an end of its own
 * @param broken why it did not, where that is known
 * @param remarks what was said before the first step
 */
record Run(
    Lab lab,
    Instant begun,
    Duration took,
    List<Step> steps,
    Optional<Summary> summary,
    Optional<Problem> broken,
    List<String> remarks) {
  Run {
    steps = List.copyOf(steps);
    remarks = List.copyOf(remarks);
  }

  /** What became of a recording. */
  static Run of(Timeline timeline, Optional<Problem> broken) {
    return new RunReader(timeline).read(broken);
  }

  /** What became of a block, or of a step. */
  enum State {
    /** It ran, and all is well. */
    PASSED,
    /** Something in it failed. */
    FAILED,
    /** It was running when the run was ended. */
    INTERRUPTED,
    /** Something was missing that it needs. */
    SKIPPED,
    /** The run ended before. */
    NOT_RUN,
    /** Nobody asked for it. */
    LEFT_OUT
  }

  /**
   * A step of the lab.
   *
   * @param blocks those that do something, in the order of the lab
   * @param failures what failed and belongs to no block
   * @param reason why it was skipped, where it was
   * @param took how long it took, where it ended
   * @param needed whether it ran for the sake of another
   */
  record Step(
      Lab.Step step,
      State state,
      List<Part> blocks,
      List<Problem> failures,
      Optional<Problem> reason,
      Optional<Duration> took,
      boolean needed) {
    Step {
      blocks = List.copyOf(blocks);
      failures = List.copyOf(failures);
    }

    /** Everything that failed in it. */
    List<Problem> problems() {
      return java.util.stream.Stream.concat(
              blocks.stream().flatMap(block -> block.failures().stream()), failures.stream())
          .toList();
    }

    /** Its number and title. */
    String heading() {
      return (step.number() == 0 ? "" : "Step " + step.number() + ": ") + step.title();
    }
  }

  /**
   * A block of the lab.
   *
   * @param statements those that ran, in order
   * @param met what was expected and is so
   * @param failures what failed in it
   */
  record Part(
      Block block, State state, List<Ran> statements, List<String> met, List<Problem> failures) {
    Part {
      statements = List.copyOf(statements);
      met = List.copyOf(met);
      failures = List.copyOf(failures);
    }

    /** How long its statements took. */
    Duration took() {
      return statements.stream().map(Ran::took).reduce(Duration.ZERO, Duration::plus);
    }

    /** The lines of all differences between recorded and real outputs. */
    List<String> difference() {
      return statements.stream().flatMap(ran -> ran.difference().stream()).toList();
    }
  }

  /**
   * A statement that ran.
   *
   * @param notes what was said beside it, in order
   * @param end how it ended, where it did
   * @param difference between what the lab records and what it wrote
   */
  record Ran(
      LabStatement statement,
      Printed printed,
      List<ReplayEvent> notes,
      Optional<ReplayEvent.StatementEnded> end,
      List<String> difference) {
    Ran {
      notes = List.copyOf(notes);
      difference = List.copyOf(difference);
    }

    Duration took() {
      return end.map(ReplayEvent.StatementEnded::took).orElse(Duration.ZERO);
    }
  }

  /** What was built. */
  SizeTable sizes() {
    return summary.map(Summary::sizes).orElse(new SizeTable(List.of(), List.of()));
  }

  /** Whether nothing failed and nobody ended it. */
  boolean succeeded() {
    return summary.filter(end -> end.status() == 0).isPresent() && broken.isEmpty();
  }

  /** Whether a person or a signal ended it. */
  boolean cancelled() {
    return summary.isEmpty() && broken.isEmpty() || summary.filter(Summary::cancelled).isPresent();
  }

  /** What it came to, in one line. */
  String ending() {
    return summary
        .map(ReplayText::ending)
        .orElse(
            broken
                .map(problem -> "the run broke off: " + problem.message())
                .orElse("the run was ended before its end"));
  }

  /** The title of the lab, or its file. */
  String title() {
    return lab.title().orElse(lab.source());
  }
}
