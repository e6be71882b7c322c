package dev.stagecraft.replay;

import dev.stagecraft.core.ByteSize;
import java.time.Duration;

/**
 * What is known of an image that the lab built, taken from the engine right after the build.
 *
 * @param tag its name, as the lab wrote it
 * @param size as the engine counts it
 * @param layers how many layers of files it has
 * @param user whom it runs as, {@code root} where it names nobody
 * @param standIn whether a base that it was built from is a stand-in
 * @param took how long the statement that built it took
 */
public record ImageFacts(
    String tag, ByteSize size, int layers, String user, boolean standIn, Duration took) {
  /** Whether it runs with all privileges. */
  public boolean root() {
    return user.equals("root") || user.equals("0") || user.startsWith("0:");
  }
}
