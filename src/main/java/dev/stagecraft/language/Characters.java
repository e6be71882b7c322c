package dev.stagecraft.language;

/** The character classes of bash's grammar; only ASCII counts, whatever the locale. */
final class Characters {
  private Characters() {}

  static boolean blank(int c) {
    return c == ' ' || c == '\t';
  }

  /** Whether it ends a word where it is not quoted. */
  static boolean meta(int c) {
    return blank(c) || c == '\n' || c == '|' || c == '&' || c == ';' || c == '(' || c == ')'
        || c == '<' || c == '>';
  }

  static boolean nameStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean name(int c) {
    return nameStart(c) || digit(c);
  }

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a {@code $} before it is more than a dollar sign, quotes left aside. */
  static boolean startsExpansion(int c) {
    return name(c) || (c > 0 && "*@#?$!-{([".indexOf(c) >= 0);
  }
}
