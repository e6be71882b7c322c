package dev.stagecraft.builtin.session;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.session.TeardownReport;
import java.util.Optional;

/** A teardown's report as a command's outcome. */
final class Reports {
  private Reports() {}

  /**
   * The summary as text, what could not be removed as remarks, and status 4 for that.
   *
   * @param otherwise the text where there was nothing to do
   */
  static Outcome outcome(TeardownReport report, String otherwise) {
    Optional<String> summary = report.summary();
    Outcome outcome = Outcome.text(summary.orElse(otherwise) + "\n").withStatus(report.status());
    for (TeardownReport.Left left : report.left()) {
      outcome = outcome.withRemark("could not remove " + left);
    }
    return outcome;
  }
}
