package dev.stagecraft.console;

import dev.stagecraft.console.Theme.Role;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of Groovy and Java: keywords, strings, numbers, comments; a text that is not closed
 * has them too.
 */
final class ScriptColours {
  private static final Pattern BLOCK = Pattern.compile("\\s*(?<word>groovy|jshell)\\s*\\{");
  private static final Pattern PIECES =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*(?s:.*?)(?:\\*/|\\z))"
              + "|(?<string>\"\"\"(?s:.*?)(?:\"\"\"|\\z)|'''(?s:.*?)(?:'''|\\z)"
              + "|\"(?:\\\\.|[^\"\\\\\\n])*+\"?|'(?:\\\\.|[^'\\\\\\n])*+'?)"
              + "|(?<number>\\b(?:0[xX][0-9a-fA-F_]+|[0-9][0-9_]*(?:\\.[0-9][0-9_]*)?(?:[eE][+-]?[0-9]+)?)"
              + "[lLfFdDgG]?\\b)"
              + "|(?<keyword>(?<![.$\\w])(?:abstract|as|assert|boolean|break|byte|case|catch|char|class|continue|def"
              + "|default|do|double|else|enum|extends|false|final|finally|float|for|if|implements|import|in"
              + "|instanceof|int|interface|long|new|null|package|private|protected|public|record|return|sealed"
              + "|short|static|super|switch|synchronized|this|throw|throws|trait|true|try|var|void|volatile|while"
              + "|yield)\\b)"
              + "|(?<annotation>@[A-Za-z_]\\w*)"
              + "|(?<other>\\w+)");

  private ScriptColours() {}

  /**
   * Gives roles to {@code groovy { … }} and {@code jshell { … }}.
   *
   * @return false where the line is none
   */
  static boolean colourBlock(String line, Painter painter) {
    Matcher block = BLOCK.matcher(line);
    if (!block.lookingAt()) {
      return false;
    }
    painter.paint(block.start("word"), block.end("word"), Role.OURS);
    painter.paint(block.end() - 1, block.end(), Role.OPERATOR);
    colour(line, block.end(), painter);
    return true;
  }

  /** Gives roles to the pieces of a text from a place on, in their order. */
  static void colour(String text, int begin, Painter painter) {
    Matcher piece = PIECES.matcher(text);
    piece.region(begin, text.length());
    piece.useTransparentBounds(true);
    while (piece.find()) {
      role(piece).ifPresent(role -> painter.paint(piece.start(), piece.end(), role));
    }
  }

  private static Optional<Role> role(Matcher piece) {
    if (piece.start("comment") >= 0) {
      return Optional.of(Role.COMMENT);
    }
    if (piece.start("string") >= 0) {
      return Optional.of(Role.STRING);
    }
    if (piece.start("number") >= 0) {
      return Optional.of(Role.NUMBER);
    }
    if (piece.start("keyword") >= 0) {
      return Optional.of(Role.OPERATOR);
    }
    return piece.start("annotation") >= 0 ? Optional.of(Role.VARIABLE) : Optional.empty();
  }

  /** Who is told of roles. */
  interface Painter {
    /** A stretch has a role. */
    void paint(int from, int to, Role role);
  }
}
