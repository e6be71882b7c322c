package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.Bound;
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
import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.Choice;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabFile;
import dev.stagecraft.lab.Plan;
import dev.stagecraft.lab.Route;
import dev.stagecraft.replay.Comparing;
import dev.stagecraft.replay.LabShell;
import dev.stagecraft.replay.Replayer;
import dev.stagecraft.replay.Rewriting;
import dev.stagecraft.replay.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code replay FILE}: runs a lab, or says what running it would do. */
public final class ReplayCommand implements Command {
  private static final String FILE = "FILE";

  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("replay"),
          List.of(),
          Group.LAB,
          "Run a lab in Markdown, step by step, and show what it built",
          List.of(
              Option.flag("plan", "Show every block and what it would do, and do nothing"),
              Option.list("part", "name", Completes.PART, "Replay a part alone; may be repeated"),
              Option.list(
                  "step",
                  "number",
                  Completes.STEP,
                  "Replay steps alone, by number, range (7-9) or title; may be repeated"),
              Option.value(
                  "from", "step", Completes.STEP, "Begin with a step or part, by number or name"),
              Option.value(
                  "until", "step", Completes.STEP, "End with a step or part, by number or name"),
              Option.flag("keep-going", "Go on after a failure"),
              Option.flag(
                  "strict", "Steps left out and failures that are tolerated are failures too"),
              Option.flag(
                  "no-prefetch", "Bring a base image when it is needed, not in the background"),
              Option.value(
                  "table",
                  "file",
                  Completes.FILE,
                  "Write the table of sizes to a file (.txt, .md, .csv, .json)"),
              Option.list(
                  "report",
                  "file",
                  Completes.FILE,
                  "Write a report (.md, .html, .jsonl, .cast, .xml for JUnit); may be repeated"),
              Option.list(
                  "secret",
                  "name",
                  Completes.VARIABLE,
                  "Mask the value of a variable, on the screen and in reports; may be repeated"),
              Option.value(
                      "cast-version",
                      "2|3",
                      Completes.NOTHING,
                      "The asciicast version of .cast files")
                  .choices(CommandSpec.Choice.of("2", "3")),
              Option.flag("check", "Compare outputs that the lab records with the real ones"),
              Option.flag("update", "Write real outputs into the lab where they differ"),
              Option.value(
                  "tolerance",
                  "percent",
                  Completes.NOTHING,
                  "How far off a size may be in a recorded output (default 20%)"),
              Option.flag("unsure", "Run blocks too that may be no commands"),
              Option.flag("no-shield", "Let the lab see and touch what is not the session's")),
          List.of(new Argument(FILE, Arity.ONE, Completes.LAB)),
          false,
          List.of(
              new Example(
                  "replay labs/first-look/README.md --plan",
                  "what a lab would do, without doing it"),
              new Example("replay labs/first-look/README.md", "a lab of one minute"),
              new Example(
                  "replay labs/first-look/README.md --step 3",
                  "one step, and before it what it needs of others"),
              new Example(
                  "replay labs/first-look/README.md --table sizes.md", "and the sizes in a file"),
              new Example(
                  "replay labs/first-look/README.md --report out/run.html --report out/junit.xml",
                  "and reports, all from the one run")),
          ReplayRow.SAID,
          List.of());

  private final Supplier<ReplayRoom> rooms;

  /** Replays in the room that the supplier gives; a plan asks for none. */
  public ReplayCommand(Supplier<ReplayRoom> rooms) {
    this.rooms = rooms;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    Bound given = call.arguments();
    Lab lab;
    Route route;
    Optional<TableFile> table;
    Reporting reporting;
    Comparing comparing;
    try {
      comparing = CompareOptions.of(given);
      table = given.value("table").map(name -> TableFile.of(name, call.folder()));
      lab = LabFile.read(given.one(FILE).orElseThrow(), call.folder());
      route = Route.of(lab, choice(given));
      reporting = given.flag("plan") ? Reporting.none() : Reporting.of(call, lab.source());
    } catch (ProblemException wrong) {
      return Outcome.failed(2, wrong.problem());
    }
    if (given.flag("plan")) {
      return Outcome.text(String.join("\n", Plan.of(lab, route)) + "\n");
    }
    ReplayRoom room = rooms.get();
    Rewriting rewriting = new Rewriting();
    Summary summary;
    room.atTheEnd(reporting::close);
    try (LabShell shell = room.shell(call)) {
      Replayer replayer =
          new Replayer(
              shell,
              room.engine(),
              new Replayer.Options(
                  room.ownHome(),
                  given.flag("keep-going"),
                  given.flag("unsure"),
                  comparing,
                  given.flag("strict"),
                  !given.flag("no-prefetch")),
              System::nanoTime,
              reporting.listeners(
                  new Underway(call.progress(), System::nanoTime), room.screen(call), rewriting));
      summary = replayer.replay(lab, route);
    } catch (ProblemException refused) {
      reporting.broke(refused.problem());
      if (refused.problem().area().equals("lab")) {
        return Outcome.failed(2, refused.problem());
      }
      throw refused;
    } finally {
      if (!room.ending()) {
        reporting.close();
      }
    }
    Outcome outcome = reporting.said(Outcome.status(summary.status()));
    if (comparing.mode() == Comparing.Mode.UPDATE) {
      try {
        outcome = LabUpdate.of(lab, call.folder(), rewriting, outcome);
      } catch (ProblemException failed) {
        return Outcome.failed(1, failed.problem());
      }
    }
    outcome = outcome.withRows(ReplayRow.of(lab, summary));
    if (table.isEmpty()) {
      return outcome;
    }
    table.get().write(summary.sizes().write(table.get().format(), room::width));
    return outcome.withRemark("the table is in " + table.get().name());
  }

  private static Choice choice(Bound given) {
    return new Choice(
        given.values("part"), given.values("step"), given.value("from"), given.value("until"));
  }

  /**
   * The file that the table goes to; what is wrong with it is said before the lab begins.
   *
   * @param name as the person wrote it
   */
  private record TableFile(String name, Path path, TableFormat format) {
    static TableFile of(String name, Path folder) {
      TableFormat format = TableFormat.of(name);
      Path path = folder.resolve(name);
      Path parent = path.toAbsolutePath().normalize().getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        throw Problem.of("usage.table", "there is no folder for the table " + name)
            .withHint("mkdir -p " + parent)
            .exception();
      }
      return new TableFile(name, path, format);
    }

    void write(String text) {
      try {
        Files.writeString(path, text);
      } catch (IOException failed) {
        throw Problem.of(
                "replay.table", "the table " + name + " cannot be written: " + failed.getMessage())
            .withHint("the replay itself is over; give another file to --table")
            .exception(failed);
      }
    }
  }
}
