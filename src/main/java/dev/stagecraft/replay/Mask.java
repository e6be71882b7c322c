package dev.stagecraft.replay;

/** Kinds of words that differ from run to run though nothing is different. */
enum Mask {
  /** What the author says may be anything. */
  OWN,
  /** The id of a container, an image, a network, a layer. */
  ID,
  /** A digest. */
  DIGEST,
  /** A date, a time of day, or both. */
  TIME,
  /** How long ago: {@code 2 minutes ago}. */
  AGE,
  /** How long something took: {@code 1.2s}. */
  DURATION,
  /** A size, compared within a tolerance. */
  SIZE,
  /** An address of the network, or of its hardware. */
  ADDRESS,
  /** A port that the system chose. */
  PORT,
  /** A name that the engine chose: {@code brave_curie}. */
  NAME,
  /** The number of a version, where the author says that it may differ. */
  VERSION,
  /** Three dots of the author: anything within the line. */
  DOTS;

  /** Whether one may stand where the recorded output has the other. */
  boolean like(Mask other) {
    return family() == other.family();
  }

  private Mask family() {
    return switch (this) {
      case DIGEST -> ID;
      case DURATION -> AGE;
      case OWN, ID, TIME, AGE, SIZE, ADDRESS, PORT, NAME, VERSION, DOTS -> this;
    };
  }

  /** Whether what was recorded may be named in a later command. */
  boolean binds() {
    return this == ID || this == DIGEST || this == NAME;
  }
}
