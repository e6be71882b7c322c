package dev.stagecraft.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as docker prints it: a line of headers in capitals and rows below it, columns apart by
 * two blanks or more.
 *
 * @param headers of the columns, in their order
 * @param rows the cells of each row, as many as there are headers; a row that is not cells but dots
 *     of the author has none
 * @param length how many lines it takes
 */
record DockerTable(List<String> headers, List<List<String>> rows, int length) {
  private static final Pattern HEADER =
      Pattern.compile(
          "[A-Z][A-Z0-9%/().-]*(?: [A-Z0-9%/().-]+)*(?:(?: {2,}| *\t+)[A-Z][A-Z0-9 %/().-]*)+");
  private static final Pattern GAP = Pattern.compile(" {2,}| *\t+ *");
  private static final Pattern WORD = Pattern.compile("\\S+(?: \\S+)*");
  private static final Map<String, String> OLD =
      Map.of("VIRTUAL SIZE", "SIZE", "DRIVER NAME", "DRIVER");

  /** Columns of which the engine sorts no two things that are equally old. */
  private static final Set<String> UNORDERED =
      Set.of("CONTAINER ID", "REPOSITORY", "NETWORK ID", "VOLUME NAME", "SERVICE");

  /** Columns that hold measurements. */
  private static final Set<String> MEASURED =
      Set.of(
          "CPU %", "MEM %", "MEM USAGE / LIMIT", "NET I/O", "BLOCK I/O", "PIDS", "CREATED", "AGE");

  private static final int LEAST = 10;
  private static final int BETWEEN = 3;

  DockerTable {
    headers = List.copyOf(headers);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** The table that begins at a line, if one does. */
  static Optional<DockerTable> at(List<String> lines, int first) {
    String head = lines.get(first).strip();
    if (!HEADER.matcher(head).matches()) {
      return Optional.empty();
    }
    List<String> headers = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    Matcher word = WORD.matcher(lines.get(first));
    while (word.find()) {
      headers.add(OLD.getOrDefault(word.group(), word.group()));
      offsets.add(word.start());
    }
    boolean tabs = head.indexOf('\t') >= 0;
    List<List<String>> rows = new ArrayList<>();
    int at = first + 1;
    while (at < lines.size() && !lines.get(at).isBlank()) {
      if (Dots.line(lines.get(at))) {
        rows.add(List.of());
      } else {
        List<String> cells = cells(lines.get(at), headers, tabs ? List.of() : offsets);
        if (cells.isEmpty()) {
          break;
        }
        rows.add(cells);
      }
      at++;
    }
    return Optional.of(new DockerTable(headers, rows, at - first));
  }

  private static List<String> cells(String line, List<String> headers, List<Integer> offsets) {
    if (HEADER.matcher(line.strip()).matches()
        && line.equals(line.toUpperCase(java.util.Locale.ROOT))) {
      return List.of();
    }
    List<String> below = below(line, offsets);
    if (below.stream().filter(cell -> !cell.isEmpty()).count() > 1) {
      return below;
    }
    List<String> parts = new ArrayList<>(List.of(GAP.split(line.strip())));
    int ports = headers.indexOf("PORTS");
    if (parts.size() == headers.size() - 1 && ports >= 0 && parts.size() > 1) {
      parts.add(ports, "");
    }
    return parts.size() == headers.size() ? parts : List.of();
  }

  /** The cells that stand below the headers; none where a word stands across a column's edge. */
  private static List<String> below(String line, List<Integer> offsets) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < offsets.size(); i++) {
      int from = Math.min(line.length(), offsets.get(i));
      int to = i + 1 < offsets.size() ? Math.min(line.length(), offsets.get(i + 1)) : line.length();
      if (i > 0 && from > 0 && from < line.length() && line.charAt(from - 1) != ' ') {
        return List.of();
      }
      if (line.substring(from, to).strip().contains("  ")) {
        return List.of();
      }
      cells.add(line.substring(from, to).strip());
    }
    return cells;
  }

  /** Whether its rows may come in any order. */
  boolean unordered() {
    return headers.stream().anyMatch(UNORDERED::contains);
  }

  /** Whether another table has the same columns. */
  boolean like(DockerTable other) {
    return headers.equals(other.headers);
  }

  /** Whether a column's cells may be anything, as long as there is something. */
  boolean measured(int column) {
    return MEASURED.contains(headers.get(column));
  }

  /** Its lines with other rows, set as docker sets a table; a row without cells becomes dots. */
  List<String> set(List<List<String>> others) {
    int[] widths = new int[headers.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int longest =
          others.stream()
              .filter(row -> !row.isEmpty())
              .mapToInt(row -> row.get(column).length())
              .max()
              .orElse(0);
      widths[i] = Math.max(LEAST, Math.max(longest, headers.get(i).length()) + BETWEEN);
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(headers, widths));
    others.forEach(row -> lines.add(row.isEmpty() ? "..." : line(row, widths)));
    return lines;
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i));
      if (i + 1 < widths.length) {
        line.append(" ".repeat(widths[i] - cells.get(i).length()));
      }
    }
    return line.toString().stripTrailing();
  }
}
