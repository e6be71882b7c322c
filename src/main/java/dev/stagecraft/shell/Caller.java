package dev.stagecraft.shell;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.Set;

/** Finds, binds and runs our commands. */
public interface Caller {
  /** Whether a pipeline that begins with this word is ours in this session. */
  boolean ours(String word);

  /**
   * Whether a command line is ours. Where a word of ours is one of the shell's too, the words
   * behind it tell.
   *
   * @param words the words as typed, unexpanded; at least one
   */
  default boolean ours(List<String> words) {
    return ours(words.get(0));
  }

  /**
   * Calls a command on the current thread. What it has to say is in the outcome; bytes of programs
   * have gone through the call's streams.
   *
   * @throws dev.stagecraft.core.Cancelled where the thread was interrupted
   */
  Outcome call(Call call);

  /** The words that work on rows behind a bar in this session. */
  default Set<String> rowWords() {
    return Set.of();
  }

  /**
   * Calls a command that works on rows.
   *
   * @param rows what was returned before the bar
   * @param call its word, and as one word all that stands behind it
   */
  default Outcome pipe(Table rows, Call call) {
    return Outcome.failed(
        2, Problem.of("usage.command", call.words().get(0) + ": there are no rows here"));
  }

  /**
   * Whether a command wants the keyboard: it then runs inside the shell, which has the terminal.
   *
   * @param words the words as typed, unexpanded
   */
  boolean wantsKeyboard(List<String> words);
}
