package dev.stagecraft.report;

import dev.stagecraft.core.Problem;

/** The versions of asciinema's format that can be written. */
public enum CastVersion {
  /** What every player reads. */
  V2,
  /** What asciinema 3 records: intervals in place of times, and the exit status. */
  V3;

  /**
   * The version of a number.
   *
   * @throws dev.stagecraft.core.ProblemException {@code usage.cast} for any but 2 and 3
   */
  public static CastVersion of(String number) {
    return switch (number) {
      case "2" -> V2;
      case "3" -> V3;
      default ->
          throw Problem.of("usage.cast", "there is no asciicast version " + number)
              .withHint("--cast-version 2, or --cast-version 3 for asciinema 3 and later")
              .exception();
    };
  }
}
