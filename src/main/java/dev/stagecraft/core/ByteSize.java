package dev.stagecraft.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * An amount of bytes.
 *
 * @param bytes the amount; negative only for a difference
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final String[] DOCKER = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  /**
   * As docker's own tables write it: decimal units, at most four significant digits by default
   * there and three for images ({@code 7.14MB}). Source: docker/go-units, HumanSizeWithPrecision.
   *
   * @param digits the precision, as in C's {@code %.Ng}
   */
  public String docker(int digits) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000.0 && unit < DOCKER.length - 1) {
      size /= 1000.0;
      unit++;
    }
    return general(size, digits) + DOCKER[unit];
  }

  /** As docker's image table writes it: {@link #docker} with three digits. */
  public String docker() {
    return docker(3);
  }

  /** As our own tables write it: {@code 7.1 MB}, {@code 917 MB}, {@code 512 B}. */
  public String human() {
    double size = Math.abs((double) bytes);
    int unit = 0;
    while (size >= 999.5 && unit < DOCKER.length - 1) {
      size /= 1000.0;
      unit++;
    }
    String number =
        unit == 0 || size >= 99.95
            ? String.format(Locale.ROOT, "%.0f", size)
            : String.format(Locale.ROOT, "%.1f", size);
    return (bytes < 0 ? "\u2212" : "") + number + " " + DOCKER[unit];
  }

  @Override
  public String toString() {
    return human();
  }

  /** A number as C's {@code %.Ng} prints it, for the range that sizes have. */
  private static String general(double value, int digits) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= digits) {
      String mantissa = rounded.unscaledValue().toString();
      BigDecimal m = new BigDecimal(mantissa).movePointLeft(mantissa.length() - 1);
      return m.stripTrailingZeros().toPlainString()
          + String.format(Locale.ROOT, "e+%02d", exponent);
    }
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** Both together. */
  public ByteSize plus(ByteSize other) {
    return new ByteSize(Math.addExact(bytes, other.bytes));
  }

  /** The difference to a smaller one, negative to a larger one. */
  public ByteSize minus(ByteSize other) {
    return new ByteSize(Math.subtractExact(bytes, other.bytes));
  }

  /** So many times as much, rounded to a whole byte. */
  public ByteSize multiply(Number times) {
    return new ByteSize(Math.round(bytes * times.doubleValue()));
  }

  /** How many times as much as another one. */
  public double div(ByteSize other) {
    return (double) bytes / other.bytes;
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }
}
