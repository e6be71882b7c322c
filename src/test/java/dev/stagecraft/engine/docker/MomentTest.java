package dev.stagecraft.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments as a person writes them. */
final class MomentTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneId.of("Europe/Zurich"));

  @ParameterizedTest
  @CsvSource({
    "1767225600, 1767225600",
    "1767225600.5, 1767225600.5",
    "10m, 1769860200.000000000",
    "1h30m, 1769855400.000000000",
    "500ms, 1769860799.500000000",
    "-10m, 1769861400.000000000",
    "2026-01-31T12:00:00Z, 1769860800.000000000",
    "2026-01-31T12:00:00.25+01:00, 1769857200.250000000",
    "2026-01-31T12:00:00, 1769857200.000000000",
    "2026-01-31T12:00, 1769857200.000000000",
    "2026-01-31, 1769814000.000000000",
    "2026-01-31Z, 1769817600.000000000",
  })
  void areWrittenForTheEngine(String written, String sent) {
    assertEquals(sent, Moment.of(written, NOON));
  }

  @Test
  void anythingElseIsAProblem() {
    assertEquals(
        "'yesterday' is no moment",
        assertThrows(ProblemException.class, () -> Moment.of("yesterday", NOON))
            .problem()
            .message());
  }
}
