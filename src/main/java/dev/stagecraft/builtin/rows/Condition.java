package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.Table;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What stands behind {@code where}, read: comparisons joined by {@code and}, {@code or}, {@code
 * not} and round brackets. A column alone holds where it is not empty, not zero and not false.
 */
final class Condition {
  private static final String STOPS = "()=!<>";

  private final Table rows;
  private final Clock clock;
  private final List<Token> tokens;
  private int at;

  private Condition(Table rows, Clock clock, List<Token> tokens) {
    this.rows = rows;
    this.clock = clock;
    this.tokens = tokens;
  }

  /** A word, an operator or a text in quotes. */
  private record Token(String text, boolean quoted) {
    boolean is(String word) {
      return !quoted && text.equals(word);
    }
  }

  /**
   * Reads a condition on rows.
   *
   * @throws dev.stagecraft.core.ProblemException {@code rows.where}, {@code rows.column}
   */
  static Predicate<List<Object>> of(String text, Table rows, Clock clock) {
    Condition condition = new Condition(rows, clock, tokens(text));
    if (condition.tokens.isEmpty()) {
      throw wrong("where needs a condition");
    }
    Predicate<List<Object>> read = condition.either();
    if (condition.at < condition.tokens.size()) {
      throw wrong("\"" + condition.tokens.get(condition.at).text() + "\" cannot stand there");
    }
    return read;
  }

  private Predicate<List<Object>> either() {
    Predicate<List<Object>> left = both();
    while (accept("or")) {
      left = left.or(both());
    }
    return left;
  }

  private Predicate<List<Object>> both() {
    Predicate<List<Object>> left = one();
    while (accept("and")) {
      left = left.and(one());
    }
    return left;
  }

  private Predicate<List<Object>> one() {
    if (accept("not")) {
      return one().negate();
    }
    if (accept("(")) {
      Predicate<List<Object>> inner = either();
      if (!accept(")")) {
        throw wrong("a bracket is not closed");
      }
      return inner;
    }
    return comparison();
  }

  private Predicate<List<Object>> comparison() {
    Token name = next("a column");
    int column = Columns.of(rows, name.text());
    if (at >= tokens.size() || !Comparison.OPERATORS.contains(tokens.get(at).text())) {
      return row -> holds(row.get(column));
    }
    String operator = tokens.get(at++).text();
    Token value = next("a value after " + operator);
    Comparison comparison = new Comparison(rows.columns().get(column).name(), operator, clock);
    OptionalInt other = value.quoted() ? OptionalInt.empty() : Columns.find(rows, value.text());
    if (other.isPresent()) {
      return row -> comparison.holds(row.get(column), row.get(other.getAsInt()));
    }
    Literal literal = new Literal(value.text());
    return row -> comparison.holds(row.get(column), literal);
  }

  private static boolean holds(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof ByteSize size) {
      return size.bytes() != 0;
    }
    if (value instanceof Duration took) {
      return !took.isZero();
    }
    return value instanceof List<?> several ? !several.isEmpty() : !value.toString().isEmpty();
  }

  private boolean accept(String word) {
    if (at < tokens.size() && tokens.get(at).is(word)) {
      at++;
      return true;
    }
    return false;
  }

  private Token next(String what) {
    if (at >= tokens.size() || (!tokens.get(at).quoted() && isSign(tokens.get(at).text()))) {
      throw wrong("where expects " + what);
    }
    return tokens.get(at++);
  }

  private static boolean isSign(String text) {
    return Comparison.OPERATORS.contains(text) || text.equals("(") || text.equals(")");
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '\'' || c == '"') {
        int close = text.indexOf(c, i + 1);
        if (close < 0) {
          throw wrong("a quote is not closed");
        }
        tokens.add(new Token(text.substring(i + 1, close), true));
        i = close + 1;
      } else {
        String sign = sign(text, i);
        int end = sign.isEmpty() ? wordEnd(text, i) : i + sign.length();
        tokens.add(new Token(text.substring(i, end), false));
        i = end;
      }
    }
    return tokens;
  }

  private static String sign(String text, int at) {
    for (String operator : Comparison.OPERATORS) {
      if (text.startsWith(operator, at)) {
        return operator;
      }
    }
    char c = text.charAt(at);
    if (c == '(' || c == ')') {
      return String.valueOf(c);
    }
    if (c == '!') {
      throw wrong("\"!\" stands only in != and !~");
    }
    return "";
  }

  private static int wordEnd(String text, int from) {
    int i = from;
    while (i < text.length()
        && !Character.isWhitespace(text.charAt(i))
        && STOPS.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private static RuntimeException wrong(String message) {
    return Problem.of("rows.where", message)
        .withHint("where size > 100MB and repository =~ 'go' · help where")
        .exception();
  }
}
