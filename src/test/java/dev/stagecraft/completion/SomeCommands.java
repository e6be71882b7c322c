package dev.stagecraft.completion;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.RowCommand;
import dev.stagecraft.command.Table;
import java.util.List;

/** A registry of commands that do nothing, with all kinds of options and arguments. */
final class SomeCommands {
  private SomeCommands() {}

  static Registry registry() {
    return new Registry(
        List.of(
            new Idle(run()),
            new Idle(
                spec(
                    List.of("docker", "rm"),
                    "Remove containers",
                    List.of(Option.flag("force", "Stop them before").letter('f')),
                    argument("CONTAINER", Completes.CONTAINER))),
            new Idle(
                spec(
                    List.of("docker", "stop"),
                    "Stop containers",
                    List.of(),
                    argument("CONTAINER", Completes.RUNNING))),
            new Idle(build()),
            new Idle(images()),
            new Idle(inspect()),
            new Idle(
                spec(List.of("docker", "network", "ls"), "List networks", List.of(), List.of())),
            new Idle(
                spec(
                    List.of("docker"),
                    "The docker command line",
                    List.of(),
                    argument("WORD", Completes.NOTHING))),
            new Idle(
                spec(
                    List.of("replay"),
                    "Run a lab",
                    List.of(Option.list("step", "n", Completes.STEP, "Steps alone")),
                    argument("FILE", Completes.LAB))),
            new Idle(
                spec(List.of("step"), "Run a step", List.of(), argument("STEP", Completes.STEP))),
            new Idle(
                spec(
                    List.of("help"),
                    "List the commands",
                    List.of(),
                    argument("COMMAND", Completes.COMMAND))),
            new Idle(mode()),
            new IdleRow(row("where", Completes.COLUMN, List.of())),
            new IdleRow(row("sort", Completes.COLUMN, List.of())),
            new IdleRow(row("select", Completes.COLUMN, List.of())),
            new IdleRow(row("to", Completes.NOTHING, Choice.of("json", "csv", "md")))));
  }

  private static CommandSpec run() {
    return new CommandSpec(
        List.of("docker", "run"),
        List.of(List.of("run")),
        Group.DOCKER,
        "Run a container",
        List.of(
            Option.flag("detach", "Go on in the background").letter('d'),
            Option.value("network", "name", Completes.NETWORK, "Connect to it"),
            Option.list("volume", "list", Completes.MOUNT, "Mount it").letter('v'),
            Option.list("env", "list", Completes.VARIABLE, "Set a variable").letter('e')),
        List.of(
            new Argument("IMAGE", Arity.ONE, Completes.IMAGE),
            new Argument("COMMAND", Arity.ANY, Completes.NOTHING)),
        true,
        List.of());
  }

  private static CommandSpec build() {
    return spec(
        List.of("docker", "build"),
        "Build an image",
        List.of(
            Option.value("file", "file", Completes.FILE, "The recipe").letter('f'),
            Option.value("progress", "mode", Completes.NOTHING, "How it is shown")
                .choices(List.of(new Choice("plain", "each line"), new Choice("tty", "live"))),
            Option.value("target", "stage", Completes.STAGE, "The stage")),
        argument("PATH", Completes.FOLDER));
  }

  private static CommandSpec images() {
    return new CommandSpec(
        List.of("docker", "images"),
        List.of(List.of("images")),
        Group.DOCKER,
        "List images",
        List.of(
            Option.value("format", "string", Completes.TEMPLATE, "A template"),
            Option.list("filter", "filter", Completes.NOTHING, "Some")
                .choices(Choice.of("label=", "dangling="))),
        List.of(),
        false,
        List.of(),
        List.of(
            new Choice("repository", "text"),
            new Choice("tag", "text"),
            new Choice("size", "size, as 100MB")),
        List.of(
            new Choice("ID", "image id"),
            new Choice("Repository", "repository"),
            new Choice("Tag", "tag")));
  }

  private static CommandSpec inspect() {
    return new CommandSpec(
        List.of("docker", "inspect"),
        List.of(),
        Group.DOCKER,
        "Look inside",
        List.of(Option.value("format", "string", Completes.TEMPLATE, "A template").letter('f')),
        argument("NAME", Completes.OBJECT),
        false,
        List.of(),
        List.of(),
        Choice.of("Id", "Name", "State.Health.Status", "State.Status"));
  }

  private static CommandSpec mode() {
    Argument argument =
        new Argument("MODE", Arity.OPTIONAL, Completes.NOTHING)
            .choices(List.of(new Choice("groovy", "lines are Groovy"), new Choice("shell", "")));
    return new CommandSpec(
        List.of("mode"),
        List.of(),
        Group.SCRIPT,
        "Say the language",
        List.of(),
        List.of(argument),
        false,
        List.of());
  }

  private static CommandSpec row(String word, Completes completes, List<Choice> choices) {
    return new CommandSpec(
        List.of(word),
        List.of(),
        Group.ROWS,
        "Rows: " + word,
        List.of(),
        List.of(new Argument("X", Arity.ANY, completes).choices(choices)),
        true,
        List.of());
  }

  private static List<Argument> argument(String name, Completes completes) {
    return List.of(new Argument(name, Arity.SOME, completes));
  }

  private static CommandSpec spec(
      List<String> name, String summary, List<Option> options, List<Argument> arguments) {
    return new CommandSpec(
        name, List.of(), Group.DOCKER, summary, options, arguments, false, List.of());
  }

  /** Does nothing. */
  private record Idle(CommandSpec spec) implements Command {
    @Override
    public Outcome run(Invocation call) {
      return Outcome.done();
    }
  }

  /** Does nothing with rows. */
  private record IdleRow(CommandSpec spec) implements RowCommand {
    @Override
    public Outcome run(Table rows, Invocation call) {
      return Outcome.done();
    }
  }
}
