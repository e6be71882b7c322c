package dev.stagecraft.template;

import java.util.Locale;
import java.util.Optional;

/** Strings in quotes as Go writes and reads them. Source: Go, package strconv. */
public final class GoQuote {
  private GoQuote() {}

  /** The string in double quotes, with Go's escapes: {@code strconv.Quote}. */
  public static String quote(String text) {
    return quoted(text, '"');
  }

  /** A character in single quotes, with Go's escapes. */
  static String quoteCharacter(int character) {
    return quoted(Character.toString(character), '\'');
  }

  private static String quoted(String text, char mark) {
    StringBuilder out = new StringBuilder().append(mark);
    text.codePoints().forEach(c -> escape(out, c, mark));
    return out.append(mark).toString();
  }

  private static void escape(StringBuilder out, int c, char mark) {
    if (c == mark || c == '\\') {
      out.append('\\').append((char) c);
      return;
    }
    if (printable(c)) {
      out.appendCodePoint(c);
      return;
    }
    switch (c) {
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0b -> out.append("\\v");
      default -> {
        if (c < ' ' || c == 0x7f) {
          out.append(String.format(Locale.ROOT, "\\x%02x", c));
        } else if (c < 0x10000) {
          out.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
          out.append(String.format(Locale.ROOT, "\\U%08x", c));
        }
      }
    }
  }

  /** Whether Go prints the character as it is: letters, marks, numbers, signs and the space. */
  static boolean printable(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The string that a Go literal stands for, or nothing where the literal is not valid. */
  static Optional<String> unquote(String literal) {
    int last = literal.length() - 1;
    if (last < 1 || literal.charAt(0) != literal.charAt(last)) {
      return Optional.empty();
    }
    String inside = literal.substring(1, last);
    if (literal.charAt(0) == '`') {
      return Optional.of(inside.replace("\r", ""));
    }
    char mark = literal.charAt(0);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < inside.length()) {
      char c = inside.charAt(at);
      if (c != '\\') {
        out.append(c);
        at++;
        continue;
      }
      int next = unescape(inside, at + 1, mark, out);
      if (next < 0) {
        return Optional.empty();
      }
      at = next;
    }
    if (mark == '\'' && out.codePointCount(0, out.length()) != 1) {
      return Optional.empty();
    }
    return Optional.of(out.toString());
  }

  /** Reads one escape behind its backslash; the position after it, or -1 where it is not one. */
  private static int unescape(String text, int at, char mark, StringBuilder out) {
    if (at >= text.length()) {
      return -1;
    }
    char c = text.charAt(at);
    String plain = "abfnrtv\\";
    String meant = "\u0007\b\f\n\r\t\u000b\\";
    int simple = plain.indexOf(c);
    if (simple >= 0) {
      out.append(meant.charAt(simple));
      return at + 1;
    }
    return switch (c) {
      case '"', '\'' -> {
        if (c != mark) {
          yield -1;
        }
        out.append(c);
        yield at + 1;
      }
      case 'x' -> digits(text, at + 1, 2, 16, out);
      case 'u' -> digits(text, at + 1, 4, 16, out);
      case 'U' -> digits(text, at + 1, 8, 16, out);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(text, at, 3, 8, out);
      default -> -1;
    };
  }

  private static int digits(String text, int at, int count, int radix, StringBuilder out) {
    if (at + count > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    if (!Character.isValidCodePoint(value)) {
      return -1;
    }
    out.appendCodePoint(value);
    return at + count;
  }
}
