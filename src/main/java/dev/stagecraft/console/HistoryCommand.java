package dev.stagecraft.console;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.console.PromptHistory.Kept;
import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code history}: the lines that were typed at prompts, of all sessions, the last at the end. */
public final class HistoryCommand implements Command {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("history"),
          List.of(),
          Group.SESSION,
          "List the lines that were typed, or the last N; those with secrets are not kept",
          List.of(),
          List.of(new Argument("N", Arity.OPTIONAL, Completes.NOTHING)),
          false,
          List.of(
              new Example("history", "all lines that are kept"),
              new Example("history 20", "the last twenty"),
              new Example("history | grep build", "those with a word in them")));

  private final Path file;

  /** The history in a file. */
  public HistoryCommand(Path file) {
    this.file = file;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    Optional<String> count = call.arguments().one("N");
    if (count.filter(c -> !c.matches("[0-9]{1,9}")).isPresent()) {
      return Outcome.failed(
          2,
          Problem.of("usage.value", "history: " + count.get() + " is not a number of lines")
              .withHint("history 20 lists the last twenty"));
    }
    List<Kept> all;
    try {
      all = PromptHistory.read(file);
    } catch (IOException e) {
      throw Problem.of("history.read", "the history cannot be read: " + e.getMessage())
          .withHint("see who may read " + file)
          .exception(e);
    }
    int from = Math.max(0, all.size() - count.map(Integer::parseInt).orElse(all.size()));
    List<List<Object>> rows = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = from; i < all.size(); i++) {
      Kept kept = all.get(i);
      rows.add(List.of((long) i + 1, kept.time(), kept.text()));
      text.append(String.format(Locale.ROOT, "%5d  %s\n", i + 1, kept.text()));
    }
    return Outcome.rows(
        new Table(
            List.of(
                Column.right("number", "NUMBER"),
                Column.left("time", "TIME"),
                Column.left("line", "LINE")),
            rows),
        text.toString());
  }
}
