package dev.stagecraft.console;

import dev.stagecraft.command.Registry;
import dev.stagecraft.language.Token;
import dev.stagecraft.language.Tokens;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours the line while it is typed; a command that is not known is an error already. */
final class PromptHighlighter implements Highlighter {
  private final Registry registry;
  private final CommandWords words;
  private final Theme theme;

  PromptHighlighter(Registry registry, CommandWords words, Theme theme) {
    this.registry = registry;
    this.words = words;
    this.theme = theme;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    if (!theme.colour()) {
      return new AttributedString(buffer);
    }
    AttributedStringBuilder text = new AttributedStringBuilder();
    int at = 0;
    for (Token token : Tokens.of(buffer)) {
      text.append(buffer.substring(at, token.span().start()));
      String part = buffer.substring(token.span().start(), token.span().end());
      text.append(part, style(token.kind(), part));
      at = token.span().end();
    }
    return text.append(buffer.substring(at)).toAttributedString();
  }

  private AttributedStyle style(Token.Kind kind, String part) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (kind) {
      case COMMAND -> {
        if (registry.begins(part)) {
          yield plain.foreground(AttributedStyle.CYAN).bold();
        }
        yield words.unknown(part) ? plain.foreground(AttributedStyle.RED) : plain.bold();
      }
      case STRING, HEREDOC -> plain.foreground(AttributedStyle.GREEN);
      case VARIABLE -> plain.foreground(AttributedStyle.YELLOW);
      case OPTION -> plain.foreground(AttributedStyle.BLUE);
      case COMMENT -> plain.faint();
      case ERROR -> plain.foreground(AttributedStyle.RED);
      case OPERATOR, REDIRECTION -> plain.foreground(AttributedStyle.MAGENTA);
      case WORD -> plain;
    };
  }
}
