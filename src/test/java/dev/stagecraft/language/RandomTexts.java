package dev.stagecraft.language;

import java.util.List;
import java.util.Random;

/** Random shell text, mostly wrong. */
final class RandomTexts {
  private static final List<String> PIECES =
      List.of(
          "echo",
          "a",
          "docker ps",
          "x=1",
          "x=(",
          "a[1]=",
          "if",
          "then",
          "else",
          "elif",
          "fi",
          "for",
          "in",
          "do",
          "done",
          "while",
          "until",
          "case",
          "esac",
          "select",
          "function",
          "{",
          "}",
          "(",
          ")",
          "((",
          "))",
          "[[",
          "]]",
          "!",
          "time",
          "coproc",
          ";",
          ";;",
          ";&",
          "&",
          "&&",
          "|",
          "||",
          "|&",
          "<",
          ">",
          ">>",
          "2>&1",
          "<<EOF",
          "<<-'E'",
          "EOF",
          "E",
          "<<<",
          "&>",
          "'",
          "\"",
          "`",
          "$'",
          "$\"",
          "$(",
          "${",
          "$((",
          "$[",
          "$",
          "$x",
          "\\",
          "\n",
          "\n",
          "\n",
          " ",
          " ",
          "\t",
          "#",
          "# c",
          "*",
          "?",
          "[",
          "]",
          "@(",
          "=~",
          "==",
          "-f",
          "~",
          "<(",
          "\u0000",
          "é",
          "🐳",
          "\r",
          "\u00a0");

  private final Random random;

  RandomTexts(Random random) {
    this.random = random;
  }

  String next() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(16); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(random.nextInt(3) > 0 ? " " : "");
    }
    return text.toString();
  }
}
