package dev.stagecraft.command;

import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code help} and {@code help COMMAND}, from the specs. */
public final class HelpCommand implements Command {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("help"),
          List.of(),
          Group.HELP,
          "List the commands, or tell all about one",
          List.of(),
          List.of(new Argument("COMMAND", Arity.ANY, Completes.COMMAND)),
          false,
          List.of(
              new Example("help", "all commands"), new Example("help docker run", "one of them")),
          List.of(
              new Choice("command", "its words"),
              new Choice("group", "where help lists it"),
              new Choice("usage", "how it is called"),
              new Choice("summary", "what it does, one line")),
          List.of());

  private final Supplier<Registry> registry;

  /** Help on what a registry holds, looked up when it is asked. */
  public HelpCommand(Supplier<Registry> registry) {
    this.registry = registry;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  private Table rows() {
    return new Table(
        List.of(
            Column.left("command", "COMMAND"),
            Column.left("group", "GROUP"),
            Column.left("usage", "USAGE"),
            Column.left("summary", "SUMMARY")),
        registry.get().all().stream()
            .map(Command::spec)
            .map(
                spec ->
                    List.<Object>of(
                        String.join(" ", spec.name()),
                        spec.group().name().toLowerCase(Locale.ROOT),
                        Help.usage(spec),
                        spec.summary()))
            .toList());
  }

  @Override
  public Outcome run(Invocation call) {
    List<String> words = call.arguments().all("COMMAND");
    if (words.isEmpty()) {
      return Outcome.rows(rows(), Help.overview(registry.get().all()));
    }
    Optional<CommandSpec> found =
        registry.get().find(words).filter(m -> m.rest().isEmpty()).map(m -> m.command().spec());
    if (found.isPresent()) {
      return Outcome.text(Help.of(found.get()));
    }
    String written = String.join(" ", words);
    Problem problem = Problem.of("usage.command", "no command is called " + written);
    return Outcome.failed(
        2,
        registry
            .get()
            .nearest(words)
            .map(near -> problem.withHint("help " + near))
            .orElse(problem.withHint("help lists the commands")));
  }
}
