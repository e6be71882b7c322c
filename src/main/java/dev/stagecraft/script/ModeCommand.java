package dev.stagecraft.script;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Tongue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code mode groovy}: the language that lines are in. */
public final class ModeCommand implements Command {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("mode"),
          List.of(),
          Group.SCRIPT,
          "Say which language lines are in, or change it: groovy, java, shell",
          List.of(),
          List.of(
              new Argument("groovy|java|shell", Arity.OPTIONAL, Completes.NOTHING)
                  .choices(
                      List.of(
                          new Choice("groovy", "lines are Groovy"),
                          new Choice("java", "lines are Java, run by JShell"),
                          new Choice("shell", "lines are commands and shell text")))),
          false,
          List.of(
              new Example("mode", "which one it is"),
              new Example(
                  "groovy { images*.size.sum() }", "one line of Groovy without changing it"),
              new Example("jshell { engine.info().get(\"Name\") }", "one line of Java"),
              new Example("mode shell", "back to the shell and the commands")));

  private final Tongue tongue;
  private final Consumer<Language> expected;

  /**
   * Changes the language of a session.
   *
   * @param expected hears of the language that lines are in from now on, so that it can be loaded
   *     while the person types
   */
  public ModeCommand(Tongue tongue, Consumer<Language> expected) {
    this.tongue = tongue;
    this.expected = expected;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    Optional<String> name = call.arguments().one("groovy|java|shell");
    if (name.isEmpty()) {
      return Outcome.text(
          tongue.now().map(l -> l.name().toLowerCase(Locale.ROOT)).orElse("shell") + "\n");
    }
    Optional<Language> language = Tongue.named(name.get());
    if (language.isEmpty() && !name.get().equals("shell")) {
      return Outcome.failed(
          2,
          Problem.of("usage.value", "there is no mode " + name.get())
              .withHint("mode groovy, mode java, mode shell"));
    }
    tongue.is(language);
    language.ifPresent(expected);
    return Outcome.done();
  }
}
