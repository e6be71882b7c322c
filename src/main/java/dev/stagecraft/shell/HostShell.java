package dev.stagecraft.shell;

import dev.stagecraft.language.Completeness;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * The person's own shell and its state. One statement runs at a time; calls of other threads wait.
 * The shell starts at the first use, and starts again, with its last state restored, at the first
 * use after it ended.
 */
public interface HostShell extends AutoCloseable {
  /**
   * Runs a statement to its end. Where the calling thread is interrupted, the statement is, as by
   * {@link #interrupt}; the call still returns what it came to, with the thread's flag set.
   *
   * @param text whole lines
   * @param seen what {@code $?} is to be for it; empty: what the last statement came to
   * @param sink where output goes as it comes, in a wiring that pipes it; otherwise unused
   * @throws dev.stagecraft.core.ProblemException {@code shell.missing} where there is no shell,
   *     {@code shell.start} where it does not start
   */
  default StatementResult run(String text, OptionalInt seen, OutputStream sink) {
    return run(text, seen, sink, () -> false);
  }

  /**
   * The same, for somebody who may have been interrupted before this call.
   *
   * @param cancelled asked when from then on {@link #interrupt} is for this statement, which does
   *     not begin where it says yes
   */
  StatementResult run(String text, OptionalInt seen, OutputStream sink, BooleanSupplier cancelled);

  /**
   * Expands words as the shell does, globs, variables and command substitutions included.
   *
   * @param words as typed
   * @param seen what {@code $?} is to be from now on; empty: what the last statement came to
   * @param sink where the shell's own messages go, in a wiring that pipes them
   * @return the words that a command would get
   * @throws dev.stagecraft.core.ProblemException {@code shell.expansion} where the shell cannot; it
   *     has then said why on its standard error
   * @throws dev.stagecraft.core.Cancelled where it was interrupted
   */
  List<String> expand(List<String> words, OptionalInt seen, OutputStream sink);

  /** How a text ends, by the judgement of the shell itself; runs nothing. */
  Completeness state(String text);

  /** Sets a variable of the shell. */
  void assign(String name, String value, boolean exported);

  /** Sets the positional parameters. */
  void arguments(List<String> words);

  /** What is known of the shell after the last statement. */
  Snapshot snapshot();

  /** Takes over a state, from another run or an older one; a running shell is replaced. */
  void restore(Snapshot state);

  /**
   * Ctrl-C: ends what runs now, or is about to; does nothing where nothing is. Where the shell does
   * not answer in time it gets a second one, then it is killed.
   */
  void interrupt();

  /**
   * The session ends: whatever calls one of our words from now on, or is being answered, gets a
   * Ctrl-C for an answer, so that no list of commands goes on behind it.
   */
  void stop();

  /** Whether a word calls back from inside the shell at any depth. */
  boolean callsBack(String word);

  /** Whether the shell's own streams have been moved elsewhere: {@code exec >file}. */
  boolean redirected();

  /** Starts the shell now, if it is not running. */
  void start();

  /** Ends the shell with its traps, and everything that it started. May be repeated. */
  @Override
  void close();
}
