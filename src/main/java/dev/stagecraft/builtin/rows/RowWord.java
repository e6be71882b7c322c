package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.RowCommand;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.TableFormat;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** A word that works on rows; what stands behind it comes as it was written. */
abstract class RowWord implements RowCommand {
  private final CommandSpec spec;
  private final ToIntFunction<String> width;

  /**
   * A word.
   *
   * @param arguments what stands behind it
   * @param width how many columns of a terminal a text takes
   */
  RowWord(
      String word,
      List<Argument> arguments,
      String summary,
      List<Example> examples,
      ToIntFunction<String> width) {
    this.spec =
        new CommandSpec(
            List.of(word), List.of(), Group.ROWS, summary, List.of(), arguments, true, examples);
    this.width = width;
  }

  /** Any number of words behind a word; {@code name} in capitals, as help shows it. */
  static List<Argument> behind(String name, Completes completes) {
    return List.of(new Argument(name, Arity.ANY, completes));
  }

  @Override
  public final CommandSpec spec() {
    return spec;
  }

  /** All that was written behind the word. */
  static String written(Invocation call) {
    return String.join(" ", call.words());
  }

  /** The words that were written behind the word, quotes taken off. */
  static List<String> words(Invocation call) {
    String text = written(call).strip();
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("[\\s,]+"))
            .map(w -> w.replaceAll("^(['\"])(.*)\\1$", "$2"))
            .toList();
  }

  /** Rows, and their text. */
  final Outcome rows(Table table) {
    return Outcome.rows(table, TableFormat.TEXT.write(table, width));
  }

  /** A table as text in a format. */
  final String text(Table table, TableFormat format) {
    return format.write(table, width);
  }
}
