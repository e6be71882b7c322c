package dev.stagecraft.completion;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What completion asks others for. Answers come soon, with what is known at the moment. */
public interface Sources {
  /** The session's working folder. */
  Path folder();

  /** The person's home, {@code ~}. */
  Path home();

  /** Names of images, containers and the like, each with a line about it. */
  List<Choice> names(Completes kind);

  /**
   * The steps or parts of a lab, by number or name, with their headings.
   *
   * @param kind {@code STEP} or {@code PART}
   * @param lab the lab's file; the lab that is open where none is given
   */
  List<Choice> headings(Completes kind, Optional<Path> lab);

  /** The shell's own words and the programs on its search path that begin so, sorted. */
  Set<String> programs(String beginning);

  /** Functions and aliases of the session. */
  List<Choice> definitions();

  /** Variables of the session, each with its value. */
  List<Choice> variables();
}
