package dev.stagecraft.builtin.help;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Registry;
import java.util.List;

/** A program of three commands, for tests of what is made from specs. */
final class SomeHelp {
  static final Launcher LAUNCHER =
      new Launcher(
          "It shows 'things'",
          List.of(new Choice("stagecraft [OPTIONS] -c LINE", "one line")),
          List.of(
              Option.flag("yes", "answer with yes").letter('y'),
              Option.value("c", "LINE", Completes.NOTHING, "run one line"),
              Option.value("host", "URL", Completes.NOTHING, "the engine").letter('H')),
          List.of(new Choice("~/.cache", "may go")),
          List.of(new Choice("0", "done")));

  private SomeHelp() {}

  static Registry registry() {
    return new Registry(
        List.of(
            command(
                List.of("replay"),
                List.of(),
                "Run a lab, it's short",
                List.of(
                    Option.flag("plan", "Only say what it would do").letter('p'),
                    Option.list("report", "file", Completes.FILE, "Write a report"),
                    Option.value("pace", "word", Completes.NOTHING, "How fast")
                        .choices(Choice.of("slow", "fast"))),
                List.of(new Argument("FILE", Arity.ONE, Completes.LAB)),
                List.of(new Example("replay lab.md", "a lab"))),
            command(
                List.of("docker", "network", "create"),
                List.of(List.of("docker", "network", "new")),
                "Create a network",
                List.of(Option.flag("internal", "No way out")),
                List.of(new Argument("NETWORK", Arity.ONE, Completes.NETWORK)),
                List.of()),
            command(
                List.of("theme"),
                List.of(),
                "Show in another theme",
                List.of(),
                List.of(
                    new Argument("NAME", Arity.OPTIONAL, Completes.NOTHING)
                        .choices(Choice.of("dark", "light"))),
                List.of())));
  }

  private static Command command(
      List<String> name,
      List<List<String>> aliases,
      String summary,
      List<Option> options,
      List<Argument> arguments,
      List<Example> examples) {
    return new Idle(
        new CommandSpec(name, aliases, Group.LAB, summary, options, arguments, false, examples));
  }

  /** A command that does nothing. */
  private record Idle(CommandSpec spec) implements Command {
    @Override
    public Outcome run(Invocation call) {
      return Outcome.done();
    }
  }
}
