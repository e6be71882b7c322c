package dev.stagecraft.builtin.docker;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as docker's flags take them. */
final class Numbers {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)\\s?([a-z]?)(i?b)?");

  private Numbers() {}

  /** A whole number. */
  static int whole(String text, String flag) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong(text, flag, "strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
    }
  }

  /** Bytes, with a suffix of powers of 1024: {@code 512m}. Source: docker/go-units, RAMInBytes. */
  static long bytes(String text, String flag) {
    Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT).strip());
    int power = parts.matches() ? "bkmgtp".indexOf(unit(parts)) : -1;
    if (power < 0) {
      throw wrong(text, flag, "invalid size: '" + text + "'");
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    return number.multiply(BigDecimal.valueOf(1024).pow(power)).longValue();
  }

  private static String unit(Matcher parts) {
    String letter = parts.group(2);
    return letter.isEmpty() ? "b" : letter;
  }

  /** Processors, in billionths: {@code 1.5}. */
  static long nanoProcessors(String text, String flag) {
    try {
      BigDecimal nano = new BigDecimal(text).movePointRight(9);
      return nano.longValueExact();
    } catch (NumberFormatException e) {
      throw wrong(text, flag, "failed to parse " + text + " as a rational number");
    } catch (ArithmeticException e) {
      throw wrong(text, flag, "value is too precise");
    }
  }

  private static RuntimeException wrong(String text, String flag, String why) {
    return Words.usage("invalid argument \"" + text + "\" for \"" + flag + "\" flag: " + why);
  }
}
