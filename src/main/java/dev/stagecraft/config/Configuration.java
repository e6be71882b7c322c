package dev.stagecraft.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says; every value was checked when it was read.
 *
 * @param values what is in the file, each value a list of texts: one for a word, more for a list
 * @param aliases the words of {@link Setting#ALIASES} with what they stand for, in the file's order
 */
public record Configuration(Map<Setting, List<String>> values, Map<String, String> aliases) {
  public Configuration {
    values = Map.copyOf(values);
    aliases = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
  }

  /** Nothing is configured. */
  public static Configuration none() {
    return new Configuration(Map.of(), Map.of());
  }

  /** The texts of a setting, where the file has it. */
  public Optional<List<String>> all(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /** The one text of a setting, where the file has it. */
  public Optional<String> one(Setting setting) {
    return all(setting).map(texts -> String.join(" ", texts));
  }

  /** Whether something is switched on, where the file says. */
  public Optional<Boolean> truth(Setting setting) {
    return one(setting).flatMap(Setting::truth);
  }
}
