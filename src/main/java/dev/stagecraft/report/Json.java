package dev.stagecraft.report;

import java.util.Locale;
import java.util.Optional;

/** A JSON object that is being written, member by member, on one line. */
final class Json {
  private final StringBuilder text = new StringBuilder("{");

  /** A text. */
  Json put(String name, String value) {
    return raw(name, string(value));
  }

  /** A text, where there is one. */
  Json put(String name, Optional<String> value) {
    value.ifPresent(text -> put(name, text));
    return this;
  }

  /** A whole number. */
  Json put(String name, long value) {
    return raw(name, Long.toString(value));
  }

  /** True or false. */
  Json put(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  /** Seconds, to the thousandth. */
  Json seconds(String name, java.time.Duration value) {
    return raw(name, seconds(value));
  }

  /** A value that is JSON already. */
  Json raw(String name, String json) {
    text.append(text.length() == 1 ? "" : ",").append(string(name)).append(':').append(json);
    return this;
  }

  /** The object. */
  @Override
  public String toString() {
    return text + "}";
  }

  /** Seconds, to the thousandth. */
  static String seconds(java.time.Duration value) {
    return String.format(Locale.ROOT, "%.3f", value.toMillis() / 1000.0);
  }

  /** An array of texts. */
  static String array(java.util.List<String> values) {
    return "[" + String.join(",", values.stream().map(Json::string).toList()) + "]";
  }

  /** A text in quotes; control characters and lone surrogates are escaped. */
  static String string(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          boolean pair =
              i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1));
          if (pair) {
            quoted.append(c).append(value.charAt(++i));
          } else if (c < 0x20
              || c >= 0x7f && c < 0xa0
              || Character.isSurrogate(c)
              || c == '\u2028'
              || c == '\u2029') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
