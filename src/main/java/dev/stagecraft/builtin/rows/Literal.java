package dev.stagecraft.builtin.rows;

import dev.stagecraft.core.ByteSize;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that somebody wrote: {@code 100MB}, {@code 2h}, {@code 3}, {@code running}.
 *
 * @param text as it was written, without quotes
 */
record Literal(String text) {
  private static final Pattern QUANTITY = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?)([A-Za-z]*)");

  /** Decimal as docker writes them; with an i they are powers of 1024. */
  private static final Map<String, Double> SIZES =
      Map.ofEntries(
          Map.entry("b", 1.0),
          Map.entry("k", 1e3),
          Map.entry("kb", 1e3),
          Map.entry("m", 1e6),
          Map.entry("mb", 1e6),
          Map.entry("g", 1e9),
          Map.entry("gb", 1e9),
          Map.entry("t", 1e12),
          Map.entry("tb", 1e12),
          Map.entry("kib", 1024.0),
          Map.entry("mib", 1024.0 * 1024),
          Map.entry("gib", 1024.0 * 1024 * 1024),
          Map.entry("tib", 1024.0 * 1024 * 1024 * 1024));

  private static final Map<String, Double> SECONDS =
      Map.of(
          "ms", 0.001, "s", 1.0, "m", 60.0, "min", 60.0, "h", 3600.0, "d", 86_400.0, "w",
          604_800.0);

  /** It as a number without a unit. */
  OptionalDouble number() {
    Matcher matcher = QUANTITY.matcher(text);
    boolean plain = matcher.matches() && matcher.group(2).isEmpty();
    return plain ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
  }

  /** It as a size; a number without a unit is bytes. */
  Optional<ByteSize> size() {
    return scaled(SIZES, 1).map(bytes -> new ByteSize(Math.round(bytes)));
  }

  /** It as a time; a number without a unit is seconds. */
  Optional<Duration> duration() {
    return scaled(SECONDS, 1).map(s -> Duration.ofMillis(Math.round(s * 1000)));
  }

  private Optional<Double> scaled(Map<String, Double> units, double bare) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT);
    Optional<Double> factor =
        unit.isEmpty() ? Optional.of(bare) : Optional.ofNullable(units.get(unit));
    return factor.map(f -> f * Double.parseDouble(matcher.group(1)));
  }
}
