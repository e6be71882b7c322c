package dev.stagecraft.language;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is being typed at a place in shell text; what stands behind the place is not looked at.
 *
 * @param position what kind of word is expected there
 * @param words the words before it in its simple command
 * @param partialSpan the part of the word before the place; empty between words
 * @param partial what that part says, quotes removed; empty where it has an expansion
 * @param quote the quote that is open there
 * @param pipeline the simple commands before it in its pipeline
 */
public record Cursor(
    Position position,
    List<Word> words,
    Span partialSpan,
    Optional<String> partial,
    Quote quote,
    List<SimpleCommand> pipeline) {
  public Cursor {
    Objects.requireNonNull(position);
    words = List.copyOf(words);
    Objects.requireNonNull(partialSpan);
    Objects.requireNonNull(partial);
    Objects.requireNonNull(quote);
    pipeline = List.copyOf(pipeline);
  }

  /** What kind of word is expected. */
  public enum Position {
    /** A command word. */
    COMMAND,
    /** An argument of a command, or another word such as one of a loop's list. */
    ARGUMENT,
    /** The target of a redirection. */
    REDIRECTION,
    /** None: the place is in a comment, a heredoc or an assignment. */
    NONE
  }

  /** A quote that is open. */
  public enum Quote {
    /** None is. */
    NONE,
    /** {@code '}. */
    SINGLE,
    /** {@code "}. */
    DOUBLE,
    /** {@code $'}. */
    ANSI
  }

  /** Whether a command word is expected there. */
  public boolean commandPosition() {
    return position == Position.COMMAND;
  }

  /**
   * What is being typed at an offset of a text.
   *
   * @param offset between 0 and the length of the text
   */
  public static Cursor at(String text, int offset) {
    String head = text.substring(0, offset);
    Scan scan = new Scan(head);
    scan.typing = true;
    Optional<Stop> stop = new Recovery(scan).read();
    Quote quote = stop.map(open -> quote(head, open)).orElse(Quote.NONE);
    boolean heredoc = stop.filter(open -> open.open() == Token.Kind.HEREDOC).isPresent();
    if (heredoc || scan.endsInComment) {
      Span nothing = new Span(offset, offset);
      return new Cursor(Position.NONE, List.of(), nothing, Optional.of(""), Quote.NONE, List.of());
    }
    if (scan.open.isEmpty()) {
      return loose(scan, head, quote);
    }
    return in(scan.open.getLast(), offset, quote);
  }

  private static Cursor loose(Scan scan, String head, Quote quote) {
    Span last = scan.lastWord;
    boolean touching = last.length() > 0 && last.end() == head.length();
    Span span = touching ? last : new Span(head.length(), head.length());
    return new Cursor(
        touching ? Position.ARGUMENT : Position.COMMAND,
        List.of(),
        span,
        Optional.of(span.in(head)),
        quote,
        List.of());
  }

  private static Cursor in(CommandDraft command, int offset, Quote quote) {
    boolean typed = command.partialStart >= 0;
    int start = typed ? command.partialStart : offset;
    List<Word> before = command.words.stream().filter(word -> word.span().start() < start).toList();
    Position position = before.isEmpty() ? Position.COMMAND : Position.ARGUMENT;
    if (typed && command.partialIsTarget) {
      position = Position.REDIRECTION;
    } else if (typed && before.isEmpty() && command.partial.isAssignment()) {
      position = Position.NONE;
    }
    Optional<String> partial = Optional.of("");
    if (typed) {
      partial =
          command.partial.hasExpansion() ? Optional.empty() : Optional.of(command.partial.soFar());
    }
    return new Cursor(
        position,
        before,
        new Span(start, offset),
        partial,
        quote,
        command.before.stream().map(CommandDraft::command).toList());
  }

  private static Quote quote(String head, Stop stop) {
    if (stop.open() != Token.Kind.STRING) {
      return Quote.NONE;
    }
    return switch (head.charAt(stop.at())) {
      case '\'' -> Quote.SINGLE;
      case '$' -> Quote.ANSI;
      default -> Quote.DOUBLE;
    };
  }
}
