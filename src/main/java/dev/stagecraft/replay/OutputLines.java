package dev.stagecraft.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a terminal would show of an output, as lines: without escape sequences and other signs that
 * no page can show, each line as its last carriage return left it, without blanks at its end.
 */
final class OutputLines {
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[@-Z\\\\-_])");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\t]]");

  private OutputLines() {}

  /** The lines of an output, blank ones at its beginning and end left out. */
  static List<String> of(String output) {
    List<String> lines = new ArrayList<>();
    for (String line : ESCAPES.matcher(output).replaceAll("").split("\n", -1)) {
      String shown = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      shown = shown.substring(shown.lastIndexOf('\r') + 1);
      lines.add(CONTROLS.matcher(shown).replaceAll("").stripTrailing());
    }
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isEmpty()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isEmpty()) {
      to--;
    }
    return List.copyOf(lines.subList(from, to));
  }
}
