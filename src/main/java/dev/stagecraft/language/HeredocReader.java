package dev.stagecraft.language;

import dev.stagecraft.language.CommandDraft.HeredocDraft;

/** Reads the body of a heredoc, line by line, up to its delimiter. */
final class HeredocReader {
  private final Scan scan;

  HeredocReader(Scan scan) {
    this.scan = scan;
  }

  /** Reads from the place of the scan; {@code closable} where a {@code )} may end it too. */
  void read(HeredocDraft heredoc, boolean closable) {
    StringBuilder body = new StringBuilder();
    int start = scan.pos;
    while (true) {
      if (scan.pos >= scan.end) {
        scan.paint.fill(Token.Kind.HEREDOC, start, scan.end);
        throw Stop.incomplete(
            "the heredoc " + heredoc.delimiter + " is not closed", heredoc.at, Token.Kind.HEREDOC);
      }
      int lineStart = scan.pos;
      int lineStop = lineEnd(heredoc.quoted);
      boolean ended = lineStop < scan.end;
      String line = scan.text.substring(lineStart, lineStop);
      String typed = line;
      if (heredoc.stripTabs) {
        line = line.replaceFirst("^\t+", "");
      }
      String whole = heredoc.quoted ? line : joined(line);
      if (whole.equals(heredoc.delimiter) || typed.equals(heredoc.delimiter)) {
        scan.paint.fill(Token.Kind.HEREDOC, start, lineStop);
        scan.pos = ended ? lineStop + 1 : lineStop;
        heredoc.body(body.toString());
        return;
      }
      if (closable && closes(line, heredoc.delimiter)) {
        scan.pos = lineStop - line.length() + heredoc.delimiter.length();
        scan.paint.fill(Token.Kind.HEREDOC, start, scan.pos);
        heredoc.body(body.toString());
        return;
      }
      body.append(line).append('\n');
      scan.pos = ended ? lineStop + 1 : lineStop;
    }
  }

  private static boolean closes(String line, String delimiter) {
    return line.startsWith(delimiter) && line.indexOf(')', delimiter.length()) >= 0;
  }

  /** The end of the line, or of the lines that backslashes join to it. */
  private int lineEnd(boolean quoted) {
    int at = scan.pos;
    while (at < scan.end && scan.text.charAt(at) != '\n') {
      at += !quoted && scan.text.charAt(at) == '\\' && at + 1 < scan.end ? 2 : 1;
    }
    return at;
  }

  private static String joined(String line) {
    if (line.indexOf('\n') < 0) {
      return line;
    }
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) != '\\' || i + 1 == line.length()) {
        result.append(line.charAt(i));
      } else {
        i++;
        if (line.charAt(i) != '\n') {
          result.append('\\').append(line.charAt(i));
        }
      }
    }
    return result.toString();
  }
}
