package dev.stagecraft.replay;

import dev.stagecraft.lab.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What each kind of masked word looks like. Where several fit, the one named first counts. */
final class MaskPatterns {
  private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
  private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*";
  private static final String CLOCK = "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?";
  private static final String ZONE = "(?: ?(?:Z\\b|[+-]\\d{2}:?\\d{2}\\b))?(?: [A-Z]{3,4}\\b)?";
  private static final String TIMES =
      "\\d{4}-\\d{2}-\\d{2}(?:[T ]"
          .concat(CLOCK + ZONE + ")?(?!\\w)")
          .concat("|\\d{4}/\\d{2}/\\d{2}(?: " + CLOCK + ")?(?!\\w)")
          .concat("|" + DAY + ",? +\\d{1,2}[ -]" + MONTH + "[ -]\\d{4}(?: " + CLOCK + ZONE + ")?")
          .concat("|" + DAY + " +" + MONTH + " +\\d{1,2}(?: " + CLOCK + ")?")
          .concat("(?: [AP]M)?(?: [A-Z]{3,4})?(?: \\d{4})?")
          .concat("|\\d{1,2}/" + MONTH + "/\\d{4}:\\d{2}:\\d{2}:\\d{2}(?: [+-]\\d{4})?")
          .concat("|" + MONTH + " +\\d{1,2}(?:,? +\\d{4}\\b| +" + CLOCK + "(?!\\w))")
          .concat("|\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d+)?(?![\\w:])");
  private static final String AGES =
      "(?:Less than a second|About an? (?:second|minute|hour)"
          .concat("|(?:an?|\\d+) (?:second|minute|hour|day|week|month|year)s?)(?: ago)?(?!\\w)");
  private static final String DURATIONS =
      "(?:\\d+h)?(?:\\d+m)?\\d+(?:\\.\\d+)?(?:ns|\u00b5s|\u03bcs|us|ms|s)(?![A-Za-z])"
          .concat("|\\d+(?:\\.\\d+)? (?:seconds?|secs?|milliseconds?|ms)(?![A-Za-z])");
  private static final String IDS =
      "(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{12})(?![0-9A-Za-z])(?:\\.\\.\\.|\u2026)?"
          .concat("|[0-9a-f]{6,}(?:\\.\\.\\.|\u2026)")
          .concat("|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9A-Za-z])");
  private static final String HARDWARE = "(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![\\w:])";
  private static final String ADDRESSES =
      "(?!0\\.0\\.0\\.0|127\\.)(?:\\d{1,3}\\.){3}\\d{1,3}(?:/\\d{1,2})?(?!\\.?\\w)"
          .concat("|(?=[a-f:]*[0-9])(?!:::)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:/\\d{1,3})?")
          .concat("(?![\\w:])");
  private static final String SIZES =
      "\\d+(?:\\.\\d+)?(?:e\\+\\d+)? ?(?:[kKMGTP]i?B|B|bytes)(?![A-Za-z])";
  private static final String PORTS =
      "(?<=:)(?:327[67]\\d|32[89]\\d\\d|3[3-9]\\d{3}|[45]\\d{4}|60\\d{3})(?!\\d)";
  private static final String VERSIONS =
      "v?\\d+\\.\\d+(?:\\.\\d+)*(?:[-+~][0-9A-Za-z.+~-]+)?(?!\\w)";
  private static final String START = "(?<![0-9A-Za-z_.])";

  private MaskPatterns() {}

  /**
   * A kind of word.
   *
   * @param pattern a regular expression without named groups of its own
   */
  record Kind(Mask mask, String pattern) {}

  /** The kinds in the order in which they are looked for. */
  static List<Kind> of(Recording.Rules rules, Set<String> bound) {
    List<Kind> kinds = new ArrayList<>();
    rules.masks().forEach(own -> kinds.add(new Kind(Mask.OWN, own)));
    bound.forEach(
        word -> kinds.add(new Kind(Mask.ID, "(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")));
    kinds.add(new Kind(Mask.DIGEST, START + "sha256:[0-9a-f]{6,64}(?:\\.\\.\\.|\u2026)?"));
    kinds.add(new Kind(Mask.ADDRESS, "(?<![\\w:.])" + HARDWARE));
    kinds.add(new Kind(Mask.TIME, START + "(?:" + TIMES + ")"));
    kinds.add(new Kind(Mask.ID, START + "(?:" + IDS + ")"));
    kinds.add(new Kind(Mask.AGE, START + AGES));
    kinds.add(new Kind(Mask.SIZE, START + SIZES));
    kinds.add(new Kind(Mask.DURATION, START + "(?:" + DURATIONS + ")"));
    kinds.add(new Kind(Mask.ADDRESS, "(?<![\\w:.])(?:" + ADDRESSES + ")"));
    kinds.add(new Kind(Mask.PORT, PORTS));
    if (rules.versions()) {
      kinds.add(new Kind(Mask.VERSION, START + VERSIONS));
    }
    kinds.add(new Kind(Mask.NAME, START + RandomNames.PATTERN));
    kinds.add(new Kind(Mask.DOTS, "\\.{3,}|\u2026"));
    return List.copyOf(kinds);
  }
}
