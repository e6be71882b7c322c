package dev.stagecraft.language;

import dev.stagecraft.language.CommandDraft.HeredocDraft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A text with the place up to which it has been read, and what has been found on the way. All
 * readers of one text share it.
 */
final class Scan {
  /** What {@link #peek} answers at the end of the text. */
  static final int END = -1;

  private static final int MAX_DEPTH = 200;

  final String text;
  final int end;
  final Paint paint;

  /** Every simple command found so far, in no order. */
  final List<CommandDraft> commands;

  /** The simple commands that have begun and have not ended, innermost last. */
  final Deque<CommandDraft> open = new ArrayDeque<>();

  /** Whether the end of the text is a cursor, behind which a word may go on. */
  boolean typing;

  /** Whether a pattern was read that is one only under {@code extglob}. */
  boolean extendedPattern;

  /** Whether the text ends in a comment. */
  boolean endsInComment;

  /** The last word that was read, or nothing. */
  Span lastWord = new Span(0, 0);

  int pos;
  private List<HeredocDraft> pending = new ArrayList<>();
  private int substitutions;
  private int depth;
  private long patience;

  Scan(String text) {
    this(text, 0, text.length(), new Paint(text.length()), new ArrayList<>(), 0);
  }

  private Scan(
      String text, int start, int end, Paint paint, List<CommandDraft> commands, int depth) {
    this.text = text;
    this.pos = start;
    this.end = end;
    this.paint = paint;
    this.commands = commands;
    this.depth = depth;
    this.patience = 100_000 + 64L * text.length();
  }

  /** A scan of a part of the same text that gathers into the same places. */
  Scan part(int start, int stop) {
    return new Scan(text, start, stop, paint, commands, depth);
  }

  /** The next character, joined lines stepped over, or {@link #END}. */
  int peek() {
    if (--patience < 0) {
      throw Stop.unsure("this text nests too deep to be read without running it", pos);
    }
    while (pos < end && text.charAt(pos) == '\\') {
      if (pos + 1 == end) {
        throw Stop.incomplete("the line ends with a backslash, and nothing follows", pos);
      }
      if (text.charAt(pos + 1) != '\n') {
        return '\\';
      }
      if (pos + 2 == end) {
        throw Stop.incomplete("the line ends with a backslash, and nothing follows", pos);
      }
      pos += 2;
    }
    return pos < end ? text.charAt(pos) : END;
  }

  /** The character behind the next one, joined lines stepped over, or {@link #END}. */
  int peekSecond() {
    if (peek() == END) {
      return END;
    }
    int here = pos;
    pos++;
    int second = peek();
    pos = here;
    return second;
  }

  /** Whether the next characters are these. */
  boolean looking(String wanted) {
    int here = pos;
    for (int i = 0; i < wanted.length(); i++) {
      if (peek() != wanted.charAt(i)) {
        pos = here;
        return false;
      }
      pos++;
    }
    pos = here;
    return true;
  }

  /** Steps over these characters if they are the next ones. */
  boolean accept(String wanted, Token.Kind kind) {
    if (!looking(wanted)) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      step(kind);
    }
    return true;
  }

  /** Steps over one character. */
  void step(Token.Kind kind) {
    peek();
    paint.fill(kind, pos, pos + 1);
    pos++;
  }

  /** Steps over blanks and a comment, up to a line end or the next token. */
  void blanks() {
    while (Characters.blank(peek())) {
      pos++;
    }
    if (peek() == '#') {
      int start = pos;
      while (pos < end && text.charAt(pos) != '\n') {
        pos++;
      }
      endsInComment = pos == end;
      paint.fill(Token.Kind.COMMENT, start, pos);
    }
  }

  /** Steps over blanks, comments and line ends, and over heredoc bodies that begin there. */
  void newlines() {
    blanks();
    while (peek() == '\n') {
      newline();
      blanks();
    }
  }

  /** Steps over a line end and the heredoc bodies behind it. */
  void newline() {
    pos++;
    List<HeredocDraft> due = pending;
    pending = new ArrayList<>();
    for (HeredocDraft heredoc : due) {
      new HeredocReader(this).read(heredoc, substitutions > 0);
    }
  }

  /** Announces a heredoc whose body begins behind the next line end. */
  void expect(HeredocDraft heredoc) {
    pending.add(heredoc);
  }

  /** The heredocs announced and not yet read, which are forgotten. */
  List<HeredocDraft> takePending() {
    List<HeredocDraft> taken = pending;
    pending = new ArrayList<>();
    return taken;
  }

  /** At the end of the text: refuses a heredoc without a body. */
  void requireHeredocs() {
    if (!pending.isEmpty()) {
      HeredocDraft first = pending.get(0);
      throw Stop.incomplete("the heredoc " + first.delimiter + " is not closed", first.at);
    }
  }

  /** Goes one level down; {@code substitution} where a {@code )} may end a heredoc too. */
  List<HeredocDraft> enter(boolean substitution) {
    if (++depth > MAX_DEPTH) {
      throw Stop.unsure("this text nests too deep to be read without running it", pos);
    }
    substitutions += substitution ? 1 : 0;
    return substitution ? takePending() : pending;
  }

  /** Comes back up with what {@link #enter} gave. */
  void leave(boolean substitution, List<HeredocDraft> outer) {
    depth--;
    if (substitution) {
      substitutions--;
      outer.addAll(pending);
      pending = outer;
    }
  }

  /** Goes on at another place as if the text began there. */
  void restart(int at) {
    pos = at;
    depth = 0;
    substitutions = 0;
    pending = new ArrayList<>();
    open.clear();
  }

  /** Notes that the text may end before a command, behind others of its pipeline. */
  void expectCommand(List<CommandDraft> before) {
    if (typing && pos == end) {
      open.addLast(new CommandDraft(pos, before));
    }
  }

  /** Whether all of this line has been read. */
  boolean lineEnd() {
    int c = peek();
    return c == '\n' || c == END;
  }

  /** The next word up to an escape, not stepped over; empty where an operator is next. */
  String bare() {
    int here = pos;
    StringBuilder word = new StringBuilder();
    int c = peek();
    while (c != END && !Characters.meta(c)) {
      word.append((char) c);
      if (c == '\\') {
        break;
      }
      pos++;
      c = peek();
    }
    boolean mayGoOn = typing && c == END;
    pos = here;
    return mayGoOn ? "" : word.toString();
  }

  /** Steps over this word if it is the next one. */
  boolean acceptWord(String wanted) {
    return bare().equals(wanted) && accept(wanted, Token.Kind.OPERATOR);
  }

  /** The complaint about what is next. */
  Stop unexpected() {
    int c = peek();
    int start = pos;
    int stop = start;
    if (c == END && typing) {
      return Stop.incomplete("the line goes on", pos);
    }
    if (c == END || c == '\n') {
      return Stop.wrong("the line ends too early", start, 0);
    }
    while (stop < end && Characters.meta(text.charAt(stop)) == Characters.meta(c)) {
      if (stop > start && Characters.meta(c) && text.charAt(stop) != c) {
        break;
      }
      stop++;
    }
    return Stop.wrong(
        "unexpected " + text.substring(start, stop) + " in shell text", start, stop - start);
  }
}
