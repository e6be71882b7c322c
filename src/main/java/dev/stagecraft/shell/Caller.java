package dev.stagecraft.shell;

import dev.stagecraft.command.Outcome;
import java.util.List;

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

  /**
   * Whether a command wants the keyboard: it then runs inside the shell, which has the terminal.
   *
   * @param words the words as typed, unexpanded
   */
  boolean wantsKeyboard(List<String> words);
}
