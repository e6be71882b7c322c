package dev.stagecraft.console;

import org.jline.utils.AttributedString;

/** How many columns of a terminal a text takes; a wide character takes two, an escape none. */
public final class Widths {
  private Widths() {}

  /** The columns of a text of one line. */
  public static int of(String text) {
    return AttributedString.fromAnsi(text).columnLength();
  }
}
