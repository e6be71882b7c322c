package dev.stagecraft.shell;

import dev.stagecraft.command.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs of the host that a command hands its call on to. */
public interface HostProgram {
  /**
   * The program that a word names on the caller's {@code PATH}, absolute; our own call-back scripts
   * are passed over.
   *
   * @param environment the caller's exported variables
   */
  Optional<Path> find(String word, Map<String, String> environment);

  /**
   * Runs a program to its end. Its input and output are the caller's; {@code PATH} is passed on
   * without our call-back scripts. Interrupting the thread ends the program.
   *
   * @param words the program, absolute, and its arguments
   * @param environment all of its variables
   * @return its exit status, 128 and the signal where one ended it
   * @throws dev.stagecraft.core.ProblemException {@code host.program} where it cannot be started
   * @throws dev.stagecraft.core.Cancelled where the thread was interrupted
   */
  int run(List<String> words, Map<String, String> environment, Path folder, Streams streams);
}
