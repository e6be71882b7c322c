package dev.stagecraft.core;

/**
 * A place in something a person wrote: a line of a lab, a word of a command.
 *
 * @param source what it stands in, as the person names it: a file's path, or {@code line} for a
 *     typed line
 * @param line the line, counted from 1
 * @param column the column of the first character, counted from 1
 * @param length how many characters are meant; 0 where only the position is known
 * @param text the text of the whole line, without its end
 */
public record Place(String source, int line, int column, int length, String text) {
  public Place {
    if (line < 1 || column < 1 || length < 0) {
      throw new IllegalArgumentException("place " + line + ":" + column + "+" + length);
    }
  }
}
