package dev.stagecraft.engine.context;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code # syntax=} line of a Dockerfile, which names an image that is to read the rest. Where
 * there is no such image, the engine's own reader does.
 */
final class SyntaxLine {
  private static final Pattern SYNTAX =
      Pattern.compile("(\u00ef\u00bb\u00bf)?#\\s*syntax\\s*=[^\\n]*\\n?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ESCAPE =
      Pattern.compile("#\\s*escape\\s*=[^\\n]*\\n?", Pattern.CASE_INSENSITIVE);

  private final byte[] text;

  SyntaxLine(byte[] text) {
    this.text = text.clone();
  }

  /**
   * The text with its syntax line made a comment; as many lines as before. A comment ends the
   * directives, so an escape directive below changes places with it.
   */
  byte[] silenced() {
    // Bytes as characters: what is not ASCII passes through as it is.
    List<String> lines = lines(new String(text, StandardCharsets.ISO_8859_1));
    int syntax = directive(lines, SYNTAX);
    if (syntax >= 0) {
      Matcher equals = Pattern.compile("\\s*=\\s*").matcher(lines.get(syntax));
      lines.set(syntax, equals.replaceFirst(": "));
      int escape = directive(lines.subList(syntax + 1, lines.size()), ESCAPE);
      if (escape >= 0) {
        int below = syntax + 1 + escape;
        String comment = lines.set(syntax, lines.get(below));
        lines.set(below, comment);
      }
    }
    return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<String> lines(String all) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < all.length()) {
      int end = all.indexOf('\n', at);
      int next = end < 0 ? all.length() : end + 1;
      lines.add(all.substring(at, next));
      at = next;
    }
    return lines;
  }

  /** The index of a directive among the comment lines at the top; -1 where there is none. */
  private static int directive(List<String> lines, Pattern wanted) {
    for (int i = 0;
        i < lines.size() && lines.get(i).strip().matches("(\u00ef\u00bb\u00bf)?#.*");
        i++) {
      if (wanted.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    return -1;
  }
}
