package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** {@code where size > 100MB and repository =~ 'go'}. */
final class WhereWord extends RowWord {
  private final Clock clock;

  WhereWord(Clock clock, ToIntFunction<String> width) {
    super(
        "where",
        behind("CONDITION", Completes.COLUMN),
        "Keep the rows that a condition holds for: = != < <= > >= =~ !~, and or not ( )",
        List.of(
            new Example("images | where size > 1kB", "by size: B kB MB GB, KiB MiB GiB"),
            new Example("images | where created < 30d", "younger than: ms s m h d w"),
            new Example("containers -a | where name =~ 'web' or not ports", "by a pattern")),
        width);
    this.clock = clock;
  }

  @Override
  public Outcome run(Table rows, Invocation call) {
    Predicate<List<Object>> condition = Condition.of(written(call), rows, clock);
    return rows(new Table(rows.columns(), rows.rows().stream().filter(condition).toList()));
  }
}
