package dev.stagecraft.language;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A pipeline whose first word is ours and whose next word works on rows: it stays in this process.
 *
 * @param first what makes the rows
 * @param stages what is done to them, in order; empty only where there is a rest
 * @param rest the commands of the shell that get the text of the rows, as they stand; may be absent
 */
public record RowPipeline(First first, List<Stage> stages, Optional<String> rest) {
  public RowPipeline {
    Objects.requireNonNull(first);
    stages = List.copyOf(stages);
    Objects.requireNonNull(rest);
    if (stages.isEmpty() && rest.isEmpty()) {
      throw new IllegalArgumentException("no stages");
    }
  }

  /** What makes rows. */
  public sealed interface First {}

  /** A command of ours. */
  public record FromCommand(SimpleCommand command) implements First {
    public FromCommand {
      Objects.requireNonNull(command);
    }
  }

  /** Text of another language. */
  public record FromScript(ScriptBlock block) implements First {
    public FromScript {
      Objects.requireNonNull(block);
    }
  }

  /**
   * A word that works on rows.
   *
   * @param word {@code where}
   * @param argument all that stands behind it, without the blanks around it: {@code size > 100MB}
   * @param line the line on which the argument begins, counted from 1 in the whole text
   * @param column the column in which it begins, counted from 1
   */
  public record Stage(String word, String argument, int line, int column) {
    public Stage {
      Objects.requireNonNull(word);
      Objects.requireNonNull(argument);
    }
  }
}
