package dev.stagecraft.language;

import java.util.List;

/** Reads one word with all that may nest in it. */
final class WordReader {
  /** Where a word stands; that decides what may be part of it. */
  enum Place {
    /** Before the command word, where assignments may stand. */
    COMMAND,
    /** Behind the command word, or anywhere else. */
    ARGUMENT,
    /** Behind {@code declare} and its like, which take assignments of arrays. */
    DECLARATION,
    /** In the brackets of an array. */
    ELEMENT,
    /** In {@code [[ ]]}. */
    CONDITION,
    /** Behind {@code =~}. */
    REGEX
  }

  private final Scan scan;
  private final Grammar grammar;
  private final QuoteReader quotes;

  WordReader(Scan scan, Grammar grammar) {
    this.scan = scan;
    this.grammar = grammar;
    this.quotes = new QuoteReader(scan, grammar);
  }

  /** The quotes and expansions that may stand in a word. */
  QuoteReader quotes() {
    return quotes;
  }

  /** Reads a word into {@code literal}; {@code kind} colours what is not quoted in it. */
  Word read(Place place, Token.Kind kind, Literal literal) {
    if (scan.lineEnd()) {
      throw scan.unexpected();
    }
    int start = scan.pos;
    while (part(place, kind, literal)) {
      // each part moves on
    }
    if (scan.pos == start) {
      throw scan.unexpected();
    }
    Span span = new Span(start, scan.pos);
    scan.lastWord = span;
    return new Word(span, span.in(scan.text), literal.word());
  }

  /** Reads a word that is neither a command word nor an assignment. */
  Word read(Place place) {
    return read(place, Token.Kind.WORD, new Literal());
  }

  /** Reads the next part of a word; answers false where the word ends. */
  private boolean part(Place place, Token.Kind kind, Literal literal) {
    int c = scan.peek();
    switch (c) {
      case '\\' -> {
        scan.paint.fill(Token.Kind.STRING, scan.pos, scan.pos + 2);
        literal.quoted(scan.text.substring(scan.pos + 1, scan.pos + 2));
        scan.pos += 2;
      }
      case '\'' -> quotes.single(literal);
      case '"' -> quotes.doubled(literal);
      case '`' -> quotes.backtick(literal);
      case '$' -> quotes.dollar(literal, false, kind);
      case '(' -> {
        return bracket(place, kind, literal);
      }
      case '<', '>' -> {
        return substitution(literal);
      }
      case '[' -> subscript(place, kind, literal);
      case '|' -> {
        if (place != Place.REGEX) {
          return false;
        }
        plain(kind, literal);
      }
      default -> {
        if (c == Scan.END || Characters.meta(c)) {
          return false;
        }
        return ordinary(c, place, kind, literal);
      }
    }
    return true;
  }

  private boolean ordinary(int c, Place place, Token.Kind kind, Literal literal) {
    boolean pattern = place != Place.REGEX && "?*+@!".indexOf(c) >= 0 && scan.peekSecond() == '(';
    plain(kind, literal);
    if (pattern) {
      literal.expand();
      scan.extendedPattern |= place != Place.CONDITION;
      int start = scan.pos;
      scan.peek();
      scan.pos++;
      pattern(place, start);
      scan.paint.fill(kind, start, scan.pos);
    }
    return true;
  }

  private void pattern(Place place, int start) {
    try {
      quotes.matched('(', ')', start);
    } catch (Stop stop) {
      throw place == Place.CONDITION
          ? stop
          : Stop.unsure("a pattern such as @(a|b) is known only where extglob is set", start);
    }
  }

  private void plain(Token.Kind kind, Literal literal) {
    literal.plain(scan.text.charAt(scan.pos));
    scan.step(kind);
  }

  private boolean bracket(Place place, Token.Kind kind, Literal literal) {
    int start = scan.pos;
    if (place == Place.REGEX) {
      scan.pos++;
      quotes.matched('(', ')', start);
      scan.paint.fill(kind, start, scan.pos);
      literal.expand();
      return true;
    }
    if (!literal.endsWithSign() || (place != Place.COMMAND && place != Place.DECLARATION)) {
      return false;
    }
    scan.step(Token.Kind.OPERATOR);
    literal.expand();
    scan.newlines();
    while (scan.peek() != ')') {
      if (scan.peek() == Scan.END) {
        throw Stop.incomplete("the bracket ( is not closed", start);
      }
      read(Place.ELEMENT);
      scan.newlines();
    }
    scan.step(Token.Kind.OPERATOR);
    return true;
  }

  private boolean substitution(Literal literal) {
    if (scan.peekSecond() != '(') {
      return false;
    }
    int start = scan.pos;
    scan.step(Token.Kind.VARIABLE);
    scan.step(Token.Kind.VARIABLE);
    grammar.substitution(start);
    literal.expand();
    return true;
  }

  private void subscript(Place place, Token.Kind kind, Literal literal) {
    boolean assignable =
        ((place == Place.COMMAND || place == Place.DECLARATION) && literal.isName())
            || (place == Place.ELEMENT && literal.isEmpty());
    int start = scan.pos;
    plain(kind, literal);
    if (!assignable) {
      return;
    }
    quotes.matched('[', ']', start);
    scan.paint.fill(kind, start, scan.pos);
    String inner = scan.text.substring(start + 1, scan.pos - 1);
    if (inner.indexOf('$') >= 0 || inner.indexOf('`') >= 0) {
      literal.expand();
    }
    for (int i = 0; i < inner.length(); i++) {
      literal.plain(inner.charAt(i) == '=' ? '\0' : inner.charAt(i));
    }
    literal.plain(']');
  }

  /** The commands after which words may be assignments of arrays. */
  static Place placeBehind(List<Word> words) {
    return switch (words.get(0).raw()) {
      case "declare", "typeset", "local", "export", "readonly", "alias", "eval", "let" ->
          Place.DECLARATION;
      default -> Place.ARGUMENT;
    };
  }
}
