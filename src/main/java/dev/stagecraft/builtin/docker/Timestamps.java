package dev.stagecraft.builtin.docker;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time as {@code --since} takes them: seconds, a date, or how long ago. Source: moby,
 * api/types/time.
 */
final class Timestamps {
  private static final Pattern SECONDS = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|\u00b5s|ms|s|m|h)");

  private Timestamps() {}

  /** The point in time as the engine takes it: seconds and nanoseconds. */
  static String of(String value, Instant now, String option) {
    if (SECONDS.matcher(value).matches()) {
      return value;
    }
    Optional<Instant> ago = ago(value, now);
    Instant time =
        ago.or(() -> date(value))
            .orElseThrow(
                () ->
                    Words.usage(
                        "invalid value for \""
                            + option
                            + "\": failed to parse value as time or duration: \""
                            + value
                            + "\""));
    return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
  }

  private static Optional<Instant> ago(String value, Instant now) {
    return duration(value).map(now::minus);
  }

  /** A duration as Go writes it: {@code 1m30s}. */
  static Optional<Duration> duration(String value) {
    Matcher parts = PART.matcher(value);
    double seconds = 0;
    int end = 0;
    while (parts.find() && parts.start() == end) {
      double unit =
          switch (parts.group(2)) {
            case "h" -> 3600;
            case "m" -> 60;
            case "s" -> 1;
            case "ms" -> 1e-3;
            case "ns" -> 1e-9;
            default -> 1e-6;
          };
      seconds += Double.parseDouble(parts.group(1)) * unit;
      end = parts.end();
    }
    return end == 0 || end != value.length()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  private static Optional<Instant> date(String value) {
    try {
      if (value.length() == "2013-01-02".length()) {
        return Optional.of(LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      boolean zoned = value.endsWith("Z") || value.lastIndexOf('-') > 8 || value.contains("+");
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(value).toInstant()
              : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
