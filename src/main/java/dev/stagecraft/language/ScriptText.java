package dev.stagecraft.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/**
 * Reads Groovy and Java as far as brackets, quotes and comments go: enough to know where a block
 * ends and whether more lines are to come. Source: the Groovy language specification, Syntax.
 */
public final class ScriptText {
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private final String text;
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;
  private boolean unfinished;

  private ScriptText(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** How a text ends: INCOMPLETE within a bracket, a text in quotes or a comment. */
  public static Completeness state(String text) {
    ScriptText scan = new ScriptText(text, 0);
    scan.toEnd(false);
    boolean incomplete = scan.unfinished || !scan.open.isEmpty();
    return incomplete ? Completeness.INCOMPLETE : Completeness.COMPLETE;
  }

  /**
   * Where a block ends.
   *
   * @param brace the offset of its opening brace
   * @return the offset of its closing brace; empty where the text ends before it
   */
  public static OptionalInt closing(String text, int brace) {
    ScriptText scan = new ScriptText(text, brace);
    return scan.toEnd(true) ? OptionalInt.of(scan.at - 1) : OptionalInt.empty();
  }

  /** Reads on to the end, or to behind the bracket that closes the first one. */
  private boolean toEnd(boolean first) {
    while (at < text.length() && !unfinished) {
      char c = text.charAt(at);
      if (text.startsWith("//", at) || (c == '#' && at == 0 && text.startsWith("#!"))) {
        int stop = text.indexOf('\n', at);
        at = stop < 0 ? text.length() : stop;
      } else if (text.startsWith("/*", at)) {
        behind("*/", at + 2);
      } else if (c == '"' || c == '\'') {
        quoted(c);
      } else if (text.startsWith("$/", at) && !wordBefore()) {
        behind("/$", at + 2);
      } else if (c == '/' && !operandBefore()) {
        slashes();
      } else if (OPENING.indexOf(c) >= 0) {
        open.push(c);
        at++;
      } else if (CLOSING.indexOf(c) >= 0) {
        at++;
        close(c);
        if (first && open.isEmpty()) {
          return true;
        }
      } else {
        at++;
      }
    }
    return false;
  }

  /** A bracket that does not fit is the compiler's to tell. */
  private void close(char c) {
    if (!open.isEmpty() && OPENING.indexOf(open.peek()) == CLOSING.indexOf(c)) {
      open.pop();
    }
  }

  private void behind(String end, int from) {
    int stop = text.indexOf(end, from);
    unfinished = stop < 0;
    at = unfinished ? text.length() : stop + end.length();
  }

  private void quoted(char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean many = text.startsWith(three, at);
    at += many ? 3 : 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (quote == '"' && text.startsWith("${", at)) {
        nested();
      } else if (many ? text.startsWith(three, at) : c == quote) {
        at += many ? 3 : 1;
        return;
      } else if (c == '\n' && !many) {
        // a quote that is not closed on its line is the compiler's to tell
        return;
      } else {
        at++;
      }
    }
    unfinished = many;
    at = text.length();
  }

  /** An expression within quotes. */
  private void nested() {
    ScriptText inner = new ScriptText(text, at + 1);
    if (inner.toEnd(true)) {
      at = inner.at;
    } else {
      unfinished = true;
      at = text.length();
    }
  }

  /** A pattern between slashes; where none closes it, the slash was a division. */
  private void slashes() {
    int from = at + 1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        break;
      }
      if (c == '/' && text.charAt(i - 1) != '\\') {
        at = i + 1;
        return;
      }
    }
    at = from;
  }

  private boolean wordBefore() {
    return at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1));
  }

  /** Whether a value stands before, so that a slash divides it. */
  private boolean operandBefore() {
    int i = at - 1;
    while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    char c = text.charAt(i);
    if (!Character.isJavaIdentifierPart(c)) {
      return c == ')' || c == ']' || c == '}' || c == '"' || c == '\'';
    }
    int start = i;
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, i + 1);
    boolean blank = i < at - 1;
    boolean spaced = at + 1 < text.length() && text.charAt(at + 1) == ' ';
    // "split /,/" calls with a pattern, "a / b" divides
    return !word.equals("return") && !(blank && !spaced && !Character.isDigit(word.charAt(0)));
  }
}
