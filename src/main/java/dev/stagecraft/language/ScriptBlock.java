package dev.stagecraft.language;

import java.util.Objects;

/**
 * Text of another language between braces: {@code groovy { … }}.
 *
 * @param word the word before the brace
 * @param body what stands between the braces
 * @param line the line on which the body begins, counted from 1 in the whole text
 * @param column the column in which it begins, counted from 1
 */
public record ScriptBlock(String word, String body, int line, int column) {
  public ScriptBlock {
    Objects.requireNonNull(word);
    Objects.requireNonNull(body);
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("place " + line + ":" + column);
    }
  }

  /** The body with as much room before it as puts each of its characters in its own place. */
  public String placed() {
    return "\n".repeat(line - 1) + " ".repeat(column - 1) + body;
  }
}
