package dev.stagecraft.shell.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code declare -p} and {@code export -p} print, one character a byte. */
final class Declarations {
  private static final String WORD = "declare ";

  private Declarations() {}

  /**
   * One declaration.
   *
   * @param flags its attributes: {@code -x}, {@code -ar}, {@code --}
   * @param name the variable
   * @param value what stands behind the sign, quotes and all; empty where it is unset
   * @param text the whole of it
   */
  record Declaration(String flags, String name, Optional<String> value, String text) {
    boolean has(char attribute) {
      return flags.indexOf(attribute) > 0;
    }

    boolean array() {
      return has('a') || has('A');
    }
  }

  /** The declarations of a section, in order. */
  static List<Declaration> of(String section) {
    List<Declaration> all = new ArrayList<>();
    int at = 0;
    while (at < section.length()) {
      int end = end(section, at);
      if (section.startsWith(WORD, at)) {
        all.add(one(section.substring(at, end)));
      }
      at = end + 1;
    }
    return all;
  }

  private static Declaration one(String text) {
    int flagsEnd = text.indexOf(' ', WORD.length());
    String flags = text.substring(WORD.length(), flagsEnd);
    int equals = text.indexOf('=', flagsEnd);
    String name = text.substring(flagsEnd + 1, equals < 0 ? text.length() : equals);
    Optional<String> value =
        equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
    return new Declaration(flags, name, value, text);
  }

  /** The offset of the line end that is outside of all quotes. */
  private static int end(String text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i;
      } else if (c == '\\') {
        i++;
      } else if (c == '"') {
        i = closing(text, i + 1, '"', true);
      } else if (c == '\'') {
        i = closing(text, i + 1, '\'', i > from && text.charAt(i - 1) == '$');
      }
      i++;
    }
    return text.length();
  }

  private static int closing(String text, int from, char quote, boolean escapes) {
    int i = from;
    while (i < text.length() && text.charAt(i) != quote) {
      i += escapes && text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** The value of a scalar, its quotes removed, still one character a byte. */
  static String unquoted(String value) {
    if (value.startsWith("\"") && value.endsWith("\"") && value.length() > 1) {
      StringBuilder plain = new StringBuilder();
      for (int i = 1; i < value.length() - 1; i++) {
        char c = value.charAt(i);
        if (c == '\\' && "\"$`\\".indexOf(value.charAt(i + 1)) >= 0) {
          i++;
          c = value.charAt(i);
        }
        plain.append(c);
      }
      return plain.toString();
    }
    if (value.startsWith("$'") && value.endsWith("'")) {
      return new Escapes(value.substring(2, value.length() - 1)).read();
    }
    if (value.startsWith("'") && value.endsWith("'") && value.length() > 1) {
      return value.substring(1, value.length() - 1).replace("'\\''", "'");
    }
    return value;
  }

  /** The inside of {@code $'…'}. */
  private static final class Escapes {
    private static final String LETTERS = "abeEfnrtv\\'\"?";
    private static final String MEANS = "\u0007\b\u001b\u001b\f\n\r\t\u000b\\'\"?";

    private final String text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;

    Escapes(String text) {
      this.text = text;
    }

    String read() {
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '\\' && at < text.length()) {
          escape(text.charAt(at++));
        } else {
          bytes.write(c);
        }
      }
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private void escape(char c) {
      int letter = LETTERS.indexOf(c);
      if (letter >= 0) {
        bytes.write(MEANS.charAt(letter));
      } else if (c >= '0' && c <= '7') {
        at--;
        bytes.write(number(8, 3));
      } else if (c == 'x') {
        bytes.write(number(16, 2));
      } else if (c == 'u' || c == 'U') {
        bytes.writeBytes(
            Character.toString(number(16, c == 'u' ? 4 : 8)).getBytes(StandardCharsets.UTF_8));
      } else {
        bytes.write('\\');
        bytes.write(c);
      }
    }

    private int number(int base, int most) {
      int value = 0;
      for (int i = 0; i < most && at < text.length(); i++) {
        int digit = Character.digit(text.charAt(at), base);
        if (digit < 0) {
          break;
        }
        value = value * base + digit;
        at++;
      }
      return value;
    }
  }
}
