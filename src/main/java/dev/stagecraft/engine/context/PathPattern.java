package dev.stagecraft.engine.context;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One pattern of a {@code .dockerignore}, as moby's patternmatcher understands it.
 *
 * <p>{@code *} is any text without a slash, {@code ?} one such character, {@code [a-z]} and {@code
 * [^a-z]} a class, {@code \x} the character x, {@code **} any text and {@code **}{@code /} any
 * number of folders, none included. Source: moby/patternmatcher, and Go's path/filepath.Match for
 * what is no pattern at all.
 */
final class PathPattern {
  /** Characters that make a pattern more than the beginning of a path. */
  private static final String SPECIAL = "*[]?^\\";

  private final String text;
  private final boolean exception;
  private final Pattern compiled;

  private PathPattern(String text, boolean exception, Pattern compiled) {
    this.text = text;
    this.exception = exception;
    this.compiled = compiled;
  }

  /**
   * Reads a pattern that was cleaned and has no {@code !} any more.
   *
   * @return empty where it is no pattern: a class that does not end, a lone backslash at the end
   */
  static Optional<PathPattern> of(String text, boolean exception) {
    StringBuilder out = new StringBuilder();
    return translate(text, out)
        ? Optional.of(
            new PathPattern(text, exception, Pattern.compile(out.toString(), Pattern.DOTALL)))
        : Optional.empty();
  }

  /** The pattern, without its {@code !}. */
  String text() {
    return text;
  }

  /** Whether it brings back what earlier patterns left out. */
  boolean isException() {
    return exception;
  }

  /** Whether it matches exactly this path, parents not considered. */
  boolean matches(String path) {
    Matcher matcher = compiled.matcher(path);
    return matcher.matches();
  }

  /** Whether something below the folder may match. */
  boolean mayMatchBelow(String folder) {
    String plain = withoutTrailingGlob();
    for (int i = 0; i < plain.length(); i++) {
      if (SPECIAL.indexOf(plain.charAt(i)) >= 0) {
        return true;
      }
    }
    return (plain + "/").startsWith(folder + "/");
  }

  private String withoutTrailingGlob() {
    String plain = text;
    if (plain.endsWith("/**")) {
      plain = plain.substring(0, plain.length() - 3);
    }
    return plain.endsWith("/*") ? plain.substring(0, plain.length() - 2) : plain;
  }

  private static boolean translate(String text, StringBuilder out) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '*') {
        i = star(text, i, out);
      } else if (c == '?') {
        out.append("[^/]");
        i++;
      } else if (c == '[') {
        int end = characterClass(text, i, out);
        if (end < 0) {
          return false;
        }
        i = end;
      } else {
        int at = c == '\\' ? i + 1 : i;
        if (at >= text.length()) {
          return false;
        }
        int point = text.codePointAt(at);
        quote(point, out);
        i = at + Character.charCount(point);
      }
    }
    return true;
  }

  private static int star(String text, int start, StringBuilder out) {
    int i = start + 1;
    if (i >= text.length() || text.charAt(i) != '*') {
      out.append("[^/]*");
      return i;
    }
    i++;
    boolean slash = i < text.length() && text.charAt(i) == '/';
    if (slash) {
      i++;
    }
    boolean last = i >= text.length();
    // A leading ** before plain text matches the end of a path, wherever a name begins: **file.
    boolean loose = start == 0 && !slash && !hasSpecial(text.substring(i));
    out.append(last || loose ? ".*" : "(?:.*/)?");
    return i;
  }

  private static boolean hasSpecial(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if ("*?[]\\".indexOf(rest.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Reads a class and returns the index behind it, or -1 where it is none. */
  private static int characterClass(String text, int start, StringBuilder out) {
    int i = start + 1;
    out.append('[');
    if (i < text.length() && text.charAt(i) == '^') {
      out.append('^');
      i++;
    }
    int ranges = 0;
    while (true) {
      if (i < text.length() && text.charAt(i) == ']' && ranges > 0) {
        out.append(']');
        return i + 1;
      }
      int low = member(text, i);
      if (low < 0) {
        return -1;
      }
      i = behindMember(text, i);
      quote(text.codePointAt(low), out);
      if (i < text.length() && text.charAt(i) == '-') {
        int high = member(text, i + 1);
        if (high < 0 || text.codePointAt(high) < text.codePointAt(low)) {
          return -1;
        }
        i = behindMember(text, i + 1);
        out.append('-');
        quote(text.codePointAt(high), out);
      }
      ranges++;
    }
  }

  /** Where the character stands that is a member of a class at this index; -1 where none is. */
  private static int member(String text, int at) {
    if (at >= text.length() || text.charAt(at) == '-' || text.charAt(at) == ']') {
      return -1;
    }
    int index = text.charAt(at) == '\\' ? at + 1 : at;
    return index < text.length() ? index : -1;
  }

  private static int behindMember(String text, int at) {
    int index = text.charAt(at) == '\\' ? at + 1 : at;
    return index + Character.charCount(text.codePointAt(index));
  }

  private static void quote(int point, StringBuilder out) {
    boolean plain =
        point == '/' || point == '_' || point > 0x7f || Character.isLetterOrDigit(point);
    if (!plain) {
      out.append('\\');
    }
    out.appendCodePoint(point);
  }
}
