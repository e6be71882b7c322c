package dev.stagecraft.shell;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.language.Completeness;
import java.util.List;

/**
 * Runs text in languages that are not the shell's, over the session's own objects. What one text
 * defines the next one finds.
 */
public interface Interpreter {
  /** A language. */
  enum Language {
    /** {@code groovy { … }}. */
    GROOVY,
    /** {@code jshell { … }}. */
    JAVA
  }

  /** How a text ends; runs nothing and waits for nothing. */
  Completeness state(Language language, String text);

  /**
   * Runs a text on the current thread's behalf. The outcome has its value, as rows where the value
   * has some; what it printed has gone through the call's streams. What fails in it is told in the
   * outcome, with its line.
   *
   * @throws dev.stagecraft.core.Cancelled where the thread was interrupted; the text has been told
   *     to end, and after a second interrupt it is left behind
   */
  Outcome run(Language language, Source source, Call around);

  /**
   * A text to run.
   *
   * @param name what it stands in, as the person names it: a file, or {@code line}
   * @param text all of it
   * @param arguments what it was called with
   * @param program whether it is a file: of what somebody typed the value is wanted, and what it
   *     defines lasts
   */
  record Source(String name, String text, List<String> arguments, boolean program) {
    public Source {
      arguments = List.copyOf(arguments);
    }

    /** What somebody typed. */
    public static Source line(String text) {
      return new Source("line", text, List.of(), false);
    }

    /** What somebody typed behind {@code -e}. */
    public static Source expression(String text, List<String> arguments) {
      return new Source("-e", text, arguments, false);
    }

    /** A file. */
    public static Source file(String name, String text, List<String> arguments) {
      return new Source(name, text, arguments, true);
    }
  }
}
