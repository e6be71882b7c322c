package dev.stagecraft.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands before the cursor, as completion needs it: the words of the command that is being
 * typed, and the word that is not finished.
 *
 * @param words the command's finished words, unquoted, without assignments and without {@code sudo}
 *     and the like before the command
 * @param start where the unfinished word begins; the cursor where there is none
 * @param raw the unfinished word as it was typed
 * @param partial the unfinished word, unquoted
 * @param quote the quote that is open at the cursor
 * @param redirection whether the unfinished word is the file of a redirection
 */
record TypedLine(
    List<String> words,
    int start,
    String raw,
    String partial,
    Optional<Character> quote,
    boolean redirection) {
  private static final Set<String> BEFORE_A_COMMAND =
      Set.of(
          "!", "{", "do", "elif", "else", "env", "exec", "if", "command", "nohup", "sudo", "then",
          "time", "until", "while");

  TypedLine {
    words = List.copyOf(words);
  }

  /** Reads what stands before the cursor. */
  static TypedLine of(String before) {
    return new Scan(before).line();
  }

  /** Whether a character ends a word where it is not quoted. */
  static boolean isBreak(char c) {
    return " \t\n|&;<>()`".indexOf(c) >= 0;
  }

  /** The pass over a text. */
  private static final class Scan {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int start = -1;
    private Optional<Character> quote = Optional.empty();
    private boolean redirection;

    Scan(String text) {
      this.text = text;
    }

    TypedLine line() {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote.isPresent()) {
          i = quoted(i, c, quote.get());
        } else if (isBreak(c)) {
          end(i, c);
        } else {
          i = plain(i, c);
        }
      }
      int from = start < 0 ? text.length() : start;
      return new TypedLine(words, from, text.substring(from), word.toString(), quote, redirection);
    }

    /** A character in quotes; answers the place of the last one that was taken. */
    private int quoted(int at, char c, char open) {
      if (c == open) {
        quote = Optional.empty();
      } else if (c == '\\' && open == '"' && at + 1 < text.length()) {
        char next = text.charAt(at + 1);
        if ("\\\"$`".indexOf(next) < 0) {
          word.append(c);
        }
        word.append(next);
        return at + 1;
      } else {
        word.append(c);
      }
      return at;
    }

    private int plain(int at, char c) {
      if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
        return at + 1;
      }
      if (start < 0) {
        start = at;
      }
      if (c == '\'' || c == '"') {
        quote = Optional.of(c);
      } else if (c == '\\') {
        if (at + 1 < text.length()) {
          word.append(text.charAt(at + 1));
        }
        return at + 1;
      } else {
        word.append(c);
      }
      return at;
    }

    private void end(int at, char c) {
      boolean number = start >= 0 && text.substring(start, at).matches("\\d+");
      boolean arrow = c == '<' || c == '>';
      if (start >= 0 && redirection) {
        redirection = false;
      } else if (start >= 0 && !(number && arrow) && !isBefore(word.toString())) {
        words.add(word.toString());
      }
      word.setLength(0);
      start = -1;
      if (arrow) {
        redirection = true;
      } else if (c != ' ' && c != '\t' && !isOfRedirection(at, c)) {
        words.clear();
        redirection = false;
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
      return words.isEmpty()
          && (BEFORE_A_COMMAND.contains(said) || said.matches("[A-Za-z_][A-Za-z0-9_]*\\+?=.*"));
    }
  }
}
