package dev.stagecraft.language;

import java.util.Locale;

/** Where reading ended before the end of a statement; never leaves the room. */
final class Stop extends RuntimeException {
  private final Completeness end;
  private final int at;
  private final int width;
  private final Token.Kind open;

  private Stop(Completeness end, String message, int at, int width, Token.Kind open) {
    super(message, null, false, false);
    this.end = end;
    this.at = at;
    this.width = width;
    this.open = open;
  }

  /** The text ends within what began at {@code at}; the rest of it has the colour {@code open}. */
  static Stop incomplete(String what, int at, Token.Kind open) {
    return new Stop(Completeness.INCOMPLETE, what, at, 1, open);
  }

  /** The text ends where more must come. */
  static Stop incomplete(String what, int at) {
    return incomplete(what, at, Token.Kind.WORD);
  }

  /** What stands at {@code at} cannot stand there. */
  static Stop wrong(String message, int at, int width) {
    return new Stop(Completeness.WRONG, message, at, width, Token.Kind.ERROR);
  }

  /** The text at {@code at} is beyond what is read here. */
  static Stop unsure(String message, int at) {
    return new Stop(Completeness.UNSURE, message, at, 1, Token.Kind.WORD);
  }

  Completeness end() {
    return end;
  }

  int at() {
    return at;
  }

  /** How many characters cannot stand there. */
  int width() {
    return width;
  }

  Token.Kind open() {
    return open;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String code() {
    return "language."
        + (end == Completeness.WRONG ? "unexpected" : end.name().toLowerCase(Locale.ROOT));
  }
}
