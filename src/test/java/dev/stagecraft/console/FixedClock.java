package dev.stagecraft.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on only when told to. */
final class FixedClock extends Clock {
  private Instant now = Instant.ofEpochSecond(1_000_000);

  /** Goes on. */
  void pass(long millis) {
    now = now.plus(Duration.ofMillis(millis));
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
