package dev.stagecraft.console;

import dev.stagecraft.console.Theme.Role;
import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import java.util.ArrayList;
import java.util.List;

/** A problem as lines: where, what happened, what to try. */
public final class ProblemText {
  private final Theme theme;

  /** Problems in a theme. */
  public ProblemText(Theme theme) {
    this.theme = theme;
  }

  /** The lines, without their ends. */
  public List<String> lines(Problem problem) {
    List<String> lines = new ArrayList<>();
    String sign = theme.paint(Role.ERROR, theme.plain("✗"));
    if (problem.place().isPresent()) {
      Place place = problem.place().get();
      lines.add(sign + " " + theme.paint(Role.ACCENT, place.source() + ":" + place.line()));
      lines.add("  " + place.text());
      if (place.length() > 0) {
        lines.add("  " + mark(place));
      }
      for (String line : problem.message().split("\n", -1)) {
        lines.add("  " + theme.plain(line));
      }
    } else {
      lines.addAll(List.of(theme.plain(problem.message()).split("\n", -1)));
    }
    problem
        .hint()
        .ifPresent(
            hint -> {
              String word = "try  ";
              for (String line : hint.split("\n", -1)) {
                lines.add("  " + theme.paint(Role.DIM, word) + theme.plain(line));
                word = "     ";
              }
            });
    return lines;
  }

  /** The line under the text that marks the place: a wide character is two columns, a tab a tab. */
  private String mark(Place place) {
    String text = place.text();
    int from = Math.min(place.column() - 1, text.length());
    int to = Math.min(from + place.length(), text.length());
    StringBuilder line = new StringBuilder();
    for (String piece : text.substring(0, from).split("(?<=\t)|(?=\t)")) {
      line.append(piece.equals("\t") ? piece : " ".repeat(Widths.of(piece)));
    }
    // A place beyond the end of its line has no characters to mark.
    line.append(" ".repeat(place.column() - 1 - from));
    int marked = to > from ? Widths.of(text.substring(from, to)) : place.length();
    return line + theme.paint(Role.ERROR, "^".repeat(marked));
  }
}
