package dev.stagecraft.language;

import java.util.List;
import java.util.Objects;

/**
 * Commands joined by {@code |}. Before a {@code |&} the command has the redirection {@code 2>&1} as
 * its last one, as bash reads it.
 *
 * @param span from its first character, negation and timing words included, to its last
 * @param negated whether {@code !} turns its status around
 * @param timed whether its time is taken
 * @param background whether it belongs to a list that runs in the background
 * @param operatorAfter {@code &&}, {@code ||}, {@code ;}, {@code &} or nothing
 * @param compound whether one of its elements is a compound command or a function definition
 * @param commands its elements that are simple commands, in order
 */
public record Pipeline(
    Span span,
    boolean negated,
    boolean timed,
    boolean background,
    String operatorAfter,
    boolean compound,
    List<SimpleCommand> commands) {
  public Pipeline {
    Objects.requireNonNull(span);
    Objects.requireNonNull(operatorAfter);
    commands = List.copyOf(commands);
  }

  /** Whether it is only simple commands, in the foreground, with its own status. */
  public boolean plain() {
    return !negated && !timed && !background && !compound && !commands.isEmpty();
  }
}
