package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code first 3}. */
final class FirstWord extends RowWord {
  FirstWord(ToIntFunction<String> width) {
    super(
        "first",
        behind("COUNT", Completes.NOTHING),
        "Keep the first rows, one where no count is written",
        List.of(new Example("images | sort -size | first 3", "the three largest")),
        width);
  }

  @Override
  public Outcome run(Table rows, Invocation call) {
    List<String> words = words(call);
    String count = words.isEmpty() ? "1" : words.get(0);
    if (words.size() > 1 || !count.matches("\\d{1,9}")) {
      throw Problem.of("usage.arguments", "first takes one number, not \"" + written(call) + "\"")
          .withHint("first 3")
          .exception();
    }
    return rows(
        new Table(rows.columns(), rows.rows().stream().limit(Integer.parseInt(count)).toList()));
  }
}
