package dev.stagecraft.language;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The words that make a statement ours.
 *
 * @param command whether a pipeline that begins with a word is ours
 * @param rows the words that work on rows, behind a bar
 * @param languages the words before the braces of another language
 */
public record OwnWords(Predicate<String> command, Set<String> rows, Set<String> languages) {
  public OwnWords {
    Objects.requireNonNull(command);
    rows = Set.copyOf(rows);
    languages = Set.copyOf(languages);
  }

  /** None: everything is the shell's. */
  public static OwnWords none() {
    return new OwnWords(word -> false, Set.of(), Set.of());
  }
}
