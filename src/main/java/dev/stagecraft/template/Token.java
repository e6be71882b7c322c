package dev.stagecraft.template;

import java.util.Map;
import java.util.Optional;

/**
 * One token of a template.
 *
 * @param kind what it is
 * @param at where it starts in the template, in characters
 * @param text its text; for an error, the message
 * @param line the line it starts on, counted from 1
 */
record Token(Kind kind, int at, String text, int line) {
  private static final Map<String, Kind> KEYWORDS =
      Map.ofEntries(
          Map.entry("block", Kind.BLOCK),
          Map.entry("break", Kind.BREAK),
          Map.entry("continue", Kind.CONTINUE),
          Map.entry("define", Kind.DEFINE),
          Map.entry("else", Kind.ELSE),
          Map.entry("end", Kind.END),
          Map.entry("if", Kind.IF),
          Map.entry("range", Kind.RANGE),
          Map.entry("nil", Kind.NIL),
          Map.entry("template", Kind.TEMPLATE),
          Map.entry("with", Kind.WITH));

  /** The keyword that {@code word} is, if it is one. */
  static Optional<Kind> keyword(String word) {
    return Optional.ofNullable(KEYWORDS.get(word));
  }

  /** The token as Go's parser shows it in a message. */
  String shown() {
    return switch (kind) {
      case EOF -> "EOF";
      case ERROR -> text;
      case BLOCK, BREAK, CONTINUE, DOT, DEFINE, ELSE, END, IF, NIL, RANGE, TEMPLATE, WITH ->
          "<" + text + ">";
      case BOOL,
          CHAR,
          CHAR_CONSTANT,
          ASSIGN,
          DECLARE,
          FIELD,
          IDENTIFIER,
          LEFT_DELIMITER,
          LEFT_PAREN,
          NUMBER,
          PIPE,
          RAW_STRING,
          RIGHT_DELIMITER,
          RIGHT_PAREN,
          SPACE,
          STRING,
          TEXT,
          VARIABLE ->
          text.length() > 10 ? GoQuote.quote(text.substring(0, 10)) + "..." : GoQuote.quote(text);
    };
  }

  /** The kinds of tokens, named as in Go's {@code text/template/parse}. */
  enum Kind {
    ERROR,
    BOOL,
    CHAR,
    CHAR_CONSTANT,
    ASSIGN,
    DECLARE,
    EOF,
    FIELD,
    IDENTIFIER,
    LEFT_DELIMITER,
    LEFT_PAREN,
    NUMBER,
    PIPE,
    RAW_STRING,
    RIGHT_DELIMITER,
    RIGHT_PAREN,
    SPACE,
    STRING,
    TEXT,
    VARIABLE,
    BLOCK,
    BREAK,
    CONTINUE,
    DOT,
    DEFINE,
    ELSE,
    END,
    IF,
    NIL,
    RANGE,
    TEMPLATE,
    WITH
  }
}
