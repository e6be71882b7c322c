package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code count}. */
final class CountWord extends RowWord {
  CountWord(ToIntFunction<String> width) {
    super(
        "count",
        List.of(),
        "Count the rows",
        List.of(new Example("images | where size > 1kB | count", "how many are larger")),
        width);
  }

  @Override
  public Outcome run(Table rows, Invocation call) {
    long count = rows.rows().size();
    Table one = new Table(List.of(Table.Column.right("count", "COUNT")), List.of(List.of(count)));
    return Outcome.rows(one, count + "\n");
  }
}
