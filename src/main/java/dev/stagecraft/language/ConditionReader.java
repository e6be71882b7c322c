package dev.stagecraft.language;

import dev.stagecraft.language.WordReader.Place;

/** Reads what stands between {@code [[} and {@code ]]}. Source: bash, parse.y, cond_expr. */
final class ConditionReader {
  private static final String UNARY = "abcdefghknoprstuvwxzGLNORS";

  private final Scan scan;
  private final WordReader words;

  ConditionReader(Scan scan, WordReader words) {
    this.scan = scan;
    this.words = words;
  }

  /** Reads the condition and its end; {@code start} is where it began. */
  void read(int start) {
    alternatives(start);
    if (!scan.acceptWord("]]")) {
      throw end(start);
    }
  }

  private Stop end(int start) {
    return scan.peek() == Scan.END
        ? Stop.incomplete("the condition [[ is not closed", start)
        : scan.unexpected();
  }

  private void alternatives(int start) {
    do {
      conjunction(start);
    } while (scan.accept("||", Token.Kind.OPERATOR));
  }

  private void conjunction(int start) {
    do {
      term(start);
    } while (scan.accept("&&", Token.Kind.OPERATOR));
  }

  private void term(int start) {
    scan.newlines();
    boolean negated = false;
    while (scan.acceptWord("!")) {
      negated = true;
      scan.newlines();
    }
    if (negated && scan.bare().equals("]]")) {
      return;
    }
    if (scan.peek() == Scan.END) {
      throw end(start);
    }
    if (scan.peek() == '(') {
      int depth = scan.pos;
      var outer = scan.enter(false);
      scan.step(Token.Kind.OPERATOR);
      alternatives(start);
      if (scan.peek() == Scan.END) {
        throw Stop.incomplete("the bracket ( is not closed", depth);
      }
      if (!scan.accept(")", Token.Kind.OPERATOR)) {
        throw scan.unexpected();
      }
      scan.leave(false, outer);
    } else if (scan.bare().equals("]]")) {
      throw scan.unexpected();
    } else {
      comparison();
    }
    scan.newlines();
  }

  private void comparison() {
    String first = scan.bare();
    words.read(Place.CONDITION);
    scan.blanks();
    if (first.length() == 2 && first.charAt(0) == '-' && UNARY.indexOf(first.charAt(1)) >= 0) {
      requireWord();
      words.read(Place.CONDITION);
      return;
    }
    if (scan.accept("<", Token.Kind.OPERATOR) || scan.accept(">", Token.Kind.OPERATOR)) {
      operand(Place.CONDITION);
      return;
    }
    if (scan.bare().equals("]]") || scan.looking("&&") || scan.looking("||")) {
      return;
    }
    if (scan.peek() == ')') {
      return;
    }
    String operator = scan.bare();
    if (!operator.matches("=|==|!=|=~|-eq|-ne|-lt|-le|-gt|-ge|-ef|-nt|-ot")) {
      throw scan.unexpected();
    }
    scan.accept(operator, Token.Kind.OPERATOR);
    operand(operator.equals("=~") ? Place.REGEX : Place.CONDITION);
  }

  private void operand(Place place) {
    scan.blanks();
    requireWord();
    words.read(place);
  }

  private void requireWord() {
    if (scan.lineEnd() || scan.bare().equals("]]")) {
      throw scan.unexpected();
    }
  }
}
