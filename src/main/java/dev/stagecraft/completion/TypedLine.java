package dev.stagecraft.completion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What stands before the cursor, as completion needs it: the words of the command that is being
 * typed, and the word that is not finished.
 *
 * @param pipeline the commands before it in the same pipeline, each as its words
 * @param words the command's finished words, unquoted, without assignments and without {@code sudo}
 *     and the like before the command
 * @param start where the unfinished word begins; the cursor where there is none
 * @param raw the unfinished word as it was typed
 * @param partial the unfinished word, unquoted
 * @param quote the quote that is open at the cursor
 * @param redirection whether the unfinished word is the file of a redirection
 * @param variable where in {@code raw} the dollar sign of an unfinished variable stands
 */
public record TypedLine(
    List<List<String>> pipeline,
    List<String> words,
    int start,
    String raw,
    String partial,
    Optional<Character> quote,
    boolean redirection,
    OptionalInt variable) {
  private static final Set<String> BEFORE_A_COMMAND =
      Set.of(
          "!", "{", "do", "elif", "else", "env", "exec", "if", "command", "nohup", "sudo", "then",
          "time", "until", "while");

  public TypedLine {
    pipeline = pipeline.stream().map(List::copyOf).toList();
    words = List.copyOf(words);
  }

  /** Reads what stands before the cursor. */
  public static TypedLine of(String before) {
    return new Scan(before).line();
  }

  /** Whether a character ends a word where it is not quoted. */
  public static boolean isBreak(char c) {
    return " \t\n|&;<>()`".indexOf(c) >= 0;
  }

  /** A command while it is read; one inside another, as in {@code $(…)}, has its own. */
  private static final class Level {
    private final char closes;
    private final List<List<String>> pipeline = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int start = -1;
    private int dollar = -1;
    private Optional<Character> quote = Optional.empty();
    private boolean redirection;

    Level(char closes) {
      this.closes = closes;
    }

    void newCommand() {
      pipeline.clear();
      words.clear();
      redirection = false;
    }

    void bar() {
      pipeline.add(List.copyOf(words));
      words.clear();
      redirection = false;
    }
  }

  /** The pass over a text. */
  private static final class Scan {
    private final String text;
    private final Deque<Level> outer = new ArrayDeque<>();
    private Level now = new Level('\0');

    Scan(String text) {
      this.text = text;
    }

    TypedLine line() {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (now.quote.isPresent()) {
          i = quoted(i, c, now.quote.get());
        } else if (isBreak(c)) {
          i = broken(i, c);
        } else {
          i = plain(i, c);
        }
      }
      int from = now.start < 0 ? text.length() : now.start;
      boolean variable =
          now.dollar >= from && text.substring(now.dollar).matches("\\$\\{?[A-Za-z_0-9]*");
      return new TypedLine(
          now.pipeline,
          now.words,
          from,
          text.substring(from),
          now.word.toString(),
          now.quote,
          now.redirection,
          variable ? OptionalInt.of(now.dollar - from) : OptionalInt.empty());
    }

    private boolean follows(int at, char c) {
      return at + 1 < text.length() && text.charAt(at + 1) == c;
    }

    /** A character in quotes; answers the place of the last one that was taken. */
    private int quoted(int at, char c, char open) {
      if (c == open) {
        now.quote = Optional.empty();
      } else if (open == '"' && c == '`') {
        begin('`');
      } else if (open == '"' && c == '$' && follows(at, '(')) {
        begin(')');
        return at + 1;
      } else if (c == '\\' && open == '"' && at + 1 < text.length()) {
        char next = text.charAt(at + 1);
        if ("\\\"$`".indexOf(next) < 0) {
          now.word.append(c);
        }
        now.word.append(next);
        return at + 1;
      } else {
        if (open == '"' && c == '$') {
          now.dollar = at;
        }
        now.word.append(c);
      }
      return at;
    }

    private int plain(int at, char c) {
      if (c == '\\' && follows(at, '\n')) {
        return at + 1;
      }
      if (now.start < 0) {
        now.start = at;
      }
      if (c == '\'' || c == '"') {
        now.quote = Optional.of(c);
      } else if (c == '\\') {
        if (at + 1 < text.length()) {
          now.word.append(text.charAt(at + 1));
        }
        return at + 1;
      } else if (c == '$' && follows(at, '(')) {
        begin(')');
        return at + 1;
      } else {
        if (c == '$') {
          now.dollar = at;
        }
        now.word.append(c);
      }
      return at;
    }

    private void begin(char closes) {
      outer.push(now);
      now = new Level(closes);
    }

    /** A break that is no quoted one; answers the place of the last character that was taken. */
    private int broken(int at, char c) {
      if (c == now.closes) {
        now = outer.pop();
        return at;
      }
      if (c == '`') {
        if (now.start < 0) {
          now.start = at;
        }
        begin('`');
        return at;
      }
      if (c == '<' || c == '>') {
        if (follows(at, '(')) {
          if (now.start < 0) {
            now.start = at;
          }
          begin(')');
          return at + 1;
        }
      }
      end(at, c);
      if (c == '(') {
        begin(')');
      }
      return at;
    }

    private void end(int at, char c) {
      boolean number = now.start >= 0 && text.substring(now.start, at).matches("\\d+");
      boolean arrow = c == '<' || c == '>';
      if (now.start >= 0 && now.redirection) {
        now.redirection = false;
      } else if (now.start >= 0 && !(number && arrow) && !isBefore(now.word.toString())) {
        now.words.add(now.word.toString());
      }
      now.word.setLength(0);
      now.start = -1;
      if (arrow) {
        now.redirection = true;
      } else if (c != ' ' && c != '\t' && !isOfRedirection(at, c)) {
        next(at, c);
      }
    }

    private void next(int at, char c) {
      boolean second = at > 0 && text.charAt(at - 1) == '|';
      if (c == '|' && !second && !follows(at, '|')) {
        now.bar();
      } else if (!(c == '&' && second)) {
        now.newCommand();
      }
    }

    /** {@code >&}, {@code &>}, {@code >|}. */
    private boolean isOfRedirection(int at, char c) {
      return ((c == '&' || c == '|') && isArrow(at - 1)) || (c == '&' && isArrow(at + 1));
    }

    private boolean isArrow(int at) {
      return at >= 0 && at < text.length() && "<>".indexOf(text.charAt(at)) >= 0;
    }

    private boolean isBefore(String said) {
      return now.words.isEmpty()
          && (BEFORE_A_COMMAND.contains(said) || said.matches("[A-Za-z_][A-Za-z0-9_]*\\+?=.*"));
    }
  }
}
