package dev.stagecraft.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Text as HTML. */
final class Html {
  /** What 16 colours are where a colour stands behind them: xterm's. */
  private static final List<String> COLOURS =
      List.of(
          "#000000", "#a40000", "#1a6b1a", "#c4a000", "#204a87", "#75507b", "#06777a", "#d3d7cf",
          "#555753", "#ef2929", "#8ae234", "#fce94f", "#729fcf", "#ad7fa8", "#34e2e2", "#eeeeec");

  private Html() {}

  /** A text, between tags or in quotes. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A name as code. */
  static String code(String name) {
    return "<code>" + text(name) + "</code>";
  }

  /** Lines of output with their colours. */
  static String lines(List<List<TerminalText.Span>> lines) {
    StringBuilder html = new StringBuilder();
    for (List<TerminalText.Span> line : lines) {
      line.forEach(span -> html.append(span(span)));
      html.append('\n');
    }
    return html.toString();
  }

  private static String span(TerminalText.Span span) {
    Style style = span.style();
    String text = text(span.text());
    if (style.equals(Style.PLAIN)) {
      return text;
    }
    StringBuilder classes = new StringBuilder();
    classes.append(style.bold() ? " b" : "").append(style.faint() ? " f" : "");
    classes.append(style.italic() ? " i" : "");
    classes.append(style.underlined() ? " u" : "").append(style.struck() ? " s" : "");
    String colours = "";
    Optional<String> ink = style.inverse() ? style.paper() : style.ink();
    Optional<String> paper = style.inverse() ? style.ink() : style.paper();
    if (paper.isPresent()) {
      String behind = absolute(paper.get());
      String before = ink.map(Html::absolute).orElse(light(behind) ? "#000000" : "#ffffff");
      colours = "color:" + before + ";background:" + behind;
    } else if (style.inverse()) {
      classes.append(" inv");
    } else if (ink.isPresent() && ink.get().startsWith("#")) {
      classes.append(" rgb");
      colours = "--c:" + ink.get();
    } else {
      ink.ifPresent(number -> classes.append(" c").append(number));
    }
    return "<span"
        + (classes.isEmpty() ? "" : " class=\"" + classes.toString().strip() + "\"")
        + (colours.isEmpty() ? "" : " style=\"" + colours + "\"")
        + ">"
        + text
        + "</span>";
  }

  private static String absolute(String colour) {
    return colour.startsWith("#") ? colour : COLOURS.get(Integer.parseInt(colour));
  }

  private static boolean light(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 299 * (rgb >> 16) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff) > 128_000;
  }

  /**
   * A bar.
   *
   * @param share of the whole width, 0 to 1
   */
  static String bar(String kind, double share) {
    return String.format(
        Locale.ROOT,
        "<span class=\"bar %s\" style=\"width:%.2f%%\"></span>",
        kind,
        Math.min(1, Math.max(0, share)) * 100);
  }
}
