package dev.stagecraft.language;

import java.util.Optional;

/** Reads a text to its end, whatever is wrong with it. */
final class Recovery {
  private final Scan scan;

  Recovery(Scan scan) {
    this.scan = scan;
  }

  /** Reads all of the text; answers where it stopped, if it ended within something. */
  Optional<Stop> read() {
    while (true) {
      int start = scan.pos;
      try {
        new Grammar(scan).all();
        return Optional.empty();
      } catch (Stop stop) {
        switch (stop.end()) {
          case WRONG -> skip(stop, start);
          case INCOMPLETE, UNSURE, COMPLETE -> {
            return Optional.of(stop);
          }
        }
      }
    }
  }

  /** Colours what reaches to the end of the text. */
  static void colour(Scan scan, Stop stop) {
    if (stop.open() == Token.Kind.STRING || stop.open() == Token.Kind.VARIABLE) {
      scan.paint.fill(stop.open(), stop.at(), scan.end);
    }
  }

  /** A reserved word at the very end may be the beginning of another word. */
  private Token.Kind kind(Stop stop, int stopped) {
    boolean growing =
        stopped == scan.end && scan.text.substring(stop.at(), stopped).matches("\\w+");
    return growing ? Token.Kind.COMMAND : Token.Kind.ERROR;
  }

  private void skip(Stop stop, int start) {
    int next = Math.max(stop.at() + stop.width(), start + 1);
    int stopped = Math.min(scan.end, stop.at() + stop.width());
    scan.paint.cover(kind(stop, stopped), stop.at(), stopped);
    scan.restart(Math.min(scan.end, next));
  }
}
