package dev.stagecraft.language;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a word says, while it is being read: its characters without quotes, and beside them a mask
 * of those that were not quoted, from which follows whether bash would expand the word.
 */
final class Literal {
  private static final char QUOTED = '\0';
  private static final Pattern TARGET =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\[.*])?\\+?=", Pattern.DOTALL);

  private final StringBuilder value = new StringBuilder();
  private final StringBuilder mask = new StringBuilder();
  private boolean expansion;
  private int valueStart = -1;
  private int maskStart = -1;

  /** Adds a character that is not quoted. */
  void plain(char c) {
    value.append(c);
    mask.append(c);
    if (c == '=' && valueStart < 0 && TARGET.matcher(mask).matches()) {
      valueStart = value.length();
      maskStart = mask.length();
    }
  }

  /** Adds quoted characters; an empty text leaves the trace of its quotes. */
  void quoted(CharSequence text) {
    value.append(text);
    mask.append(QUOTED);
    for (int i = 0; i < text.length(); i++) {
      mask.append(QUOTED);
    }
  }

  void quoted(char c) {
    value.append(c);
    mask.append(QUOTED);
  }

  /** Notes that bash has to expand the word. */
  void expand() {
    expansion = true;
    mask.append(QUOTED);
  }

  /** Whether what has been read is a name that a subscript may follow. */
  boolean isName() {
    return mask.length() > 0
        && Characters.nameStart(mask.charAt(0))
        && mask.chars().allMatch(Characters::name);
  }

  boolean isEmpty() {
    return mask.length() == 0;
  }

  /** Whether the sign of an assignment has been read. */
  boolean isAssignment() {
    return valueStart >= 0;
  }

  /** Whether the last character was the sign of an assignment. */
  boolean endsWithSign() {
    return maskStart == mask.length() && maskStart > 0;
  }

  /** The characters so far, quotes removed, whether or not bash would expand them. */
  String soFar() {
    return value.toString();
  }

  boolean hasExpansion() {
    return expansion;
  }

  /** What stands before the sign of an assignment. */
  String target() {
    return mask.substring(0, maskStart);
  }

  /** The whole as an argument or a command word. */
  Optional<String> word() {
    boolean needsBash =
        expansion
            || hasGlob(mask)
            || new Braces(mask).present()
            || tilde(0)
            || (isAssignment() && tildeIn(maskStart));
    return needsBash ? Optional.empty() : Optional.of(value.toString());
  }

  /** What stands behind the sign of an assignment. */
  Optional<String> assigned() {
    return expansion || tildeIn(maskStart)
        ? Optional.empty()
        : Optional.of(value.substring(valueStart));
  }

  private boolean tildeIn(int from) {
    for (int i = from; i < mask.length(); i++) {
      if ((i == from || mask.charAt(i - 1) == ':') && tilde(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an unquoted home prefix begins there: no quote up to the slash. */
  private boolean tilde(int from) {
    if (from >= mask.length() || mask.charAt(from) != '~') {
      return false;
    }
    for (int i = from; i < mask.length(); i++) {
      char c = mask.charAt(i);
      if (c == '/' || (c == ':' && from > 0)) {
        return true;
      }
      if (c == QUOTED) {
        return false;
      }
    }
    return true;
  }

  /** Source: bash, pathexp.c, unquoted_glob_pattern_p. */
  private static boolean hasGlob(CharSequence mask) {
    boolean open = false;
    for (int i = 0; i < mask.length(); i++) {
      switch (mask.charAt(i)) {
        case '*', '?' -> {
          return true;
        }
        case '[' -> open = true;
        case ']' -> {
          if (open) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
