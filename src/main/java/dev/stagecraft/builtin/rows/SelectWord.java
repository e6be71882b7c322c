package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code select repository size}. */
final class SelectWord extends RowWord {
  SelectWord(ToIntFunction<String> width) {
    super(
        "select",
        behind("COLUMN", Completes.COLUMN),
        "Keep some columns, in the order written",
        List.of(new Example("containers -a | select name ports", "two of them")),
        width);
  }

  @Override
  public Outcome run(Table rows, Invocation call) {
    List<Integer> places = words(call).stream().map(name -> Columns.of(rows, name)).toList();
    if (places.isEmpty()) {
      throw Problem.of("usage.arguments", "select needs the names of columns")
          .withHint("select " + rows.columns().get(0).name())
          .exception();
    }
    return rows(
        new Table(
            places.stream().map(rows.columns()::get).toList(),
            rows.rows().stream()
                .map(row -> places.stream().<Object>map(row::get).toList())
                .toList()));
  }
}
