package dev.stagecraft.shell;

import dev.stagecraft.command.Outcome;

/** Finds, binds and runs our commands. */
public interface Caller {
  /** Whether a pipeline that begins with this word is ours in this session. */
  boolean ours(String word);

  /**
   * Calls a command on the current thread. What it has to say is in the outcome; bytes of programs
   * have gone through the call's streams.
   *
   * @throws dev.stagecraft.core.Cancelled where the thread was interrupted
   */
  Outcome call(Call call);
}
