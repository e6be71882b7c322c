package dev.stagecraft.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays text out whose cells end with tabs: each column as wide as its widest cell among
 * neighbouring lines. Source: Go, text/tabwriter, and docker/cli's copy of it that counts wide
 * characters.
 *
 * @param least the least width of a column, its padding included
 * @param padding blanks that are added to a column's widest cell
 */
public record TabbedText(int least, int padding) {
  /** As docker's lists are laid out. */
  public static TabbedText list() {
    return new TabbedText(10, 3);
  }

  /** The text with its tabs replaced by blanks. */
  public String layOut(String text) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.add(List.of(line.split("\t", -1)));
    }
    StringBuilder out = new StringBuilder();
    format(lines, 0, lines.size(), new ArrayList<>(), out);
    return out.toString();
  }

  private void format(
      List<List<String>> lines, int from, int to, List<Integer> widths, StringBuilder out) {
    int column = widths.size();
    int begin = from;
    int at = from;
    while (at < to) {
      if (column >= lines.get(at).size() - 1) {
        at++;
        continue;
      }
      write(lines, begin, at, widths, out);
      begin = at;
      int width = least;
      while (at < to && column < lines.get(at).size() - 1) {
        width = Math.max(width, TextWidth.of(lines.get(at).get(column)) + padding);
        at++;
      }
      widths.add(width);
      format(lines, begin, at, widths, out);
      widths.remove(column);
      begin = at;
    }
    write(lines, begin, to, widths, out);
  }

  private static void write(
      List<List<String>> lines, int from, int to, List<Integer> widths, StringBuilder out) {
    for (int i = from; i < to; i++) {
      List<String> cells = lines.get(i);
      for (int j = 0; j < cells.size(); j++) {
        String cell = cells.get(j);
        out.append(cell);
        if (j < widths.size() && j < cells.size() - 1) {
          out.append(" ".repeat(widths.get(j) - TextWidth.of(cell)));
        }
      }
      if (i + 1 < lines.size()) {
        out.append('\n');
      }
    }
  }
}
