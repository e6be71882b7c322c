package dev.stagecraft.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Numbers as Go reads and writes them. Source: Go, package strconv. */
final class GoNumbers {
  private GoNumbers() {}

  /** A {@code Long} or a {@code Double}, or nothing where Go would not accept the constant. */
  static Optional<Object> parse(String text) {
    String plain = text.replace("_", "");
    boolean negative = plain.startsWith("-");
    String digits = negative || plain.startsWith("+") ? plain.substring(1) : plain;
    String lower = digits.toLowerCase(Locale.ROOT);
    try {
      if (lower.startsWith("0x")) {
        return Optional.of(whole(negative, lower.substring(2), 16));
      }
      if (lower.startsWith("0o")) {
        return Optional.of(whole(negative, lower.substring(2), 8));
      }
      if (lower.startsWith("0b")) {
        return Optional.of(whole(negative, lower.substring(2), 2));
      }
      if (lower.length() > 1 && lower.matches("0[0-7]+")) {
        return Optional.of(whole(negative, lower, 8));
      }
      if (lower.matches("[0-9]+")) {
        return Optional.of(whole(negative, lower, 10));
      }
      return Optional.of(Double.valueOf(plain));
    } catch (NumberFormatException | ArithmeticException notANumber) {
      return Optional.empty();
    }
  }

  private static Long whole(boolean negative, String digits, int radix) {
    BigInteger value = new BigInteger(digits, radix);
    return (negative ? value.negate() : value).longValueExact();
  }

  /** A floating-point number as {@code %v} prints it: shortest, exponent below -4 and from 6. */
  static String general(double value) {
    return general(value, 6);
  }

  /** A floating-point number as JSON has it: shortest, exponent below -6 and from 21. */
  static String json(double value) {
    return Math.abs(value) >= 1e-6 && Math.abs(value) < 1e-4
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : general(value, 21).replace("e-0", "e-");
  }

  /** The shortest form, with an exponent below -4 and from {@code large} on. */
  static String general(double value, int large) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < large) {
      return exact.toPlainString();
    }
    return scientific(exact, exponent);
  }

  private static String scientific(BigDecimal value, int exponent) {
    BigDecimal mantissa = value.movePointLeft(exponent).stripTrailingZeros();
    String sign = exponent < 0 ? "-" : "+";
    return mantissa.toPlainString()
        + "e"
        + sign
        + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }
}
