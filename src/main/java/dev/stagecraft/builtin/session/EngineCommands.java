package dev.stagecraft.builtin.session;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.provision.PrivateEngine;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code engine status}, {@code start}, {@code stop} and {@code purge}: the private engine. */
public final class EngineCommands {
  private static final String PART = "engine";

  private final PrivateEngine own;
  private final Supplier<Engine> used;
  private final Session session;
  private final Supplier<List<String>> standIns;

  /**
   * The commands about a private engine.
   *
   * @param used the engine that the session works on, private or not
   * @param standIns removes the stand-ins that stayed on an engine of the person's own, and gives a
   *     line for each
   */
  public EngineCommands(
      PrivateEngine own, Supplier<Engine> used, Session session, Supplier<List<String>> standIns) {
    this.own = own;
    this.used = used;
    this.session = session;
    this.standIns = standIns;
  }

  /** All four. */
  public List<Command> all() {
    return List.of(
        new Verb(
            spec("status", "Tell which engine is used, and how the private one is", List.of())
                .returning(
                    List.of(
                        new Choice("what", "in use, private engine, address, version, ..."),
                        new Choice("is", "its value, as text"))),
            call -> status()),
        new Verb(
            spec("start", "Start the private engine, to go on until it is stopped", List.of()),
            this::start),
        new Verb(
            spec(
                "stop",
                "Stop the private engine and put the host's network back",
                List.of(Option.flag("force", "even where another Stagecraft uses it").letter('f'))),
            call -> stop(call.arguments().flag("force"))),
        new Verb(
            spec(
                "purge",
                "Stop the private engine and delete its images; remove stand-ins elsewhere",
                List.of()),
            call -> purge()));
  }

  /** One of them. */
  private record Verb(CommandSpec spec, Function<Invocation, Outcome> body) implements Command {
    @Override
    public Outcome run(Invocation call) {
      return body.apply(call);
    }
  }

  private static CommandSpec spec(String verb, String summary, List<Option> options) {
    return new CommandSpec(
        List.of("engine", verb),
        List.of(),
        Group.SESSION,
        summary,
        options,
        List.of(),
        false,
        List.of(new Example("engine " + verb, summary)));
  }

  private Outcome status() {
    PrivateEngine.Status status = own.status();
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("in use", inUse()));
    rows.add(List.of("private engine", status.running() ? "runs" : "does not run"));
    rows.add(List.of("address", status.address()));
    if (status.running()) {
      rows.add(List.of("version", status.version()));
      rows.add(List.of("process", Long.toString(status.pid())));
      rows.add(
          List.of("used by", status.users() + " Stagecraft" + (status.users() == 1 ? "" : "s")));
      rows.add(List.of("ends", status.kept() ? "with engine stop" : "with its last user"));
    }
    rows.add(List.of("images", status.folder().toString()));
    Table table = new Table(List.of(Column.left("what", "WHAT"), Column.left("is", "IS")), rows);
    return Outcome.rows(table, TableFormat.TEXT.write(table, String::length));
  }

  private String inUse() {
    try {
      Engine engine = used.get();
      return engine.address() + ", version " + engine.version().path("Version").asText();
    } catch (ProblemException e) {
      return "none: " + e.problem().message();
    }
  }

  private Outcome start(Invocation call) {
    Progress progress = call.progress();
    progress.on(new Progress.Begun(PART, Optional.empty(), "start the private engine"));
    long begun = System.nanoTime();
    boolean done = false;
    try (PrivateEngine.Lease lease =
        own.start(line -> progress.on(new Progress.Said(PART, line)))) {
      done = true;
      String how = lease.started().map(t -> " after " + TableFormat.duration(t)).orElse(" already");
      return Outcome.text("the private engine answers" + how + " at " + lease.address() + "\n")
          .withRemark("it goes on until: engine stop");
    } finally {
      progress.on(
          new Progress.Ended(
              PART,
              done ? Progress.End.DONE : Progress.End.FAILED,
              Duration.ofNanos(System.nanoTime() - begun),
              ""));
    }
  }

  private Outcome stop(boolean force) {
    refuseWhileUsed(force);
    PrivateEngine.Stopped stopped = own.stop(force);
    return left(
        stopped.stopped()
            ? "the private engine is stopped, its images stay until: engine purge"
            : "the private engine does not run",
        stopped.left());
  }

  private Outcome purge() {
    refuseWhileUsed(false);
    List<String> removed;
    try {
      removed = standIns.get();
    } catch (EngineRefusal refusal) {
      throw Problem.of("session.stand-ins", "a stand-in could not be removed: " + refusal.says())
          .withHint("docker rm the container that uses it, then engine purge again")
          .exception(refusal);
    }
    Outcome outcome = left("the private engine and its images are gone", own.purge());
    String lines = removed.stream().map(line -> line + "\n").collect(Collectors.joining());
    return new Outcome(
        outcome.status(),
        Optional.empty(),
        lines + outcome.text(),
        outcome.remarks(),
        outcome.problem());
  }

  /** What this session made on it could not be removed any more. */
  private void refuseWhileUsed(boolean force) {
    PrivateEngine.Status status = own.status();
    boolean owns = session.owned().stream().anyMatch(owned -> owned.kind() != Kind.FOLDER);
    if (owns && !force && status.running() && used.get().address().equals(status.address())) {
      throw Problem.of("session.in-use", "this session made things on the private engine")
          .withHint("down removes them; or engine stop --force")
          .exception();
    }
  }

  private static Outcome left(String text, List<String> left) {
    Outcome outcome = Outcome.text(text + "\n").withStatus(left.isEmpty() ? 0 : 4);
    for (String line : left) {
      outcome = outcome.withRemark("could not put back " + line);
    }
    return outcome;
  }
}
