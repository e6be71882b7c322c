package dev.stagecraft.template;

/** How many cells of a terminal a text takes. */
final class TextWidth {
  private TextWidth() {}

  /** The cells of a text. */
  static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** The cells of a character: 0 for marks that stand on another one, 2 for wide ones, else 1. */
  static int of(int c) {
    if (c < 0x7f) {
      return c < ' ' ? 0 : 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.CONTROL
        || type == Character.FORMAT) {
      return 0;
    }
    return wide(c) ? 2 : 1;
  }

  private static boolean wide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0x303e)
        || (c >= 0x3041 && c <= 0xa4cf)
        || (c >= 0xa960 && c <= 0xa97f)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1f64f)
        || (c >= 0x1f680 && c <= 0x1f6ff)
        || (c >= 0x1f900 && c <= 0x1f9ff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }

  /**
   * The text cut to so many cells, with an ellipsis for what is missing. Source: docker/cli,
   * formatter, Ellipsis.
   */
  static String ellipsis(String text, int cells) {
    if (cells <= 0) {
      return "";
    }
    if (of(text) <= cells) {
      return text;
    }
    int used = 0;
    StringBuilder out = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      if (used + of(c) > cells - 1) {
        break;
      }
      used += of(c);
      out.appendCodePoint(c);
    }
    return out.append('\u2026').toString();
  }
}
