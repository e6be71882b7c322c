package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Output that a lab shows below its commands.
 *
 * @param lines a line each, as they stand in the fence
 * @param origins where each line begins in the file, one a line
 * @param whole whether it is what all statements of the block write, and not only the last one
 * @param rules how the author wants it compared
 */
public record Recording(List<String> lines, List<Place> origins, boolean whole, Rules rules) {
  /** The lab shows none. */
  public static final Recording NONE = new Recording(List.of(), List.of(), false, Rules.NONE);

  public Recording {
    lines = List.copyOf(lines);
    origins = List.copyOf(origins);
  }

  /** Whether there is anything to compare with. */
  public boolean shown() {
    return lines.stream().anyMatch(line -> !line.isBlank());
  }

  /** The same output with one line more. */
  Recording and(String line, Place origin) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    List<Place> places = new ArrayList<>(origins);
    places.add(origin);
    return new Recording(more, places, whole, rules);
  }

  /** The same output under these rules. */
  Recording under(Rules other) {
    return new Recording(lines, origins, whole, other);
  }

  /**
   * What an author says about comparing.
   *
   * @param off it is not compared
   * @param versions numbers of versions may differ
   * @param anyOrder the lines may come in any order
   * @param within how far off a size may be, as a share (0.2 for 20 %)
   * @param masks regular expressions (Java's): what they find may be anything
   */
  public record Rules(
      boolean off, boolean versions, boolean anyOrder, OptionalDouble within, List<String> masks) {
    /** Nothing was said. */
    public static final Rules NONE =
        new Rules(false, false, false, OptionalDouble.empty(), List.of());

    public Rules {
      masks = List.copyOf(masks);
    }

    /** Both together; what {@code stronger} says of sizes goes before what this says. */
    public Rules and(Rules stronger) {
      List<String> all = new ArrayList<>(masks);
      all.addAll(stronger.masks);
      return new Rules(
          off || stronger.off,
          versions || stronger.versions,
          anyOrder || stronger.anyOrder,
          stronger.within.isPresent() ? stronger.within : within,
          all);
    }
  }
}
