package dev.stagecraft.lab;

/**
 * Something that a statement would do, as far as that can be told from its text.
 *
 * @param kind what it is
 * @param what to what, in the lab's own words
 */
public record Effect(Kind kind, String what) {

  /** Kinds of effects, in the order in which a plan lists them. */
  public enum Kind {
    /** A file is written. */
    FILE("writes"),
    /** A folder is made. */
    FOLDER("makes"),
    /** The shell goes to a folder. */
    ENTERS("enters"),
    /** An image that a build begins with. */
    BASE("needs"),
    /** An image is built. */
    BUILDS("builds"),
    /** An image is pulled. */
    PULLS("pulls"),
    /** A container is run from an image. */
    RUNS("runs"),
    /** A port of this machine is published. */
    PORT("publishes"),
    /** The lab waits. */
    WAITS("waits"),
    /** A page is asked for. */
    ASKS("asks"),
    /** Something is removed. */
    REMOVES("removes"),
    /** Something outside the lab's folder and its objects is reached. */
    BEYOND("beyond");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** What a plan writes before it. */
    public String label() {
      return label;
    }
  }
}
