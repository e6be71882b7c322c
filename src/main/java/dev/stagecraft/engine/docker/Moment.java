package dev.stagecraft.engine.docker;

import dev.stagecraft.core.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as the docker CLI takes it, in the form that the engine takes. Source: moby,
 * api/types/time/timestamp.go: seconds, a Go duration before now ({@code 10m}), or RFC 3339, whole
 * or cut short, in the person's own time zone where it has none.
 */
final class Moment {
  private static final Pattern SECONDS = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");

  private Moment() {}

  static String of(String written) {
    return of(written, Clock.system(ZoneId.systemDefault()));
  }

  static String of(String written, Clock clock) {
    if (SECONDS.matcher(written).matches()) {
      return written;
    }
    if (written.matches("-?(?:" + PART.pattern() + ")+")) {
      return text(clock.instant().minus(duration(written)));
    }
    try {
      return text(instant(written, clock.getZone()));
    } catch (DateTimeParseException odd) {
      throw Problem.of("engine.moment", "'" + written + "' is no moment")
          .withHint("a moment looks like 10m, 2026-01-31T12:00:00 or 1767225600")
          .exception(odd);
    }
  }

  private static Duration duration(String written) {
    Matcher parts = PART.matcher(written);
    double nanos = 0;
    while (parts.find()) {
      nanos += Double.parseDouble(parts.group(1)) * unit(parts.group(2));
    }
    Duration duration = Duration.ofNanos((long) nanos);
    return written.startsWith("-") ? duration.negated() : duration;
  }

  private static double unit(String name) {
    return switch (name) {
      case "ns" -> 1;
      case "us", "µs" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      default -> 3600e9;
    };
  }

  private static Instant instant(String written, ZoneId zone) {
    if (written.matches("\\d{4}-\\d\\d-\\d\\d(Z|[+-]\\d\\d:\\d\\d)?")) {
      String day = written.substring(0, 10);
      return written.length() == 10
          ? LocalDate.parse(day).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(day + "T00:00:00" + written.substring(10)).toInstant();
    }
    if (written.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")) {
      return OffsetDateTime.parse(written).toInstant();
    }
    return LocalDateTime.parse(written).atZone(zone).toInstant();
  }

  static String text(Instant moment) {
    return String.format(Locale.ROOT, "%d.%09d", moment.getEpochSecond(), moment.getNano());
  }
}
