package dev.stagecraft.language;

/**
 * A stretch of a text.
 *
 * @param start the offset of its first character, counted from 0 in UTF-16 units
 * @param end the offset behind its last character
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
  }

  /** How many characters it has. */
  public int length() {
    return end - start;
  }

  /** The characters of {@code text} that it covers. */
  public String in(String text) {
    return text.substring(start, end);
  }

  /** Whether {@code offset} lies in it or directly behind it. */
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }
}
