package dev.stagecraft.language;

import java.util.Objects;

/**
 * A coloured stretch of shell text.
 *
 * @param span where it stands, never empty
 * @param kind what it is
 */
public record Token(Span span, Kind kind) {
  public Token {
    Objects.requireNonNull(span);
    Objects.requireNonNull(kind);
  }

  /** What a stretch of shell text is. */
  public enum Kind {
    /** A command word. */
    COMMAND,
    /** An argument, an element of a list, a file behind a redirection. */
    WORD,
    /** An argument that begins with a dash. */
    OPTION,
    /** Quoted text with its quotes. */
    STRING,
    /** An expansion, or the name in an assignment. */
    VARIABLE,
    /** An operator or a reserved word. */
    OPERATOR,
    /** A redirection operator with its descriptor. */
    REDIRECTION,
    /** The body of a heredoc with the line that ends it. */
    HEREDOC,
    /** A comment with its sign. */
    COMMENT,
    /** What cannot stand where it stands. */
    ERROR
  }
}
