package dev.stagecraft.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Output as a terminal shows it in the end: lines written over are gone, colours are styles, other
 * control characters are visible. Source: ECMA-48 for the sequences.
 */
final class TerminalText {
  private static final Pattern CONTROL =
      Pattern.compile(
          "\u001b\\[([0-9;:<=>?]*)[ -/]*([@-~])"
              + "|\u001b[\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)"
              + "|\u001b[ -/]*[0-Z\\\\^-~]");
  private static final int WIDEST_JUMP = 500;

  private final List<List<Cell>> lines = new ArrayList<>();
  private Style style = Style.PLAIN;
  private int row;
  private int column;

  private TerminalText() {
    lines.add(new ArrayList<>());
  }

  /** A character in its style. */
  private record Cell(String character, Style style) {}

  /** A stretch of one style. */
  record Span(String text, Style style) {}

  /** Output as lines of stretches; blank lines at the end are left out. */
  static List<List<Span>> read(byte[] bytes) {
    TerminalText terminal = new TerminalText();
    terminal.print(XmlText.lossless(bytes));
    List<List<Span>> read = new ArrayList<>();
    terminal.lines.forEach(line -> read.add(spans(line)));
    while (!read.isEmpty() && read.get(read.size() - 1).isEmpty()) {
      read.remove(read.size() - 1);
    }
    return read;
  }

  /** Output as plain lines. */
  static List<String> plain(Printed printed) {
    List<String> all = new ArrayList<>(plain(printed.first()));
    printed.note().ifPresent(all::add);
    all.addAll(plain(printed.last()));
    return all;
  }

  private static List<String> plain(byte[] bytes) {
    return read(bytes).stream()
        .map(line -> String.join("", line.stream().map(Span::text).toList()))
        .toList();
  }

  private static List<Span> spans(List<Cell> line) {
    List<Span> spans = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.size(); i++) {
      text.append(line.get(i).character());
      if (i + 1 == line.size() || !line.get(i + 1).style().equals(line.get(i).style())) {
        spans.add(new Span(text.toString(), line.get(i).style()));
        text.setLength(0);
      }
    }
    return spans;
  }

  private void print(String text) {
    Matcher control = CONTROL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '\u001b') {
        if (control.region(at, text.length()).lookingAt()) {
          if (control.group(2) != null) {
            sequence(control.group(1), control.group(2).charAt(0));
          }
          at = control.end();
          continue;
        }
      }
      int c = text.codePointAt(at);
      character(c);
      at += Character.charCount(c);
    }
  }

  private void character(int c) {
    switch (c) {
      case '\n' -> {
        row++;
        column = 0;
        if (row == lines.size()) {
          lines.add(new ArrayList<>());
        }
      }
      case '\r' -> column = 0;
      case '\b' -> column = Math.max(0, column - 1);
      default -> put(visible(c));
    }
  }

  private void put(String character) {
    List<Cell> line = lines.get(row);
    while (line.size() < column) {
      line.add(new Cell(" ", Style.PLAIN));
    }
    Cell cell = new Cell(character, style);
    if (column < line.size()) {
      line.set(column, cell);
    } else {
      line.add(cell);
    }
    column++;
  }

  /** A character as a person can see it. */
  private static String visible(int c) {
    if (c == '\t') {
      return "\t";
    }
    if (c < 0x20) {
      return Character.toString(0x2400 + c);
    }
    if (c == 0x7f) {
      return "\u2421";
    }
    boolean turnsText = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    if (c < 0xa0 && c > 0x7f || turnsText) {
      return String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", c);
    }
    return Character.toString(c);
  }

  private void sequence(String parameters, char last) {
    List<Integer> numbers = numbers(parameters);
    int first = Math.min(WIDEST_JUMP, Math.max(1, numbers.get(0)));
    List<Cell> line = lines.get(row);
    switch (last) {
      case 'm' -> style = parameters.matches("[0-9;:]*") ? style.after(numbers) : style;
      case 'A' -> row = Math.max(0, row - first);
      case 'B' -> row = Math.min(lines.size() - 1, row + first);
      case 'C' -> column += first;
      case 'D' -> column = Math.max(0, column - first);
      case 'E' -> {
        row = Math.min(lines.size() - 1, row + first);
        column = 0;
      }
      case 'F' -> {
        row = Math.max(0, row - first);
        column = 0;
      }
      case 'G' -> column = first - 1;
      case 'K' -> erase(line, numbers.get(0));
      case 'J' -> {
        if (numbers.get(0) == 0) {
          erase(line, 0);
          lines.subList(row + 1, lines.size()).forEach(List::clear);
        }
      }
      default -> {
        // what else there is moves where no report can follow
      }
    }
  }

  private void erase(List<Cell> line, int how) {
    if (how == 0 && column < line.size()) {
      line.subList(column, line.size()).clear();
    } else if (how == 2) {
      line.clear();
    } else if (how == 1) {
      for (int i = 0; i <= Math.min(column, line.size() - 1); i++) {
        line.set(i, new Cell(" ", Style.PLAIN));
      }
    }
  }

  private static List<Integer> numbers(String parameters) {
    List<Integer> numbers = new ArrayList<>();
    for (String one : parameters.replaceAll("[<=>?]", "").split("[;:]", -1)) {
      numbers.add(one.matches("\\d{1,5}") ? Integer.parseInt(one) : 0);
    }
    return numbers;
  }
}
