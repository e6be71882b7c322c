package dev.stagecraft.session;

/**
 * What a person is told of a docker verb that goes to the host's docker: what comes of it is not
 * the session's, or not all of it. It is told on standard error, and is no output of the verb.
 */
public final class Unowned {
  private static final String GOES = " goes to the host's docker; ";
  private static final String EVERYTHING = "what it creates is not owned by the session";
  private static final String BUILD = "only the names that it gives an image are the session's";

  private Unowned() {}

  /** What is told of a verb of which the session owns nothing, without the word docker. */
  public static String ofAll(String verb) {
    return "docker " + verb + GOES + EVERYTHING;
  }

  /** What is told of a verb that builds: the session owns the names alone. */
  public static String butNames(String verb) {
    return "docker " + verb + GOES + BUILD;
  }

  /** Whether a line of an output is one of these. */
  public static boolean isNote(String line) {
    return line.startsWith("docker ")
        && (line.endsWith(GOES + EVERYTHING) || line.endsWith(GOES + BUILD));
  }
}
