package dev.stagecraft.shell;

import dev.stagecraft.command.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A call of one of our words, typed or from inside the shell.
 *
 * @param words all words, exactly as bash passes them, the command word first
 * @param folder the caller's working folder
 * @param environment the caller's exported variables
 * @param streams the caller's input and output
 */
public record Call(
    List<String> words, Path folder, Map<String, String> environment, Streams streams) {
  public Call {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }
}
