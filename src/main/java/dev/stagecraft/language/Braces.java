package dev.stagecraft.language;

import java.util.regex.Pattern;

/**
 * Whether a word has a brace expansion. Source: bash, braces.c: a brace counts when the one that
 * closes it comes after a comma or {@code ..} on its own level; a body without a comma must be a
 * sequence.
 */
final class Braces {
  private static final Pattern SEQUENCE =
      Pattern.compile("([+-]?[0-9]+\\.\\.[+-]?[0-9]+|[A-Za-z]\\.\\.[A-Za-z])(\\.\\.[+-]?[0-9]+)?");

  private final CharSequence mask;

  /** On the characters of a word in which the quoted ones are replaced by NUL. */
  Braces(CharSequence mask) {
    this.mask = mask;
  }

  boolean present() {
    int i = 0;
    while (i < mask.length()) {
      if (mask.charAt(i) != '{' || (i == 0 && at(1) == '}')) {
        i++;
        continue;
      }
      int close = close(i + 1);
      if (close < 0) {
        i++;
        continue;
      }
      CharSequence body = mask.subSequence(i + 1, close);
      if (body.chars().anyMatch(c -> c == ',') || SEQUENCE.matcher(body).matches()) {
        return true;
      }
      i = close + 1;
    }
    return false;
  }

  private int close(int from) {
    int level = 0;
    boolean separated = false;
    for (int i = from; i < mask.length(); i++) {
      char c = mask.charAt(i);
      if (c == '}' && level == 0 && separated) {
        return i;
      }
      if (c == '{') {
        level++;
      } else if (c == '}' && level > 0) {
        level--;
      } else if (level == 0 && (c == ',' || (c == '.' && at(i + 1) == '.' && at(i + 2) != '}'))) {
        separated = true;
      }
    }
    return -1;
  }

  private char at(int i) {
    return i < mask.length() ? mask.charAt(i) : '\0';
  }
}
