package dev.stagecraft.console;

import dev.stagecraft.completion.Suggestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Hands suggestions to the line editor. They are made in the background and waited for 150 ms at
 * most; what comes later is there for the next Tab on the same text.
 */
final class PromptCompleter implements Completer {
  static final Duration LONGEST = Duration.ofMillis(150);

  private final Function<String, List<Suggestion>> suggestions;
  private final Executor background;
  private final Patience patience;
  private Optional<Question> open = Optional.empty();

  /**
   * A completer.
   *
   * @param suggestions what may stand at the end of a text; called in the background
   */
  PromptCompleter(
      Function<String, List<Suggestion>> suggestions, Executor background, Patience patience) {
    this.suggestions = suggestions;
    this.background = background;
    this.patience = patience;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    // to the end of the word that the cursor is in: the whole word is replaced
    int end = line.cursor() - line.wordCursor() + line.word().length();
    for (Suggestion suggestion : suggested(line.line().substring(0, end))) {
      candidates.add(candidate(suggestion, candidates.size() + 1));
    }
  }

  /** Makes the first Tab as quick as the next: what it takes is loaded before, and forgotten. */
  void prepare(String before, Executor later) {
    later.execute(
        () -> {
          List<Suggestion> unused = suggestions.apply(before);
        });
  }

  /** What is known in time. */
  synchronized List<Suggestion> suggested(String before) {
    Question question =
        open.filter(q -> q.text.equals(before))
            .orElseGet(() -> new Question(before, answer(before)));
    open = Optional.of(question);
    if (!patience.waits(question.answer, LONGEST)) {
      return List.of();
    }
    open = Optional.empty();
    // a source that failed has nothing to offer: a Tab is no place for its message
    return question.answer.isCompletedExceptionally() ? List.of() : question.answer.join();
  }

  private CompletableFuture<List<Suggestion>> answer(String before) {
    return CompletableFuture.supplyAsync(() -> suggestions.apply(before), background);
  }

  /** The number keeps the order that the suggestions came in. */
  private static Candidate candidate(Suggestion suggestion, int number) {
    return new Candidate(
        suggestion.value(),
        suggestion.shown(),
        suggestion.group(),
        suggestion.says().isEmpty() ? null : suggestion.says(),
        null,
        null,
        suggestion.finished(),
        number);
  }

  /** A text that somebody pressed Tab behind. */
  private record Question(String text, CompletableFuture<List<Suggestion>> answer) {}
}
