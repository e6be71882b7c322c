package dev.stagecraft.console;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Registry;
import java.util.List;

/** A registry of four commands that do nothing. */
final class SomeCommands {
  private SomeCommands() {}

  static Registry registry() {
    return new Registry(
        List.of(
            new Idle(
                spec(
                    "run",
                    "Run a container",
                    true,
                    List.of(
                        Option.flag("detach", "Go on in the background").letter('d'),
                        Option.value("network", "name", Completes.NETWORK, "Connect to it"),
                        Option.value("env-file", "file", Completes.FILE, "Read variables"),
                        Option.list("env", "list", Completes.NOTHING, "Set a variable")
                            .letter('e')),
                    List.of(
                        new Argument("IMAGE", Arity.ONE, Completes.IMAGE),
                        new Argument("COMMAND", Arity.ANY, Completes.NOTHING)))),
            new Idle(
                spec(
                    "rm",
                    "Remove containers",
                    false,
                    List.of(Option.flag("force", "Stop them before").letter('f')),
                    List.of(new Argument("CONTAINER", Arity.SOME, Completes.CONTAINER)))),
            new Idle(
                spec(
                    "build",
                    "Build an image",
                    false,
                    List.of(Option.value("file", "file", Completes.FILE, "The recipe").letter('f')),
                    List.of(new Argument("PATH", Arity.ONE, Completes.FOLDER)))),
            new Idle(spec("images", "List images", false, List.of(), List.of()))));
  }

  private static CommandSpec spec(
      String verb,
      String summary,
      boolean optionsFirst,
      List<Option> options,
      List<Argument> arguments) {
    return new CommandSpec(
        List.of("docker", verb),
        List.of(List.of(verb)),
        Group.DOCKER,
        summary,
        options,
        arguments,
        optionsFirst,
        List.of());
  }

  /** Does nothing. */
  private record Idle(CommandSpec spec) implements Command {
    @Override
    public Outcome run(Invocation call) {
      return Outcome.done();
    }
  }
}
