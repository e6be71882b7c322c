package dev.stagecraft.replay;

import dev.stagecraft.core.ByteSize;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of an image that the lab built, taken from the engine right after the build.
 *
 * @param tag its name, as the lab wrote it
 * @param size as the engine counts it
 * @param layers how many layers of files it has
 * @param user whom it runs as, {@code root} where it names nobody
 * @param standIn whether a base that it was built from is a stand-in
 * @param took how long the statement that built it took
 * @param steps how many steps of the build came from the cache, where that is known
 */
public record ImageFacts(
    String tag,
    ByteSize size,
    int layers,
    String user,
    boolean standIn,
    Duration took,
    Optional<Steps> steps) {

  /**
   * The steps of a build, those that only name a base left out.
   *
   * @param cached how many came from the cache
   * @param all how many there were
   */
  public record Steps(int cached, int all) {}

  /** Whether steps came from the cache: what it took is not the time of a cold build then. */
  public boolean warm() {
    return steps.filter(count -> count.cached() > 0).isPresent();
  }

  /** Whether it runs with all privileges. */
  public boolean root() {
    return user.equals("root") || user.equals("0") || user.startsWith("0:");
  }
}
