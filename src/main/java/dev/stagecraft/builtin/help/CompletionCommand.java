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
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.function.Supplier;

/** {@code completion bash|zsh|fish}: what those shells complete behind {@code stagecraft}. */
public final class CompletionCommand implements Command {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("completion"),
          List.of(),
          Group.HELP,
          "Print what bash, zsh or fish needs to complete stagecraft's words and options",
          List.of(),
          List.of(
              new Argument("SHELL", Arity.ONE, Completes.NOTHING)
                  .choices(Choice.of("bash", "zsh", "fish"))),
          false,
          List.of(
              new Example("source <(stagecraft completion bash)", "in this very bash"),
              new Example("completion fish | head -3", "what it looks like")));

  private final Supplier<Registry> registry;
  private final List<Option> own;

  /**
   * Completion of what a registry holds, looked up when it is asked.
   *
   * @param own the launcher's own options
   */
  public CompletionCommand(Supplier<Registry> registry, List<Option> own) {
    this.registry = registry;
    this.own = List.copyOf(own);
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    String shell = call.arguments().one("SHELL").orElseThrow();
    Outline outline = Outline.of(registry.get(), own);
    return switch (shell) {
      case "bash" -> Outcome.text(BashCompletion.of(outline));
      case "zsh" -> Outcome.text(ZshCompletion.of(outline));
      case "fish" -> Outcome.text(FishCompletion.of(outline));
      default ->
          Outcome.failed(
              2,
              Problem.of("usage.value", "there is no completion for " + shell)
                  .withHint("completion bash, completion zsh, completion fish"));
    };
  }
}
