package dev.stagecraft.command;

import java.nio.file.Path;
import java.util.Map;

/**
 * One call of a command: what it was given and what surrounds it.
 *
 * @param spec the command that was found
 * @param spelled the words that named it, as they were written
 * @param words the words after them, exactly as bash would pass them; for a command that hands the
 *     call on
 * @param arguments the words bound to options and arguments
 * @param folder the caller's working folder, absolute
 * @param environment the caller's exported variables
 * @param streams where the input comes from and where bytes of programs go
 * @param progress who wants to hear of long work
 * @param origin who called
 */
public record Invocation(
    CommandSpec spec,
    java.util.List<String> spelled,
    java.util.List<String> words,
    Bound arguments,
    Path folder,
    Map<String, String> environment,
    Streams streams,
    Progress progress,
    Origin origin) {
  public Invocation {
    spelled = java.util.List.copyOf(spelled);
    words = java.util.List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** Who called a command. */
  public enum Origin {
    /** A person at the prompt. */
    PROMPT,
    /** {@code -c}, a script file, or stdin. */
    BATCH,
    /** A lab that is replayed: the blast shield applies. */
    REPLAY
  }
}
