package dev.stagecraft.console;

import java.nio.file.Path;
import java.util.Optional;

/** What the prompt hands lines to. */
public interface Runner {
  /** Runs a complete text to its end. What fails is said by it, not thrown. */
  void run(String text);

  /** Ctrl-C while a text runs. Called from another thread. */
  void interrupt();

  /** Whether the session is over: the text was {@code exit}, or a signal came. */
  boolean over();

  /** Whether the session has made a word mean something: a function or an alias. */
  boolean defines(String word);

  /** Where the session looks for programs: folders with colons between them. */
  String searchPath();

  /** What the prompt shows now. */
  State state();

  /**
   * What a prompt shows.
   *
   * @param folder the working folder
   * @param home the person's home, shown as {@code ~}
   * @param engine the engine's name where it is not the default one
   * @param containers how many containers of this session run
   * @param status the last exit status
   */
  record State(Path folder, Path home, Optional<String> engine, int containers, int status) {}
}
