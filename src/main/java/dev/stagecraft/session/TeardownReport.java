package dev.stagecraft.session;

import dev.stagecraft.core.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a teardown did.
 *
 * @param removed how many of each kind were removed; kinds without any are absent
 * @param cacheRecords how many records of the build cache were removed
 * @param cacheSize their bytes
 * @param givenBack tags that point again to the image that had them before the session
 * @param kept how many of each kind were left because someone asked for it
 * @param left what could not be removed, and why
 * @param others how many containers on the engine are none of ours, where the engine was asked
 * @param took how long it took
 */
public record TeardownReport(
    Map<Kind, Integer> removed,
    int cacheRecords,
    ByteSize cacheSize,
    List<String> givenBack,
    Map<Kind, Integer> kept,
    List<Left> left,
    OptionalInt others,
    Duration took) {
  public TeardownReport {
    removed = Map.copyOf(removed);
    givenBack = List.copyOf(givenBack);
    kept = Map.copyOf(kept);
    left = List.copyOf(left);
  }

  /**
   * A thing that could not be removed.
   *
   * @param what {@code container web}
   * @param why in the engine's words where it refused
   */
  public record Left(String what, String why) {
    @Override
    public String toString() {
      return what + ": " + why;
    }
  }

  /** A report of nothing. */
  static TeardownReport nothing() {
    return new TeardownReport(
        Map.of(),
        0,
        new ByteSize(0),
        List.of(),
        Map.of(),
        List.of(),
        OptionalInt.empty(),
        Duration.ZERO);
  }

  /** Whether something could not be removed. */
  public boolean incomplete() {
    return !left.isEmpty();
  }

  /** The exit status that this asks for where all else went well: 4 if incomplete, otherwise 0. */
  public int status() {
    return incomplete() ? 4 : 0;
  }

  /**
   * One line for a person, or nothing where there was nothing to do.
   *
   * <pre>
   * removed 14 containers, 11 images, work folder · 37 other containers were never touched · 1.1 s
   * </pre>
   */
  public Optional<String> summary() {
    List<String> parts = new ArrayList<>();
    list(removed, true).ifPresent(text -> parts.add("removed " + text));
    if (!givenBack.isEmpty()) {
      parts.add("gave back " + String.join(", ", givenBack));
    }
    list(kept, false).ifPresent(text -> parts.add("kept " + text));
    if (incomplete()) {
      parts.add("could not remove everything");
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    others.ifPresent(
        number -> {
          if (number > 0) {
            parts.add(
                number
                    + (number == 1 ? " other container was" : " other containers were")
                    + " never touched");
          }
        });
    parts.add(String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0));
    return Optional.of(String.join(" · ", parts));
  }

  private Optional<String> list(Map<Kind, Integer> counts, boolean cache) {
    List<String> parts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int number = counts.getOrDefault(kind, 0);
      if (number > 0 && kind != Kind.FOLDER) {
        parts.add(kind.count(number));
      }
    }
    if (cache && cacheRecords > 0) {
      parts.add(
          cacheRecords
              + (cacheRecords == 1 ? " cache record" : " cache records")
              + (cacheSize.bytes() > 0 ? " (" + cacheSize.human() + ")" : ""));
    }
    if (counts.getOrDefault(Kind.FOLDER, 0) > 0) {
      parts.add("work folder");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }
}
