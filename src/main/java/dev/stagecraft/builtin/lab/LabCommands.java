package dev.stagecraft.builtin.lab;

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
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabFile;
import dev.stagecraft.replay.OpenLab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code lab}, {@code steps}, {@code step} and {@code next}: a lab gone through by hand. */
public final class LabCommands {
  private static final String FILE = "FILE";
  private static final String STEP = "STEP";
  private static final List<Column> COLUMNS =
      List.of(
          Column.right("number", "STEP"),
          Column.left("title", "TITLE"),
          Column.left("part", "PART"),
          Column.left("state", "STATE"),
          Column.right("time", "TIME"));

  private static final List<CommandSpec.Choice> SAID =
      List.of(
          new CommandSpec.Choice("number", "the step's number, as text"),
          new CommandSpec.Choice("title", "its title"),
          new CommandSpec.Choice("part", "the part that it is in, or nothing"),
          new CommandSpec.Choice("state", "next, done, failed, or nothing"),
          new CommandSpec.Choice("time", "how long it took, as a person reads it"));

  private final LabDesk desk;

  /** Commands over what is on a desk. */
  public LabCommands(LabDesk desk) {
    this.desk = desk;
  }

  /** All of them. */
  public List<Command> all() {
    return List.of(
        command(
            "lab",
            "Open a lab in this shell, to go through it by hand",
            List.of(Option.flag("close", "Close it; the shell is as it was before")),
            List.of(new Argument(FILE, Arity.OPTIONAL, Completes.LAB)),
            List.of(new Example("lab labs/first-look/README.md", "opens a lab of one minute")),
            this::lab),
        command(
            "steps",
            "List the steps of the lab that is open, and how far they are",
            List.of(),
            List.of(),
            List.of(new Example("steps", "what is done, what comes next")),
            call -> list(desk.lab())),
        command(
            "step",
            "Run a step of the lab that is open, and before it what it needs",
            List.of(),
            List.of(new Argument(STEP, Arity.ONE, Completes.STEP)),
            List.of(new Example("step 2", "a step by its number; a title does too")),
            this::step),
        command(
            "next",
            "Show and run the next statement of the lab that is open",
            List.of(),
            List.of(),
            List.of(new Example("next", "one statement further")),
            this::next));
  }

  private Outcome lab(Invocation call) {
    Optional<String> file = call.arguments().one(FILE);
    if (call.arguments().flag("close")) {
      desk.close();
      return Outcome.done();
    }
    if (file.isEmpty()) {
      return list(desk.lab());
    }
    Lab lab;
    try {
      lab = LabFile.read(file.get(), call.folder());
    } catch (ProblemException wrong) {
      return Outcome.failed(2, wrong.problem());
    }
    return list(desk.open(lab, call));
  }

  private Outcome list(OpenLab open) {
    Lab lab = open.lab();
    Optional<Lab.Step> next = open.next().map(OpenLab.Next::step);
    List<List<Object>> rows = new ArrayList<>();
    for (Lab.Step step : lab.steps()) {
      OpenLab.State state = open.state(step);
      boolean here = next.filter(step::equals).isPresent() && state != OpenLab.State.FAILED;
      rows.add(
          List.of(
              step.label(),
              step.title(),
              step.part().orElse(""),
              here ? "next" : state.word(),
              open.time(step).map(LabCommands::time).orElse("")));
    }
    Table table = new Table(COLUMNS, rows);
    String title = lab.title().orElse(lab.source());
    boolean parts = lab.steps().stream().anyMatch(step -> step.part().isPresent());
    Table shown = parts ? table : without(table, "part");
    return Outcome.rows(table, title + "\n" + TableFormat.TEXT.write(shown, desk.room()::width));
  }

  private static Table without(Table table, String column) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (!table.columns().get(i).name().equals(column)) {
        kept.add(i);
      }
    }
    return new Table(
        kept.stream().map(table.columns()::get).toList(),
        table.rows().stream().map(row -> pick(row, kept)).toList());
  }

  private static List<Object> pick(List<Object> row, List<Integer> kept) {
    return kept.stream().<Object>map(row::get).toList();
  }

  private static Object time(Duration time) {
    return TableFormat.duration(time);
  }

  private Outcome step(Invocation call) {
    OpenLab open = desk.lab();
    try {
      return Outcome.status(
          open.step(call.arguments().one(STEP).orElseThrow(), desk.room().screen(call)));
    } catch (ProblemException wrong) {
      if (wrong.problem().code().equals("lab.step")) {
        return Outcome.failed(2, wrong.problem());
      }
      throw wrong;
    }
  }

  private Outcome next(Invocation call) {
    OpenLab open = desk.lab();
    Optional<OpenLab.Next> next = open.next();
    return next.isEmpty()
        ? Outcome.done().withRemark("that was the last statement of the lab")
        : Outcome.status(open.next(next.get(), desk.room().screen(call)));
  }

  private static Command command(
      String name,
      String summary,
      List<Option> options,
      List<Argument> arguments,
      List<Example> examples,
      Function<Invocation, Outcome> does) {
    CommandSpec spec =
        new CommandSpec(
            List.of(name),
            List.of(),
            Group.LAB,
            summary,
            options,
            arguments,
            false,
            examples,
            name.equals("steps") || name.equals("lab") ? SAID : List.of(),
            List.of());
    return new Command() {
      @Override
      public CommandSpec spec() {
        return spec;
      }

      @Override
      public Outcome run(Invocation call) {
        return does.apply(call);
      }
    };
  }
}
