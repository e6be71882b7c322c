package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.LastValue;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.function.Function;

/** {@code it}: what the last command returned. */
final class ItCommand implements Command {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("it"),
          List.of(),
          Group.ROWS,
          "What the last command returned; in Groovy and Java it is the variable it",
          List.of(),
          List.of(),
          false,
          List.of(
              new Example("images", "some rows"),
              new Example("it | count", "the same rows, counted")));

  private final LastValue last;
  private final Function<Object, Outcome> shown;

  /**
   * The command.
   *
   * @param shown how a value is shown, with rows where it has some
   */
  ItCommand(LastValue last, Function<Object, Outcome> shown) {
    this.last = last;
    this.shown = shown;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    return last.get()
        .map(shown)
        .orElseGet(
            () ->
                Outcome.failed(
                    1,
                    Problem.of("rows.none", "nothing was returned yet")
                        .withHint("images, then it | count")));
  }
}
