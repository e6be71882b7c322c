package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code to json}. */
final class ToWord extends RowWord {
  ToWord(ToIntFunction<String> width) {
    super(
        "to",
        List.of(
            new Argument("json|csv|md|text", Arity.ANY, Completes.NOTHING)
                .choices(
                    List.of(
                        new Choice("json", "an array of objects"),
                        new Choice("csv", "for spreadsheets"),
                        new Choice("md", "a table in Markdown"),
                        new Choice("text", "as a person reads it")))),
        "Write rows down for programs and documents: sizes in bytes, times in seconds",
        List.of(
            new Example("images | select repository size | to json", "an array of objects"),
            new Example("containers -a | to csv > containers.csv", "into a file")),
        width);
  }

  @Override
  public Outcome run(Table rows, Invocation call) {
    return Outcome.text(text(rows, format(words(call))));
  }

  private static TableFormat format(List<String> words) {
    String name = words.size() == 1 ? words.get(0) : "";
    return switch (name) {
      case "json" -> TableFormat.JSON;
      case "csv" -> TableFormat.CSV;
      case "md", "markdown" -> TableFormat.MARKDOWN;
      case "text", "txt" -> TableFormat.TEXT;
      default ->
          throw Problem.of(
                  "usage.arguments", "to takes one format, not \"" + String.join(" ", words) + "\"")
              .withHint("to json, to csv, to md, to text")
              .exception();
    };
  }
}
