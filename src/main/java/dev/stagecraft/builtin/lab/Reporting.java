package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.Bound;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.replay.ReplayListener;
import dev.stagecraft.report.CastVersion;
import dev.stagecraft.report.Masking;
import dev.stagecraft.report.Reports;
import dev.stagecraft.report.Secrets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The reports that a call of {@code replay} asks for, and what must not be seen in them. */
final class Reporting {
  private final Reports reports;
  private final Secrets secrets;

  private Reporting(Reports reports, Secrets secrets) {
    this.reports = reports;
    this.secrets = secrets;
  }

  /**
   * What a call asks for. The folders of its reports are made.
   *
   * @param lab the lab's file, as the person wrote it
   * @throws dev.stagecraft.core.ProblemException {@code usage.…}: nothing has been written then
   */
  static Reporting of(Invocation call, String lab) {
    Bound given = call.arguments();
    Secrets secrets = Secrets.of(given.values("secret"), call.environment());
    Reports reports =
        Reports.open(
            given.values("report"),
            call.folder(),
            call.folder().resolve(lab),
            given.value("cast-version").map(CastVersion::of).orElse(CastVersion.V2),
            Clock.systemUTC(),
            System::nanoTime);
    return new Reporting(reports, secrets);
  }

  /** No reports, nothing masked: nothing is replayed. */
  static Reporting none() {
    return new Reporting(Reports.none(), Secrets.usual());
  }

  /** The listeners of a replay: these and the reports, behind the mask. */
  List<ReplayListener> listeners(ReplayListener... others) {
    List<ReplayListener> all = new ArrayList<>(List.of(others));
    all.add(reports);
    return List.of(new Masking(secrets, all));
  }

  /** The replay ended without a last event, because of this. */
  void broke(Problem problem) {
    reports.broke(
        new Problem(
            problem.code(),
            secrets.mask(problem.message()),
            problem.hint().map(secrets::mask),
            problem.place()));
  }

  /** Writes the reports, once. */
  void close() {
    reports.close();
  }

  /** An outcome that also says where the reports are. */
  Outcome said(Outcome outcome) {
    List<String> names = reports.names();
    if (names.isEmpty()) {
      return outcome;
    }
    return outcome.withRemark(
        names.size() == 1
            ? "the report is in " + names.get(0)
            : "the reports are in " + String.join(", ", names));
  }
}
