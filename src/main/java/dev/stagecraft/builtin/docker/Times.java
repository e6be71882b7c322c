package dev.stagecraft.builtin.docker;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times as docker's lists write them. */
final class Times {
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z zzz", Locale.ROOT);
  private static final DateTimeFormatter RFC3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
  private static final DateTimeFormatter ANSI =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

  private static final DateTimeFormatter GO =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter GO_OFFSET = DateTimeFormatter.ofPattern("Z", Locale.ROOT);

  private Times() {}

  /** {@code 2026-11-24 10:00:00 +0000 UTC}: Go's {@code Time.String}, to the second. */
  static String plain(Instant time, ZoneId zone) {
    String text = PLAIN.format(time.atZone(zone));
    return text.endsWith(" Z") ? text.substring(0, text.length() - 1) + "UTC" : text;
  }

  /**
   * {@code 2026-11-24 10:00:00.5 +0000 UTC}: Go's {@code Time.String} of a time that the engine
   * wrote, as exactly as it wrote it; the text itself where it is no time.
   */
  static String go(String written) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(written);
      String offset = GO_OFFSET.format(time);
      return GO.format(time) + " " + offset + " " + (offset.equals("+0000") ? "UTC" : offset);
    } catch (DateTimeException notATime) {
      return written;
    }
  }

  /** {@code 2026-11-24T10:00:00Z}. */
  static String rfc3339(Instant time, ZoneId zone) {
    return RFC3339.format(time.atZone(zone));
  }

  /** {@code Tue Nov 24 10:00:00 2026}, in the zone that the text itself has. */
  static String ansi(OffsetDateTime time) {
    return ANSI.format(time);
  }
}
