package dev.stagecraft.acceptance;

/** Puts words in the place of what differs from run to run. */
final class Masks {
  private Masks() {}

  /**
   * Ids, times with what is said of the cache, lines of nothing but a time, and the gaps in front
   * of times.
   */
  static String of(String text) {
    return text.replaceAll("sha256:[0-9a-f]{64}", "sha256:ID")
        .replaceAll("\\b[0-9a-f]{64}\\b", "ID64")
        .replaceAll("\\b(?:\\d+ min )?\\d+(?:\\.\\d+)? s\\b", "TIME")
        .replaceAll("TIME(?: \u21bb|, \\d+ of \\d+ steps cached)", "TIME")
        .replaceAll("\n\u21bb steps came from .*\n", "")
        .replaceAll("(?m)^ +TIME\\n", "")
        .replaceAll(" {2,}TIME", "  TIME")
        .replaceAll("(?m) {2,}(step \\d+ of \\d+ · TIME)$", "  $1")
        .replaceAll("(?m) {2,}(\\(\\d+ lines\\))$", "  $1");
  }

  /** The lines of an engine's build log: they are the engine's, and differ with its version. */
  static String withoutBuildLog(String text) {
    StringBuilder kept = new StringBuilder();
    boolean log = false;
    for (String line : text.split("\n", -1)) {
      if (line.matches("#\\d+ .*")) {
        log = true;
      } else if (!(log && line.isEmpty())) {
        log = false;
        kept.append(line).append('\n');
      }
    }
    return kept.substring(0, Math.max(0, kept.length() - 1));
  }
}
