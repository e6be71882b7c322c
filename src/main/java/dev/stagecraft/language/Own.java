package dev.stagecraft.language;

import dev.stagecraft.core.Problem;
import java.util.Objects;

/** What a statement says that bash is not to read: text of another language, or rows in a pipe. */
public sealed interface Own {

  /** A statement that begins as one of ours and is none. */
  record Mistake(Problem problem) implements Own {
    public Mistake {
      Objects.requireNonNull(problem);
    }
  }

  /** Text of another language alone. */
  record Script(ScriptBlock block) implements Own {
    public Script {
      Objects.requireNonNull(block);
    }
  }

  /** Rows in a pipe. */
  record Rows(RowPipeline pipeline) implements Own {
    public Rows {
      Objects.requireNonNull(pipeline);
    }
  }
}
