package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.function.ToIntFunction;

/** {@code each { println it.repository }}, in Groovy. */
final class EachWord extends RowWord {
  private final RowScript script;

  EachWord(RowScript script, ToIntFunction<String> width) {
    super(
        "each",
        behind("{ GROOVY }", Completes.NOTHING),
        "Run Groovy for each row, as it; what it returns, if anything, makes the new rows",
        List.of(
            new Example("images | each { println it.repository }", "do something with each"),
            new Example("images | each { [name: it.repository, twice: it.size * 2] }", "new rows")),
        width);
    this.script = script;
  }

  @Override
  public Outcome run(Table rows, Invocation call) {
    String block = written(call).strip();
    if (!block.startsWith("{") || !block.endsWith("}")) {
      throw Problem.of("usage.arguments", "each takes a block, not \"" + block + "\"")
          .withHint("each { println it." + rows.columns().get(0).name() + " }")
          .exception();
    }
    return rows(script.each(rows, block, call));
  }
}
