package dev.stagecraft.replay;

import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * How an output shows text.
 *
 * @param terminal whether a person looks at it
 * @param columns how wide it is
 * @param width how many columns a text takes
 * @param plain a text as the output can show it: signs beyond ASCII replaced where they must be
 * @param paint a text in a role: the role's name ({@code accent success warning error dim}), then
 *     the text
 */
public record Look(
    boolean terminal,
    int columns,
    ToIntFunction<String> width,
    UnaryOperator<String> plain,
    BinaryOperator<String> paint) {

  /** A pipe or a file: no colour, 80 columns, every sign. */
  public static Look pipe() {
    return new Look(
        false,
        80,
        text -> text.codePointCount(0, text.length()),
        text -> text,
        (role, text) -> text);
  }
}
