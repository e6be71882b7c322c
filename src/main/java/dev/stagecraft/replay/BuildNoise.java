package dev.stagecraft.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The progress of builds, pulls and pushes in an output. Which lines there are depends on the
 * builder, on what is cached and on the terminal; of a build by BuildKit the steps are told apart
 * from the rest, for they say what was built.
 */
final class BuildNoise {
  private static final Pattern PROGRESS =
      Pattern.compile(
          "#\\d+(?: .*)?"
              .concat("|\\[\\+\\] .*")
              .concat("| *=> .*")
              .concat("|(?:Sending|Uploading) (?:build )?context to .*")
              .concat("|(?:Removing|Removed) intermediate container .*")
              .concat("|Successfully (?:built|tagged) .*")
              .concat("|(?i:what's next[:?]?)|View build details:.*|(?:Use|Try) 'docker scan.*")
              .concat("|\\s+View (?:a summary|build details).*(?:docker |http).*")
              .concat("|DEPRECATED: The legacy builder.*|\\s+Install the buildx component.*")
              .concat("|\\s+BuildKit is currently disabled.*")
              .concat("|Unable to find image '.*' locally|Using default tag: \\S+")
              .concat("|\\S+: Pulling from \\S+|The push refers to .*|Pulling repository .*")
              .concat(
                  "|[0-9a-f]{12}: (?:Pull|Pull complete|Already exists|Pulling fs layer|Waiting")
              .concat("|Verifying Checksum|Download complete|Downloading|Extracting|Preparing")
              .concat("|Layer already exists|Pushing|Pushed|Mounted from)\\b.*")
              .concat("|Digest: sha256:\\S+|\\S+: digest: sha256:\\S+ size: \\d+")
              .concat("|Status: (?:Downloaded newer image|Image is up to date) for \\S+")
              .concat("|docker\\.io/\\S+:\\S+")
              .concat("| *(?:[\u2714\u283f\u2713*] +)?(?:Container|Network|Volume|Image) \\S+ +")
              .concat("(?:Creating|Created|Starting|Started|Running|Recreate|Recreated|Stopping")
              .concat("|Stopped|Removing|Removed|Waiting|Healthy|Pulling|Pulled|Building|Built)")
              .concat("\\b.*"));
  private static final Pattern LEGACY_BEGIN = Pattern.compile("Step \\d+/\\d+ : .*");
  private static final Pattern LEGACY_END =
      Pattern.compile(" ---> [0-9a-f]{12}|Successfully built ([0-9a-f]{12})|Removing .*");
  private static final Pattern STEP =
      Pattern.compile(
          "(?:#\\d+| *=>)(?: CACHED| ERROR)? \\[(?:([\\w.-]+) )?(\\d+/\\d+)\\] ([A-Z]+ .*?)"
              + "(?: +\\d+(?:\\.\\d+)?s)?");
  private static final Pattern WRITTEN =
      Pattern.compile(".*writing image sha256:([0-9a-f]{12,}).*");

  private BuildNoise() {}

  /**
   * Which of some lines are progress; blank lines count as such.
   *
   * @param docker whether docker's words were among those that wrote them
   */
  static boolean[] in(List<String> lines, boolean docker) {
    boolean[] noise = new boolean[lines.size()];
    int legacyEnd = docker ? lastLegacy(lines) : -1;
    boolean legacy = false;
    for (int i = 0; i < noise.length; i++) {
      legacy |= docker && LEGACY_BEGIN.matcher(lines.get(i)).matches();
      noise[i] =
          lines.get(i).isBlank()
              || legacy && i <= legacyEnd
              || docker && PROGRESS.matcher(lines.get(i)).matches();
    }
    return noise;
  }

  private static int lastLegacy(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (LEGACY_END.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }

  /** The steps of a build by BuildKit: their text by their place, {@code builder 2/4}. */
  static Map<String, String> steps(List<String> lines) {
    Map<String, String> steps = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher step = STEP.matcher(line);
      if (step.matches()) {
        String place = (step.group(1) == null ? "" : step.group(1) + " ") + step.group(2);
        steps.putIfAbsent(place, plain(step.group(3)));
      }
    }
    return steps;
  }

  /** A step's text without what only says where the base came from. */
  private static String plain(String step) {
    return step.replace("docker.io/library/", "")
        .replaceFirst("@sha256:.*", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /**
   * The steps that only one of two outputs has, with a sign before each, {@code "- "} or {@code "+
   * "}; none where one output tells of no steps. A text that was cut is the same as a longer one.
   */
  static List<String> difference(List<String> recorded, List<String> real) {
    Map<String, String> first = steps(recorded);
    Map<String, String> second = steps(real);
    List<String> difference = new ArrayList<>();
    if (first.isEmpty() || second.isEmpty()) {
      return difference;
    }
    first.forEach(
        (place, text) -> {
          if (!second.containsKey(place) || !same(text, second.get(place))) {
            difference.add("- [" + place + "] " + text);
          }
        });
    second.forEach(
        (place, text) -> {
          if (!first.containsKey(place) || !same(first.get(place), text)) {
            difference.add("+ [" + place + "] " + text);
          }
        });
    return difference;
  }

  private static boolean same(String one, String other) {
    String first = one.replaceFirst("\\s*(?:\\.\\.\\.|\u2026)$", "");
    String second = other.replaceFirst("\\s*(?:\\.\\.\\.|\u2026)$", "");
    boolean cut = !first.equals(one) || !second.equals(other) || one.length() > 40;
    return cut ? first.startsWith(second) || second.startsWith(first) : first.equals(second);
  }

  /** The ids of the image that two outputs of a build name, recorded and real. */
  static Map<String, String> built(List<String> recorded, List<String> real) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (String line : recorded) {
      Matcher named = LEGACY_END.matcher(line);
      if (named.matches() && named.group(1) != null) {
        real.stream()
            .map(WRITTEN::matcher)
            .filter(Matcher::matches)
            .reduce((a, b) -> b)
            .ifPresent(written -> ids.put(named.group(1), written.group(1)));
      }
    }
    return ids;
  }
}
