package dev.stagecraft.console;

import dev.stagecraft.completion.TypedLine;
import dev.stagecraft.language.Completeness;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor whether Enter ends the input, and which word the cursor is in. */
final class PromptParser implements Parser {
  private final Function<String, Completeness> judge;

  PromptParser(Function<String, Completeness> judge) {
    this.judge = judge;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE) {
      if (judge.apply(line) == Completeness.INCOMPLETE) {
        throw new EOFError(-1, cursor, "not complete yet");
      }
    }
    // What comes from the line editor's own editor has its cursor one beyond the end.
    int at = Math.min(cursor, line.length());
    int start = TypedLine.of(line.substring(0, at)).start();
    int end = at;
    while (end < line.length() && !isBreak(line, end)) {
      end++;
    }
    return new Word(line, at, line.substring(start, end), at - start);
  }

  private static boolean isBreak(String line, int at) {
    char c = line.charAt(at);
    boolean escaped = at > 0 && line.charAt(at - 1) == '\\';
    return !escaped && TypedLine.isBreak(c);
  }

  /** A line with its cursor; only the word at the cursor is of interest to the editor. */
  private record Word(String line, int cursor, String word, int wordCursor)
      implements CompletingParsedLine {
    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor;
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
