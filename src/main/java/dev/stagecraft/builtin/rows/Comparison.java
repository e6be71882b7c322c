package dev.stagecraft.builtin.rows;

import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.Problem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One value against another, as the type of the first says: sizes with sizes, a moment with a date
 * or with an age, lists by any of their elements.
 */
final class Comparison {
  /** Longest first, as they are read. */
  static final List<String> OPERATORS = List.of("==", "!=", "<=", ">=", "=~", "!~", "<", ">", "=");

  private final String column;
  private final String operator;
  private final Clock clock;

  /** A comparison of a column's values. */
  Comparison(String column, String operator, Clock clock) {
    this.column = column;
    this.operator = operator;
    this.clock = clock;
  }

  /**
   * Whether a cell is so.
   *
   * @throws dev.stagecraft.core.ProblemException {@code rows.where} where the two cannot be
   *     compared
   */
  boolean holds(Object cell, Literal literal) {
    if (cell instanceof List<?> several) {
      boolean negative = operator.startsWith("!");
      return negative
          ? several.stream().allMatch(one -> holds(one, literal))
          : several.stream().anyMatch(one -> holds(one, literal));
    }
    if (operator.endsWith("~")) {
      return matches(String.valueOf(cell), literal.text()) == operator.equals("=~");
    }
    return fits(compared(cell, literal));
  }

  /** Whether two cells of one row are so. */
  boolean holds(Object cell, Object other) {
    if (operator.endsWith("~")) {
      return matches(String.valueOf(cell), String.valueOf(other)) == operator.equals("=~");
    }
    return holds(cell, new Literal(plain(other)));
  }

  private static String plain(Object value) {
    if (value instanceof ByteSize size) {
      return String.valueOf(size.bytes());
    }
    return value instanceof Duration took ? took.toMillis() + "ms" : String.valueOf(value);
  }

  private boolean fits(int compared) {
    return switch (operator) {
      case "=", "==" -> compared == 0;
      case "!=" -> compared != 0;
      case "<" -> compared < 0;
      case "<=" -> compared <= 0;
      case ">" -> compared > 0;
      case ">=" -> compared >= 0;
      default -> throw new IllegalStateException(operator);
    };
  }

  private int compared(Object cell, Literal literal) {
    if (cell instanceof ByteSize size) {
      return size.compareTo(literal.size().orElseThrow(() -> wrong(literal, "a size", "100MB")));
    }
    if (cell instanceof Duration took) {
      return took.compareTo(literal.duration().orElseThrow(() -> wrong(literal, "a time", "30s")));
    }
    if (cell instanceof Instant moment) {
      return moment(moment, literal);
    }
    if (cell instanceof Number number) {
      return Double.compare(
          number.doubleValue(),
          literal.number().orElseThrow(() -> wrong(literal, "a number", "3")));
    }
    return text(String.valueOf(cell), literal);
  }

  /** Against a time it is an age: {@code created < 2h} is younger than two hours. */
  private int moment(Instant moment, Literal literal) {
    Optional<Duration> age = literal.duration().filter(a -> literal.number().isEmpty());
    if (age.isPresent()) {
      return Duration.between(moment, clock.instant()).compareTo(age.get());
    }
    return moment.compareTo(
        date(literal.text()).orElseThrow(() -> wrong(literal, "an age or a date", "2h")));
  }

  private Optional<Instant> date(String text) {
    try {
      return Optional.of(
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant()
              : Instant.parse(text));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** Texts that are both numbers are compared as such. */
  private static int text(String cell, Literal literal) {
    Literal own = new Literal(cell);
    if (own.number().isPresent() && literal.number().isPresent()) {
      return Double.compare(own.number().getAsDouble(), literal.number().getAsDouble());
    }
    return Comparator.<String>naturalOrder().compare(cell, literal.text());
  }

  private boolean matches(String cell, String pattern) {
    try {
      return Pattern.compile(pattern).matcher(cell).find();
    } catch (PatternSyntaxException e) {
      throw Problem.of("rows.where", "\"" + pattern + "\" is no pattern: " + e.getDescription())
          .withHint("where " + column + " =~ 'go-.*'")
          .exception(e);
    }
  }

  private RuntimeException wrong(Literal literal, String kind, String example) {
    return Problem.of(
            "rows.where",
            column + " is compared with " + kind + ", and \"" + literal.text() + "\" is none")
        .withHint("where " + column + " " + operator + " " + example)
        .exception();
  }
}
