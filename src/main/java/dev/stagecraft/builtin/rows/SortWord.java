package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** {@code sort -size repository}. */
final class SortWord extends RowWord {
  SortWord(ToIntFunction<String> width) {
    super(
        "sort",
        behind("[-]COLUMN", Completes.COLUMN),
        "Sort rows by columns, with - from the largest (behind docker … it is the host's sort)",
        List.of(new Example("images | sort -size", "the largest first")),
        width);
  }

  @Override
  public Outcome run(Table rows, Invocation call) {
    Optional<Comparator<List<Object>>> order = Optional.empty();
    for (String word : words(call)) {
      boolean down = word.startsWith("-");
      int column = Columns.of(rows, down ? word.substring(1) : word);
      Comparator<List<Object>> by = (a, b) -> compared(a.get(column), b.get(column));
      Comparator<List<Object>> next = down ? by.reversed() : by;
      order = Optional.of(order.map(o -> o.thenComparing(next)).orElse(next));
    }
    if (order.isEmpty()) {
      throw Problem.of("usage.arguments", "sort needs the name of a column")
          .withHint("sort -" + rows.columns().get(0).name())
          .exception();
    }
    List<List<Object>> sorted = new ArrayList<>(rows.rows());
    sorted.sort(order.get());
    return rows(new Table(rows.columns(), sorted));
  }

  /** Values of one type by their order, others by their text. */
  @SuppressWarnings("unchecked") // both are of one class, which can be compared with itself
  private static int compared(Object a, Object b) {
    if (a instanceof Comparable<?> && a.getClass() == b.getClass()) {
      return ((Comparable<Object>) a).compareTo(b);
    }
    if (a instanceof Number one && b instanceof Number other) {
      return Double.compare(one.doubleValue(), other.doubleValue());
    }
    return a.toString().compareTo(b.toString());
  }
}
