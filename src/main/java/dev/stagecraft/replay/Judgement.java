package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Expectation;
import dev.stagecraft.lab.LabStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the end of a statement means for the lab.
 *
 * @param problem what is wrong, where something is
 */
record Judgement(ReplayEvent.Verdict verdict, Optional<Problem> problem) {

  /**
   * Judges a statement.
   *
   * @param exit what the author expects of its status
   * @param output what it wrote
   */
  static Judgement of(
      LabStatement statement,
      StatementRunner.Ended ended,
      Optional<Expectation.Exit> exit,
      Optional<Duration> limit,
      String output) {
    if (ended.late()) {
      return failed(Blame.late(statement, limit.orElse(ended.took())));
    }
    if (exit.isPresent()) {
      OptionalInt wanted = exit.get().status();
      boolean right =
          wanted.isPresent() ? wanted.getAsInt() == ended.status() : ended.status() != 0;
      if (right) {
        return new Judgement(
            ended.status() == 0 ? ReplayEvent.Verdict.DONE : ReplayEvent.Verdict.EXPECTED,
            Optional.empty());
      }
      String what = wanted.isPresent() ? "status " + wanted.getAsInt() : "a failure";
      return failed(
          Problem.of(
                  "replay.expectation",
                  statement.headline().strip()
                      + " ended with status "
                      + ended.status()
                      + ", expected is "
                      + what)
              .at(exit.get().place())
              .withHint("its output is above; change the commands, or what is expected here"));
    }
    if (ended.status() == 0) {
      return new Judgement(ReplayEvent.Verdict.DONE, Optional.empty());
    }
    if (statement.tolerated()) {
      return new Judgement(ReplayEvent.Verdict.TOLERATED, Optional.empty());
    }
    return failed(Blame.of(statement, ended.status(), output));
  }

  /** The same, where what is tolerated is a failure. */
  Judgement strictly(LabStatement statement, StatementRunner.Ended ended, String output) {
    return verdict == ReplayEvent.Verdict.TOLERATED
        ? failed(Blame.of(statement, ended.status(), output))
        : this;
  }

  private static Judgement failed(Problem problem) {
    return new Judgement(ReplayEvent.Verdict.FAILED, Optional.of(problem));
  }
}
