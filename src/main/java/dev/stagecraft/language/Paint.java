package dev.stagecraft.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kind of each character of a text, while it is being found out. */
final class Paint {
  private static final List<Token.Kind> KINDS = List.of(Token.Kind.values());

  private final byte[] kinds;
  private int high;

  Paint(int length) {
    kinds = new byte[length];
  }

  /** Colours what has no colour yet between two offsets. */
  void fill(Token.Kind kind, int start, int end) {
    byte value = colour(kind);
    for (int i = start; i < end; i++) {
      if (kinds[i] == 0) {
        kinds[i] = value;
      }
    }
    high = Math.max(high, end);
  }

  /** Colours what has no colour yet and is is no blank, line end or joined line. */
  void fillVisible(String text, Token.Kind kind) {
    for (int i = 0; i < kinds.length; i++) {
      char c = text.charAt(i);
      if (c != '\n' && !Characters.blank(c) && !text.startsWith("\\\n", i)) {
        fill(kind, i, i + 1);
      }
    }
  }

  private static byte colour(Token.Kind kind) {
    return (byte) (KINDS.indexOf(kind) + 1);
  }

  /** Colours everything between two offsets. */
  void cover(Token.Kind kind, int start, int end) {
    Arrays.fill(kinds, start, end, colour(kind));
    high = Math.max(high, end);
  }

  /** Gives one colour instead of another between two offsets. */
  void change(Token.Kind from, Token.Kind to, int start, int end) {
    for (int i = start; i < end; i++) {
      if (kinds[i] == colour(from)) {
        kinds[i] = colour(to);
      }
    }
  }

  /** Takes all colour away from {@code start} on. */
  void clear(int start) {
    if (start < high) {
      Arrays.fill(kinds, start, high, (byte) 0);
      high = start;
    }
  }

  /** The runs of equal colour; what has none is left out. */
  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < kinds.length; i = start) {
      start = i + 1;
      while (start < kinds.length && kinds[start] == kinds[i]) {
        start++;
      }
      if (kinds[i] != 0) {
        tokens.add(new Token(new Span(i, start), KINDS.get(kinds[i] - 1)));
      }
    }
    return List.copyOf(tokens);
  }
}
