package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.LastValue;
import dev.stagecraft.command.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** All words about rows. */
public final class RowWords {
  private RowWords() {}

  /**
   * The words.
   *
   * @param clock says what the time is, for ages
   * @param width how many columns of a terminal a text takes
   * @param script runs Groovy for each row
   * @param last what the last command returned
   * @param shown how a value is shown
   */
  public static List<Command> all(
      Clock clock,
      ToIntFunction<String> width,
      RowScript script,
      LastValue last,
      Function<Object, Outcome> shown) {
    return List.of(
        new ItCommand(last, shown),
        new WhereWord(clock, width),
        new SelectWord(width),
        new SortWord(width),
        new FirstWord(width),
        new CountWord(width),
        new EachWord(script, width),
        new ToWord(width));
  }
}
