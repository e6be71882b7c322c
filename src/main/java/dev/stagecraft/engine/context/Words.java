package dev.stagecraft.engine.context;

import java.util.ArrayList;
import java.util.List;

/** The words of an instruction's arguments, split at spaces that are not quoted. */
final class Words {
  private final String text;
  private final char escape;

  Words(String text, char escape) {
    this.text = text;
    this.escape = escape;
  }

  /** The words with their quotes and escapes as written. */
  List<String> raw() {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == escape && quote != '\'' && i + 1 < text.length()) {
        word.append(c).append(text.charAt(++i));
        continue;
      }
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (Character.isWhitespace(c)) {
        if (!word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
        }
        continue;
      }
      word.append(c);
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
