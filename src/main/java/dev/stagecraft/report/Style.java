package dev.stagecraft.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a character is shown: what SGR sequences say. Source: ECMA-48, 8.3.117, and xterm's colours.
 *
 * @param ink its colour: a number from 0 to 15, or {@code #rrggbb}
 * @param paper the colour behind it
 */
record Style(
    Optional<String> ink,
    Optional<String> paper,
    boolean bold,
    boolean faint,
    boolean italic,
    boolean underlined,
    boolean inverse,
    boolean struck) {
  static final Style PLAIN =
      new Style(Optional.empty(), Optional.empty(), false, false, false, false, false, false);

  /** The style after the numbers of an SGR sequence. */
  Style after(List<Integer> numbers) {
    Style style = this;
    for (int i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      if (number == 38 || number == 48) {
        Colour colour = colour(numbers, i + 1);
        style = number == 38 ? style.inked(colour.name()) : style.papered(colour.name());
        i += colour.numbers();
      } else {
        style = style.after(number);
      }
    }
    return style;
  }

  /**
   * A colour of an extended sequence.
   *
   * @param numbers how many numbers it took
   */
  private record Colour(Optional<String> name, int numbers) {}

  private static Colour colour(List<Integer> numbers, int at) {
    int kind = at < numbers.size() ? numbers.get(at) : 0;
    if (kind == 5 && at + 1 < numbers.size()) {
      return new Colour(Optional.of(indexed(numbers.get(at + 1) & 0xff)), 2);
    }
    if (kind == 2 && at + 3 < numbers.size()) {
      return new Colour(
          Optional.of(rgb(numbers.get(at + 1), numbers.get(at + 2), numbers.get(at + 3))), 4);
    }
    return new Colour(Optional.empty(), 1);
  }

  private static String indexed(int index) {
    if (index < 16) {
      return String.valueOf(index);
    }
    if (index >= 232) {
      int grey = 8 + (index - 232) * 10;
      return rgb(grey, grey, grey);
    }
    int cube = index - 16;
    return rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
  }

  private static int level(int step) {
    return step == 0 ? 0 : 55 + step * 40;
  }

  private static String rgb(int red, int green, int blue) {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red & 0xff, green & 0xff, blue & 0xff);
  }

  private Style after(int number) {
    if (number >= 30 && number <= 37) {
      return inked(Optional.of(String.valueOf(number - 30)));
    }
    if (number >= 90 && number <= 97) {
      return inked(Optional.of(String.valueOf(number - 82)));
    }
    if (number >= 40 && number <= 47) {
      return papered(Optional.of(String.valueOf(number - 40)));
    }
    if (number >= 100 && number <= 107) {
      return papered(Optional.of(String.valueOf(number - 92)));
    }
    return switch (number) {
      case 0 -> PLAIN;
      case 1 -> with(true, faint, italic, underlined, inverse, struck);
      case 2 -> with(bold, true, italic, underlined, inverse, struck);
      case 3 -> with(bold, faint, true, underlined, inverse, struck);
      case 4 -> with(bold, faint, italic, true, inverse, struck);
      case 7 -> with(bold, faint, italic, underlined, true, struck);
      case 9 -> with(bold, faint, italic, underlined, inverse, true);
      case 22 -> with(false, false, italic, underlined, inverse, struck);
      case 23 -> with(bold, faint, false, underlined, inverse, struck);
      case 24 -> with(bold, faint, italic, false, inverse, struck);
      case 27 -> with(bold, faint, italic, underlined, false, struck);
      case 29 -> with(bold, faint, italic, underlined, inverse, false);
      case 39 -> inked(Optional.empty());
      case 49 -> papered(Optional.empty());
      default -> this;
    };
  }

  private Style inked(Optional<String> colour) {
    return new Style(colour, paper, bold, faint, italic, underlined, inverse, struck);
  }

  private Style papered(Optional<String> colour) {
    return new Style(ink, colour, bold, faint, italic, underlined, inverse, struck);
  }

  private Style with(
      boolean isBold,
      boolean isFaint,
      boolean isItalic,
      boolean isUnderlined,
      boolean isInverse,
      boolean isStruck) {
    return new Style(ink, paper, isBold, isFaint, isItalic, isUnderlined, isInverse, isStruck);
  }
}
