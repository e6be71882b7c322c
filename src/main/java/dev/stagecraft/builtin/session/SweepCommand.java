package dev.stagecraft.builtin.session;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.session.Leftover;
import dev.stagecraft.session.Sweep;
import dev.stagecraft.session.TeardownReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code sweep}: what dead sessions left, listed, removed or forgotten. */
public final class SweepCommand implements Command {
  private static final Duration BUDGET = Duration.ofMinutes(2);

  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("sweep"),
          List.of(),
          Group.SESSION,
          "Remove what sessions left that were killed",
          List.of(
              Option.flag("yes", "remove what all of them left").letter('y'),
              Option.flag("forget", "leave the things, and forget that they were a session's"),
              Option.flag("kept", "sessions too that were told to keep what they made")),
          List.of(new Argument("SESSION", Arity.ANY, Completes.NOTHING)),
          false,
          List.of(
              new Example("sweep", "what there is, without removing it"),
              new Example("sweep --yes", "remove it"),
              new Example("sweep 7f3a0b1c", "remove what one session left, kept or not")));

  private final Path state;
  private final Supplier<Engine> engine;
  private final Clock clock;

  /**
   * Sweeps a state folder.
   *
   * @param clock for the zone in which times are told
   */
  public SweepCommand(Path state, Supplier<Engine> engine, Clock clock) {
    this.state = state;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    Sweep.Findings findings = Sweep.look(state, engine, clock);
    List<Leftover> all = new ArrayList<>(findings.leftovers());
    List<String> named = call.arguments().all("SESSION");
    if (call.arguments().flag("kept") || !named.isEmpty()) {
      all.addAll(findings.kept());
    }
    if (call.arguments().flag("forget")) {
      all.addAll(findings.elsewhere());
    }
    List<Leftover> chosen = named.isEmpty() ? all : called(named, all);
    Outcome outcome;
    if (chosen.isEmpty()) {
      outcome = Outcome.text("nothing was left behind\n");
    } else if (call.arguments().flag("forget")) {
      outcome = forget(chosen);
    } else if (call.arguments().flag("yes") || !named.isEmpty()) {
      outcome = clean(chosen);
    } else {
      outcome = list(chosen);
    }
    for (String remark : findings.remarks()) {
      outcome = outcome.withRemark(remark);
    }
    return outcome;
  }

  /** The one that each name, or beginning of a name, means; a name of none or several is wrong. */
  private static List<Leftover> called(List<String> names, List<Leftover> all) {
    List<Leftover> chosen = new ArrayList<>();
    for (String name : names) {
      List<Leftover> meant =
          all.stream().filter(each -> !name.isEmpty() && each.session().startsWith(name)).toList();
      if (meant.size() != 1) {
        throw Problem.of(
                "session.unknown",
                meant.isEmpty()
                    ? "no session that ended is called " + (name.isEmpty() ? "\"\"" : name)
                    : meant.size() + " sessions that ended begin with " + name)
            .withHint("sweep --kept lists them")
            .exception();
      }
      if (!chosen.contains(meant.get(0))) {
        chosen.add(meant.get(0));
      }
    }
    return chosen;
  }

  private static Outcome list(List<Leftover> chosen) {
    StringBuilder text = new StringBuilder();
    chosen.forEach(leftover -> text.append(leftover.describe()).append('\n'));
    return Outcome.text(text.toString())
        .withRemark("sweep --yes removes that, sweep --forget leaves it to you");
  }

  private static Outcome forget(List<Leftover> chosen) {
    StringBuilder text = new StringBuilder();
    for (Leftover leftover : chosen) {
      leftover.drop();
      text.append("session ").append(leftover.session()).append(" is forgotten\n");
    }
    return Outcome.text(text.toString());
  }

  private static Outcome clean(List<Leftover> chosen) {
    StringBuilder text = new StringBuilder();
    List<String> remarks = new ArrayList<>();
    int status = 0;
    for (Leftover leftover : chosen) {
      TeardownReport report = leftover.clean(BUDGET);
      text.append("session ")
          .append(leftover.session())
          .append(": ")
          .append(report.summary().orElse("nothing was left of it"))
          .append('\n');
      report.left().forEach(left -> remarks.add("could not remove " + left));
      status = Math.max(status, report.status());
    }
    Outcome outcome = Outcome.text(text.toString()).withStatus(status);
    for (String remark : remarks) {
      outcome = outcome.withRemark(remark);
    }
    return outcome;
  }
}
