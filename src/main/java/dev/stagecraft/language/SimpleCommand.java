package dev.stagecraft.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A command word with what goes before and after it.
 *
 * @param span from its first character to its last, heredoc bodies not included
 * @param assignments the ones before the command word
 * @param words the command word and its arguments
 * @param redirections all of them, wherever they stand
 */
public record SimpleCommand(
    Span span, List<Assignment> assignments, List<Word> words, List<Redirection> redirections) {
  public SimpleCommand {
    Objects.requireNonNull(span);
    assignments = List.copyOf(assignments);
    words = List.copyOf(words);
    redirections = List.copyOf(redirections);
  }

  /** The command word, where it is known without running anything. */
  public Optional<String> name() {
    return words.isEmpty() ? Optional.empty() : words.get(0).literal();
  }

  /** All words, where each is known without running anything. */
  public Optional<List<String>> literals() {
    List<String> values = new ArrayList<>();
    for (Word word : words) {
      if (word.literal().isEmpty()) {
        return Optional.empty();
      }
      values.add(word.literal().orElseThrow());
    }
    return Optional.of(List.copyOf(values));
  }
}
