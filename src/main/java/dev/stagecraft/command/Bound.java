package dev.stagecraft.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words bound to the options and arguments of a spec.
 *
 * @param options by long name; a flag's values are {@code true} or {@code false}; in the order
 *     given
 * @param arguments by name, each with its words; absent ones have none
 */
public record Bound(Map<String, List<String>> options, Map<String, List<String>> arguments) {
  public Bound {
    options = Map.copyOf(options);
    arguments = Map.copyOf(arguments);
  }

  /** Whether a flag was given and not switched off again. */
  public boolean flag(String option) {
    List<String> given = options.getOrDefault(option, List.of());
    return !given.isEmpty() && given.get(given.size() - 1).equals("true");
  }

  /** The value of an option, the last one where it was repeated. */
  public Optional<String> value(String option) {
    List<String> given = options.getOrDefault(option, List.of());
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
  }

  /** All values of an option, in the order given. */
  public List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }

  /** The words of an argument. */
  public List<String> all(String argument) {
    return arguments.getOrDefault(argument, List.of());
  }

  /** The one word of an argument. */
  public Optional<String> one(String argument) {
    List<String> given = all(argument);
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(0));
  }
}
