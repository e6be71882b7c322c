package dev.stagecraft.builtin.docker;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as docker's lists write them. */
final class Times {
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z zzz", Locale.ROOT);
  private static final DateTimeFormatter RFC3339 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
  private static final DateTimeFormatter ANSI =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

  private Times() {}

  /** {@code 2026-11-24 10:00:00 +0000 UTC}: Go's {@code Time.String}, to the second. */
  static String plain(Instant time, ZoneId zone) {
    String text = PLAIN.format(time.atZone(zone));
    return text.endsWith(" Z") ? text.substring(0, text.length() - 1) + "UTC" : text;
  }

  /** {@code 2026-11-24T10:00:00Z}. */
  static String rfc3339(Instant time, ZoneId zone) {
    return RFC3339.format(time.atZone(zone));
  }

  /** {@code Tue Nov 24 10:00:00 2026}, in the zone that the text itself has. */
  static String ansi(java.time.OffsetDateTime time) {
    return ANSI.format(time);
  }
}
