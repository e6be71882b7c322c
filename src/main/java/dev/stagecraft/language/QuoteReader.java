package dev.stagecraft.language;

import java.util.Optional;

/** Reads quotes and expansions: what may stand in a word and hold anything. */
final class QuoteReader {
  private final Scan scan;
  private final Grammar grammar;

  QuoteReader(Scan scan, Grammar grammar) {
    this.scan = scan;
    this.grammar = grammar;
  }

  /** Reads {@code '…'}. */
  void single(Literal literal) {
    int start = scan.pos;
    int stop = scan.text.indexOf('\'', start + 1);
    if (stop < 0 || stop >= scan.end) {
      literal.quoted(scan.text.substring(start + 1, scan.end));
      throw Stop.incomplete("the quote ' is not closed", start, Token.Kind.STRING);
    }
    literal.quoted(scan.text.substring(start + 1, stop));
    scan.pos = stop + 1;
    scan.paint.fill(Token.Kind.STRING, start, scan.pos);
  }

  /** Reads {@code "…"}. */
  void doubled(Literal literal) {
    int start = scan.pos;
    int segment = start;
    scan.pos++;
    literal.quoted("");
    while (scan.pos < scan.end) {
      char c = scan.text.charAt(scan.pos);
      switch (c) {
        case '"' -> {
          scan.pos++;
          scan.paint.fill(Token.Kind.STRING, segment, scan.pos);
          return;
        }
        case '\\' -> escapeInDouble(literal);
        case '`', '$' -> {
          scan.paint.fill(Token.Kind.STRING, segment, scan.pos);
          if (c == '`') {
            backtick(literal);
          } else {
            dollar(literal, true, Token.Kind.STRING);
          }
          segment = scan.pos;
        }
        default -> {
          literal.quoted(c);
          scan.pos++;
        }
      }
    }
    throw Stop.incomplete("the quote \" is not closed", start, Token.Kind.STRING);
  }

  private void escapeInDouble(Literal literal) {
    char next = scan.pos + 1 < scan.end ? scan.text.charAt(scan.pos + 1) : ' ';
    if (next == '\n') {
      scan.pos += 2;
    } else if ("\\\"$`".indexOf(next) >= 0) {
      literal.quoted(next);
      scan.pos += 2;
    } else {
      literal.quoted('\\');
      scan.pos++;
    }
  }

  /** Reads what a dollar sign begins, or the sign alone. */
  void dollar(Literal literal, boolean quoted, Token.Kind kind) {
    int start = scan.pos;
    int next = scan.peekSecond();
    if (!quoted && next == '\'') {
      ansi(start, literal);
    } else if (!quoted && next == '"') {
      scan.step(Token.Kind.STRING);
      scan.peek();
      literal.expand();
      doubled(literal);
    } else if (Characters.startsExpansion(next)) {
      literal.expand();
      scan.step(Token.Kind.VARIABLE);
      scan.peek();
      expansion(start, next);
    } else {
      if (quoted) {
        literal.quoted('$');
      } else {
        literal.plain('$');
      }
      scan.step(kind);
    }
  }

  private void expansion(int start, int opener) {
    scan.pos++;
    scan.paint.fill(Token.Kind.VARIABLE, start, scan.pos);
    switch (opener) {
      case '{' -> matched('\0', '}', start);
      case '[' -> matched('[', ']', start);
      case '(' -> {
        if (scan.peek() != '(' || !arithmetic(start)) {
          grammar.substitution(start);
        }
        return;
      }
      default -> {
        if (Characters.nameStart(opener)) {
          while (Characters.name(scan.peek())) {
            scan.pos++;
          }
        }
      }
    }
    scan.paint.fill(Token.Kind.VARIABLE, start, scan.pos);
  }

  /**
   * Reads an arithmetic {@code ((…))}, whose first bracket is read already. Where it turns out to
   * be two brackets of another kind it answers false and the place is what it was.
   */
  boolean arithmetic(int start) {
    int here = scan.pos;
    int found = scan.commands.size();
    scan.peek();
    scan.pos++;
    matched('(', ')', start);
    if (scan.peek() == ')') {
      scan.pos++;
      scan.paint.fill(Token.Kind.VARIABLE, start, scan.pos);
      return true;
    }
    scan.commands.subList(found, scan.commands.size()).clear();
    scan.paint.clear(here);
    scan.pos = here;
    return false;
  }

  private void ansi(int start, Literal literal) {
    scan.peekSecond();
    scan.pos = scan.text.indexOf('\'', scan.pos) + 1;
    int bodyStart = scan.pos;
    while (scan.pos < scan.end && scan.text.charAt(scan.pos) != '\'') {
      scan.pos += scan.text.charAt(scan.pos) == '\\' ? 2 : 1;
    }
    if (scan.pos >= scan.end) {
      scan.pos = scan.end;
      literal.expand();
      throw Stop.incomplete("the quote $' is not closed", start, Token.Kind.STRING);
    }
    Optional<String> text = AnsiQuote.decode(scan.text.substring(bodyStart, scan.pos));
    scan.pos++;
    scan.paint.fill(Token.Kind.STRING, start, scan.pos);
    text.ifPresentOrElse(literal::quoted, literal::expand);
  }

  /** Reads {@code `…`}; the commands in it are found where no escape stands in the way. */
  void backtick(Literal literal) {
    int start = scan.pos;
    literal.expand();
    scan.pos++;
    int bodyStart = scan.pos;
    boolean escaped = false;
    while (scan.pos < scan.end && scan.text.charAt(scan.pos) != '`') {
      boolean escape = scan.text.charAt(scan.pos) == '\\';
      escaped |= escape;
      scan.pos += escape ? 2 : 1;
    }
    if (scan.pos >= scan.end) {
      scan.pos = scan.end;
      throw Stop.incomplete("the quote ` is not closed", start, Token.Kind.VARIABLE);
    }
    if (!escaped) {
      inner(bodyStart, scan.pos);
    }
    scan.pos++;
    scan.paint.fill(Token.Kind.VARIABLE, start, scan.pos);
  }

  private void inner(int start, int stop) {
    int found = scan.commands.size();
    try {
      new Grammar(scan.part(start, stop)).all();
    } catch (Stop bashReadsItLater) {
      // bash reads the inside only when it runs; until then nothing in it is wrong
      scan.commands.subList(found, scan.commands.size()).clear();
    }
  }

  /**
   * Reads up to the bracket that closes. Only other quotes and expansions are seen in between.
   *
   * @param opener what opens the same kind of bracket, NUL where the first closing one ends it
   */
  void matched(char opener, char closer, int start) {
    var outer = scan.enter(false);
    int level = 1;
    Literal ignored = new Literal();
    while (scan.pos < scan.end) {
      char c = scan.text.charAt(scan.pos);
      if (c == closer) {
        scan.pos++;
        if (--level == 0) {
          scan.leave(false, outer);
          return;
        }
      } else if (c == '\'') {
        single(ignored);
      } else if (c == '"') {
        doubled(ignored);
      } else if (c == '`') {
        backtick(ignored);
      } else if (c == '$') {
        dollar(ignored, false, Token.Kind.VARIABLE);
      } else if (opener == '\0' && (c == '<' || c == '>') && scan.peekSecond() == '(') {
        int inner = scan.pos;
        scan.step(Token.Kind.VARIABLE);
        scan.step(Token.Kind.VARIABLE);
        grammar.substitution(inner);
      } else {
        scan.pos += c == '\\' ? 2 : 1;
        level += c == opener ? 1 : 0;
      }
    }
    scan.pos = scan.end;
    String bracket = opener == '\0' ? "${" : String.valueOf(opener);
    throw Stop.incomplete("the bracket " + bracket + " is not closed", start, Token.Kind.VARIABLE);
  }
}
