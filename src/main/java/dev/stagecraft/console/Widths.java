package dev.stagecraft.console;

import org.jline.utils.AttributedString;

/** How many columns of a terminal a text takes; a wide character takes two, an escape none. */
public final class Widths {
  private Widths() {}

  /** The columns of a text of one line. */
  public static int of(String text) {
    return AttributedString.fromAnsi(text).columnLength();
  }

  /** A text of one line in so many columns at most; where it is longer it ends in a sign. */
  static String cut(String text, int columns, String sign) {
    AttributedString line = AttributedString.fromAnsi(text);
    return line.columnLength() <= columns
        ? text
        : line.columnSubSequence(0, columns - of(sign)).toAnsi() + sign;
  }
}
