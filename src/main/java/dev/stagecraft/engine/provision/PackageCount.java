package dev.stagecraft.engine.provision;

import dev.stagecraft.engine.BaseImages.Extent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an installation of Debian packages is, by what {@code debootstrap} or {@code apt-get}
 * says. Not safe for several threads.
 */
final class PackageCount {
  // I: Unpacking libc6:amd64...  ·  I: Configuring the base system...
  private static final Pattern DEBOOTSTRAP =
      Pattern.compile(
          "I: (Retrieving|Validating|Extracting|Unpacking|Configuring) (?!the |required |InRelease|Release|Packages)\\S.*");
  // 0 upgraded, 81 newly installed, 0 to remove and 4 not upgraded.
  private static final Pattern TOTAL = Pattern.compile(".*\\b(\\d{1,6}) newly installed,.*");
  private static final Pattern APT = Pattern.compile("(Get:\\d+|Unpacking|Setting up) .*");

  private final Map<String, Long> counts = new HashMap<>();
  private OptionalLong total = OptionalLong.empty();

  /**
   * A phase, and how far it is.
   *
   * @param phase {@code fetching}, {@code extracting}, {@code unpacking} or {@code configuring}
   */
  record At(String phase, Extent extent) {}

  /** Takes a line; empty where it says nothing about this. */
  Optional<At> line(String line) {
    Matcher all = TOTAL.matcher(line);
    if (all.matches()) {
      total = OptionalLong.of(Long.parseLong(all.group(1)));
      return Optional.empty();
    }
    Matcher debootstrap = DEBOOTSTRAP.matcher(line);
    if (debootstrap.matches()) {
      return debootstrap(debootstrap.group(1));
    }
    Matcher apt = APT.matcher(line);
    // Before the total is known, what is fetched is lists.
    if (!apt.matches() || total.isEmpty()) {
      return Optional.empty();
    }
    String word = apt.group(1);
    return Optional.of(
        next(
            word.startsWith("Get:")
                ? "fetching"
                : word.equals("Unpacking") ? "unpacking" : "configuring"));
  }

  private Optional<At> debootstrap(String word) {
    if (word.equals("Validating")) {
      return Optional.empty();
    }
    if (word.equals("Retrieving")) {
      return Optional.of(next("fetching"));
    }
    total = OptionalLong.of(counts.getOrDefault("fetching", 0L));
    return Optional.of(next(word.toLowerCase(Locale.ROOT)));
  }

  private At next(String phase) {
    long count = counts.merge(phase, 1L, Long::sum);
    boolean known = total.isPresent() && total.getAsLong() >= count;
    return new At(phase, new Extent(count, known ? total : OptionalLong.empty(), "packages"));
  }
}
