package dev.stagecraft.replay;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Problem;
import java.util.stream.Collectors;

/** The last line of a replay. */
final class Endings {
  /** What a problem of a step begins with that only needs what others would have made. */
  static final String NEEDS = "it needs what ";

  /** What stands between that and why the others are left out. */
  static final String WOULD = " would make: ";

  private Endings() {}

  /** The last line of a replay. */
  static String of(Summary summary) {
    String took = TableFormat.duration(summary.took());
    int out = (int) summary.skipped().stream().filter(s -> s.step().number() > 0).count();
    int all = summary.steps() + summary.failedSteps() + summary.notRunSteps() + out;
    boolean skipped = !summary.skipped().isEmpty();
    if (summary.failures() == 0 && !summary.cancelled()) {
      return summary.steps()
          + " of "
          + all
          + (all == 1 ? " step" : " steps")
          + (skipped ? " replayed, " + skipped(summary, out) + " \u00b7 " : ", ")
          + summary.blocks()
          + (summary.blocks() == 1 ? " block" : " blocks")
          + ", 0 failed"
          + (summary.tolerated() == 0 ? "" : ", " + summary.tolerated() + " tolerated")
          + " \u00b7 "
          + took;
    }
    return summary.steps()
        + (summary.steps() == 1 ? " step done, " : " steps done, ")
        + summary.failedSteps()
        + " failed, "
        + summary.notRunSteps()
        + " not run"
        + (skipped ? ", " + skipped(summary, out) : "")
        + (summary.cancelled() ? " (ended by Ctrl-C)" : "")
        + " \u00b7 "
        + took;
  }

  private static String skipped(Summary summary, int numbered) {
    int count = numbered == 0 ? summary.skipped().size() : numbered;
    return count
        + " skipped: "
        + summary.skipped().stream()
            .map(skip -> reason(skip.problem()))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  /** Why a step is left out, in a few words. */
  private static String reason(Problem problem) {
    String message = cause(problem);
    int details = message.indexOf(": ");
    return details < 0 ? message : message.substring(0, details);
  }

  /** The message without the steps between. */
  static String cause(Problem problem) {
    String message = problem.message();
    int behind = message.startsWith(NEEDS) ? message.indexOf(WOULD) : -1;
    return behind < 0 ? message : message.substring(behind + WOULD.length());
  }
}
