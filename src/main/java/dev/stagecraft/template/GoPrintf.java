package dev.stagecraft.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** {@code fmt.Sprintf}. Source: Go, package fmt; explicit argument indexes are not known. */
final class GoPrintf {
  private final String format;
  private final List<Object> values;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int used;

  private GoPrintf(String format, List<Object> values) {
    this.format = format;
    this.values = values;
  }

  /** The format with its verbs replaced by the values. */
  static String format(String format, List<Object> values) {
    return new GoPrintf(format, values).run();
  }

  private String run() {
    while (at < format.length()) {
      char c = format.charAt(at++);
      if (c == '%') {
        directive();
      } else {
        out.append(c);
      }
    }
    if (used < values.size()) {
      out.append("%!(EXTRA ");
      for (int i = used; i < values.size(); i++) {
        out.append(i > used ? ", " : "").append(typed(values.get(i)));
      }
      out.append(')');
    }
    return out.toString();
  }

  private static String typed(Object value) {
    return value instanceof Nothing ? "<nil>" : Values.type(value) + "=" + GoText.text(value);
  }

  /** The flags, width and precision of one verb. */
  private record Layout(String flags, OptionalInt width, OptionalInt precision) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }

    String pad(String text, boolean number) {
      int missing = width.orElse(0) - text.codePointCount(0, text.length());
      if (missing <= 0) {
        return text;
      }
      if (has('-')) {
        return text + " ".repeat(missing);
      }
      if (has('0') && number) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        return (signed ? text.substring(0, 1) : "")
            + "0".repeat(missing)
            + (signed ? text.substring(1) : text);
      }
      return " ".repeat(missing) + text;
    }
  }

  private void directive() {
    StringBuilder flags = new StringBuilder();
    while (at < format.length() && "+-# 0".indexOf(format.charAt(at)) >= 0) {
      flags.append(format.charAt(at++));
    }
    OptionalInt width = number();
    OptionalInt precision = OptionalInt.empty();
    if (at < format.length() && format.charAt(at) == '.') {
      at++;
      precision = OptionalInt.of(number().orElse(0));
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      out.append('%');
      return;
    }
    if (used >= values.size()) {
      out.append("%!").appendCodePoint(verb).append("(MISSING)");
      return;
    }
    Object value = values.get(used++);
    out.append(shown(verb, value, new Layout(flags.toString(), width, precision)));
  }

  private OptionalInt number() {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      if (used < values.size() && values.get(used) instanceof Long given) {
        used++;
        return OptionalInt.of(given.intValue());
      }
      return OptionalInt.empty();
    }
    int from = at;
    while (at < format.length() && Character.isDigit(format.charAt(at))) {
      at++;
    }
    return from == at
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(format.substring(from, at)));
  }

  private static String shown(int verb, Object value, Layout layout) {
    return switch (verb) {
      case 'v' -> layout.pad(GoText.text(value, layout.has('+')), value instanceof Number);
      case 'T' -> layout.pad(Values.type(value), false);
      case 's' ->
          value instanceof Number || value instanceof Boolean || value instanceof Nothing
              ? bad(verb, value)
              : layout.pad(cut(GoText.text(value), layout), false);
      case 'q' ->
          value instanceof String text
              ? layout.pad(GoQuote.quote(cut(text, layout)), false)
              : value instanceof Long character
                  ? layout.pad(GoQuote.quoteCharacter(character.intValue()), false)
                  : bad(verb, value);
      case 't' -> value instanceof Boolean ? layout.pad(value.toString(), false) : bad(verb, value);
      case 'd', 'b', 'o', 'c', 'U' ->
          value instanceof Long whole ? whole(verb, whole, layout) : bad(verb, value);
      case 'x', 'X' -> hexadecimal(verb, value, layout);
      case 'f', 'F', 'e', 'g' ->
          value instanceof Double real ? real(verb, real, layout) : bad(verb, value);
      default -> bad(verb, value);
    };
  }

  private static String cut(String text, Layout layout) {
    int length = text.codePointCount(0, text.length());
    int most = layout.precision().orElse(length);
    return most >= length ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static String whole(int verb, long value, Layout layout) {
    String sign = layout.has('+') && value >= 0 ? "+" : layout.has(' ') && value >= 0 ? " " : "";
    return switch (verb) {
      case 'b' -> layout.pad(Long.toString(value, 2), true);
      case 'o' -> layout.pad(Long.toString(value, 8), true);
      case 'U' -> layout.pad(String.format(Locale.ROOT, "U+%04X", value), false);
      case 'c' -> layout.pad(Character.toString((int) value), false);
      default -> layout.pad(sign + value, true);
    };
  }

  private static String hexadecimal(int verb, Object value, Layout layout) {
    String hex;
    if (value instanceof Long whole) {
      hex = Long.toString(whole, 16);
    } else if (value instanceof String text) {
      hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    } else {
      return bad(verb, value);
    }
    String cased = verb == 'X' ? hex.toUpperCase(Locale.ROOT) : hex;
    return layout.pad((layout.has('#') ? "0" + (char) verb : "") + cased, value instanceof Long);
  }

  private static String real(int verb, double value, Layout layout) {
    String text;
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      text = GoNumbers.general(value);
    } else if (verb == 'e') {
      text = String.format(Locale.ROOT, "%." + layout.precision().orElse(6) + "e", value);
    } else if (verb == 'g') {
      text = GoNumbers.general(value);
    } else {
      int digits = layout.precision().orElse(6);
      text = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }
    return layout.pad((layout.has('+') && value >= 0 ? "+" : "") + text, true);
  }

  private static String bad(int verb, Object value) {
    return "%!" + Character.toString(verb) + "(" + typed(value) + ")";
  }
}
