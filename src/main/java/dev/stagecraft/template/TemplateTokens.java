package dev.stagecraft.template;

import dev.stagecraft.template.Token.Kind;
import java.util.Locale;

/**
 * Takes a template apart into tokens. Trim markers (a dash inside the braces) and comments are
 * dealt with here. Source: Go, text/template/parse, lex.go.
 */
final class TemplateTokens {
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final int END = -1;

  private final String input;
  private int at;
  private int start;
  private int line = 1;
  private int startLine = 1;
  private int depth;
  private boolean inside;
  private boolean broken;

  TemplateTokens(String input) {
    this.input = input;
  }

  /** The next token; after an error or the end, the end again and again. */
  Token next() {
    if (broken) {
      return new Token(Kind.EOF, at, "EOF", startLine);
    }
    return inside ? insideAction() : text();
  }

  private Token text() {
    while (true) {
      int delimiter = input.indexOf(LEFT, at);
      if (delimiter < 0) {
        at = input.length();
        return at > start ? token(Kind.TEXT) : new Token(Kind.EOF, at, "EOF", line);
      }
      if (delimiter > at) {
        at = delimiter;
        boolean trim = leftTrim(delimiter + LEFT.length());
        while (trim && at > start && space(input.charAt(at - 1))) {
          at--;
        }
        boolean some = at > start;
        Token text = token(Kind.TEXT);
        at = delimiter;
        skip();
        if (some) {
          return text;
        }
      }
      int body = at + LEFT.length() + (leftTrim(at + LEFT.length()) ? 2 : 0);
      if (!input.startsWith("/*", body)) {
        at += LEFT.length();
        Token left = token(Kind.LEFT_DELIMITER);
        at = body;
        skip();
        inside = true;
        depth = 0;
        return left;
      }
      at = body;
      skip();
      int close = input.indexOf("*/", body + 2);
      if (close < 0) {
        return error("unclosed comment");
      }
      at = close + 2;
      boolean trim = rightTrim(at);
      if (!trim && !input.startsWith(RIGHT, at)) {
        return error("comment ends before closing delimiter");
      }
      closeAction(trim);
      skip();
    }
  }

  /** Passes over the right delimiter, and over the space behind it where it trims. */
  private void closeAction(boolean trim) {
    at += RIGHT.length() + (trim ? 2 : 0);
    while (trim && at < input.length() && space(input.charAt(at))) {
      at++;
    }
  }

  private Token insideAction() {
    boolean trim = rightTrim(at);
    if (trim || input.startsWith(RIGHT, at)) {
      if (depth > 0) {
        return error("unclosed left paren");
      }
      Token right = new Token(Kind.RIGHT_DELIMITER, trim ? at + 2 : at, RIGHT, startLine);
      closeAction(trim);
      skip();
      inside = false;
      return right;
    }
    int c = read();
    if (c == END) {
      return error("unclosed action");
    }
    if (space(c)) {
      while (space(peek()) && !rightTrim(at)) {
        read();
      }
      return token(Kind.SPACE);
    }
    return switch (c) {
      case '=' -> token(Kind.ASSIGN);
      case ':' -> read() == '=' ? token(Kind.DECLARE) : error("expected :=");
      case '|' -> token(Kind.PIPE);
      case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', Kind.CHAR_CONSTANT, "unterminated character constant");
      case '`' -> raw();
      case '$' -> fieldOrVariable(Kind.VARIABLE);
      case '(' -> {
        depth++;
        yield token(Kind.LEFT_PAREN);
      }
      case ')' -> {
        depth--;
        yield depth < 0 ? error("unexpected right paren") : token(Kind.RIGHT_PAREN);
      }
      default -> wordOrNumber(c);
    };
  }

  private Token wordOrNumber(int c) {
    if (c == '.' && at < input.length() && !digit(input.charAt(at))) {
      return fieldOrVariable(Kind.FIELD);
    }
    if (c == '.' || c == '+' || c == '-' || digit(c)) {
      at = start;
      return scanNumber()
          ? token(Kind.NUMBER)
          : error("bad number syntax: " + GoQuote.quote(input.substring(start, at)));
    }
    if (alphanumeric(c)) {
      while (alphanumeric(peek())) {
        read();
      }
      if (!terminated()) {
        return badCharacter();
      }
      String word = input.substring(start, at);
      if (word.equals("true") || word.equals("false")) {
        return token(Kind.BOOL);
      }
      return token(Token.keyword(word).orElse(Kind.IDENTIFIER));
    }
    if (c < 0x7f && GoQuote.printable(c)) {
      return token(Kind.CHAR);
    }
    return error("unrecognized character in action: " + unicode(c));
  }

  private Token fieldOrVariable(Kind kind) {
    if (terminated()) {
      return token(kind == Kind.VARIABLE ? Kind.VARIABLE : Kind.DOT);
    }
    while (alphanumeric(peek())) {
      read();
    }
    return terminated() ? token(kind) : badCharacter();
  }

  private Token badCharacter() {
    return error("bad character " + unicode(peek()));
  }

  private boolean terminated() {
    int c = peek();
    return c == END || space(c) || ".,|:)(".indexOf(c) >= 0 || input.startsWith(RIGHT, at);
  }

  private Token quoted(char mark, Kind kind, String unterminated) {
    while (true) {
      int c = read();
      if (c == '\\') {
        c = read();
        if (c != END && c != '\n') {
          continue;
        }
      }
      if (c == END || c == '\n') {
        return error(unterminated);
      }
      if (c == mark) {
        return token(kind);
      }
    }
  }

  private Token raw() {
    int c = read();
    while (c != '`') {
      if (c == END) {
        return error("unterminated raw quoted string");
      }
      c = read();
    }
    return token(Kind.RAW_STRING);
  }

  private boolean scanNumber() {
    accept("+-");
    String digits = "0123456789_";
    boolean hex = false;
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
        hex = true;
      } else if (accept("oO")) {
        digits = "01234567_";
      } else if (accept("bB")) {
        digits = "01_";
      }
    }
    acceptRun(digits);
    if (accept(".")) {
      acceptRun(digits);
    }
    if (!hex && accept("eE")) {
      accept("+-");
      acceptRun("0123456789_");
    }
    if (alphanumeric(peek())) {
      read();
      return false;
    }
    return true;
  }

  private boolean accept(String valid) {
    int c = peek();
    if (c != END && valid.indexOf(c) >= 0) {
      read();
      return true;
    }
    return false;
  }

  private void acceptRun(String valid) {
    while (accept(valid)) {
      // Each round takes one character.
    }
  }

  private int peek() {
    return at < input.length() ? input.codePointAt(at) : END;
  }

  private int read() {
    int c = peek();
    if (c != END) {
      at += Character.charCount(c);
    }
    return c;
  }

  private Token token(Kind kind) {
    Token token = new Token(kind, start, input.substring(start, at), startLine);
    skip();
    return token;
  }

  /** Begins the next token here. */
  private void skip() {
    for (int i = start; i < at; i++) {
      if (input.charAt(i) == '\n') {
        line++;
      }
    }
    start = at;
    startLine = line;
  }

  private Token error(String message) {
    broken = true;
    return new Token(Kind.ERROR, start, message, startLine);
  }

  private boolean leftTrim(int from) {
    return from + 1 < input.length() && input.charAt(from) == '-' && space(input.charAt(from + 1));
  }

  private boolean rightTrim(int from) {
    return from < input.length()
        && space(input.charAt(from))
        && input.startsWith("-" + RIGHT, from + 1);
  }

  private static String unicode(int c) {
    String code = String.format(Locale.ROOT, "U+%04X", c == END ? 0xFFFD : c);
    return c != END && GoQuote.printable(c) ? code + " '" + Character.toString(c) + "'" : code;
  }

  private static boolean space(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean alphanumeric(int c) {
    return c == '_' || (c != END && Character.isLetterOrDigit(c));
  }
}
