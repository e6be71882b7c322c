package dev.stagecraft.builtin.help;

import java.util.ArrayList;
import java.util.List;

/** A page as plain text, and as the source of a manual page. */
final class PageText {
  private static final String INDENT = "       ";

  private PageText() {}

  /**
   * As plain text.
   *
   * @param columns the most that a line takes; what cannot be broken may be longer
   */
  static String plain(Page page, int columns) {
    StringBuilder text = new StringBuilder();
    for (Page.Section section : page.sections()) {
      text.append(text.length() == 0 ? "" : "\n").append(section.title()).append('\n');
      for (Page.Part part : section.parts()) {
        if (part instanceof Page.Lines lines) {
          lines.lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
        } else if (part instanceof Page.Term term) {
          text.append(INDENT).append(term.term()).append('\n');
          filled(term.says(), INDENT + INDENT, columns, text);
        } else if (part instanceof Page.Paragraph paragraph) {
          filled(paragraph.text(), INDENT, columns, text);
        }
      }
    }
    return text.toString();
  }

  private static void filled(String words, String indent, int columns, StringBuilder text) {
    List<String> line = new ArrayList<>();
    int width = indent.length();
    for (String word : words.split(" ")) {
      if (!line.isEmpty() && width + word.length() > columns) {
        text.append(indent).append(String.join(" ", line)).append('\n');
        line.clear();
        width = indent.length();
      }
      line.add(word);
      width += word.length() + 1;
    }
    if (!words.isEmpty()) {
      text.append(indent).append(String.join(" ", line)).append('\n');
    }
  }

  /** As the source of a page in section 1, for {@code man} and {@code groff -man}. */
  static String roff(Page page, String version) {
    StringBuilder text = new StringBuilder("'\\\" t\n.TH \"");
    text.append(page.title().toUpperCase(java.util.Locale.ROOT))
        .append("\" \"1\" \"\" \"Stagecraft ")
        .append(escaped(version))
        .append("\" \"\"\n.nh\n.ad l\n");
    for (Page.Section section : page.sections()) {
      text.append(".SH \"").append(escaped(section.title())).append("\"\n");
      for (Page.Part part : section.parts()) {
        if (part instanceof Page.Lines lines) {
          text.append(".nf\n");
          lines.lines().forEach(line -> text.append("\\fB").append(line(line)).append("\\fR\n"));
          text.append(".fi\n");
        } else if (part instanceof Page.Term term) {
          text.append(".TP\n\\fB").append(line(term.term())).append("\\fR\n");
          text.append(term.says().isEmpty() ? "\\&" : line(term.says())).append('\n');
        } else if (part instanceof Page.Paragraph paragraph) {
          text.append(".PP\n").append(line(paragraph.text())).append('\n');
        }
      }
    }
    return text.toString();
  }

  /** A line that begins with a dot or a quote would be a request. */
  private static String line(String text) {
    String safe = escaped(text);
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("…", "...")
        .replace("·", "\\(pc")
        .replace("→", "\\(->")
        .replace("≤", "\\(<=")
        .replace("'", "\\(aq");
  }
}
