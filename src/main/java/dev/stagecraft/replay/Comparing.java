package dev.stagecraft.replay;

/**
 * What is done with the outputs that a lab records. Ids and random names in them are bound to those
 * of the run in any case.
 *
 * @param mode what a difference means
 * @param tolerance how far off a size may be, as a share, where the author says nothing else
 */
public record Comparing(Mode mode, double tolerance) {
  /** What a difference means. */
  public enum Mode {
    /** Nothing: nobody hears of it. */
    BIND,
    /** A failure. */
    CHECK,
    /** The lab is to be rewritten. */
    UPDATE
  }

  /** How far off a size may be where nobody says anything. */
  public static final double TOLERANCE = 0.2;

  /** Outputs are not compared. */
  public static final Comparing NOT = new Comparing(Mode.BIND, TOLERANCE);
}
