package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Lab;
import java.time.Duration;
import java.util.List;

/**
 * What a replay came to.
 *
 * @param steps how many steps ended without a failure, of those with a number
 * @param failedSteps how many had one
 * @param notRunSteps how many were not begun
 * @param skipped steps left out, and why
 * @param blocks how many blocks were run
 * @param failures how many statements or expectations failed
 * @param tolerated how many statements failed without being asked not to
 * @param cancelled whether the person ended it
 * @param took from the beginning to the end
 * @param sizes what was built
 */
public record Summary(
    int steps,
    int failedSteps,
    int notRunSteps,
    List<Skipped> skipped,
    int blocks,
    int failures,
    int tolerated,
    boolean cancelled,
    Duration took,
    SizeTable sizes) {
  public Summary {
    skipped = List.copyOf(skipped);
  }

  /**
   * A step that was left out.
   *
   * @param problem what is missing, why, and what to do about it
   */
  public record Skipped(Lab.Step step, Problem problem) {}

  /** The exit status of a replay: 0 where nothing failed, 1 otherwise, 130 where it was ended. */
  public int status() {
    return cancelled ? 130 : failures > 0 ? 1 : 0;
  }
}
