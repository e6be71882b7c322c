package dev.stagecraft.console;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.completion.Suggestion;
import dev.stagecraft.shell.Interpreter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the prompt hands lines to. */
public interface Runner {
  /** Runs a complete text to its end. What fails is said by it, not thrown. */
  void run(String text);

  /** A line has been accepted: Ctrl-C from now on is for it. */
  void accepted();

  /** Ctrl-C while a text runs, or is about to. Called from another thread. */
  void interrupt();

  /** Whether the session is over: the text was {@code exit}, or a signal came. */
  boolean over();

  /** Whether the session has made a word mean something: a function or an alias. */
  boolean defines(String word);

  /** Where the session looks for programs: folders with colons between them. */
  String searchPath();

  /** Functions and aliases of the session, each with a line about it. */
  List<Choice> definitions();

  /** Variables of the session, each with its value where that is no secret. */
  List<Choice> variables();

  /**
   * The steps or parts of a lab, by number or name, with their headings.
   *
   * @param kind {@code STEP} or {@code PART}
   * @param lab the lab's file; the lab that is open where none is given
   */
  List<Choice> headings(Completes kind, Optional<Path> lab);

  /**
   * What may stand at the end of a text that is in another language than the shell's; empty where
   * it is the shell's.
   */
  Optional<List<Suggestion>> otherLanguage(String before);

  /** The language that lines are in; empty is the shell's. */
  default Optional<Interpreter.Language> mode() {
    return Optional.empty();
  }

  /** What the prompt shows now; nobody is asked for it. */
  State state();

  /**
   * What a prompt shows.
   *
   * @param folder the working folder
   * @param home the person's home, shown as {@code ~}
   * @param engine the engine's name where it is not the default one: a context, {@code private}
   * @param containers how many containers of this session run
   * @param status the last exit status
   * @param mode the language that lines are in; empty is the shell's
   */
  record State(
      Path folder,
      Path home,
      Optional<String> engine,
      int containers,
      int status,
      Optional<Interpreter.Language> mode) {}
}
