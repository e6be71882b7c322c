package dev.stagecraft.console;

import dev.stagecraft.command.Registry;
import dev.stagecraft.console.Theme.Role;
import dev.stagecraft.language.Token;
import dev.stagecraft.language.Tokens;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours the line while it is typed; a command that is not known is an error already. */
final class PromptHighlighter implements Highlighter {
  private final Registry registry;
  private final CommandWords words;
  private final Supplier<Theme> look;

  PromptHighlighter(Registry registry, CommandWords words, Supplier<Theme> look) {
    this.registry = registry;
    this.words = words;
    this.look = look;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    Theme theme = look.get();
    if (!theme.colour()) {
      return new AttributedString(buffer);
    }
    AttributedStringBuilder text = new AttributedStringBuilder();
    int at = 0;
    for (Token token : Tokens.of(buffer)) {
      text.append(buffer.substring(at, token.span().start()));
      String part = buffer.substring(token.span().start(), token.span().end());
      text.append(part, style(theme, token.kind(), part));
      at = token.span().end();
    }
    return text.append(buffer.substring(at)).toAttributedString();
  }

  private AttributedStyle style(Theme theme, Token.Kind kind, String part) {
    Optional<Role> role =
        switch (kind) {
          case COMMAND -> Optional.of(command(part));
          case STRING, HEREDOC -> Optional.of(Role.STRING);
          case VARIABLE -> Optional.of(Role.VARIABLE);
          case OPTION -> Optional.of(Role.OPTION);
          case COMMENT -> Optional.of(Role.COMMENT);
          case ERROR -> Optional.of(Role.ERROR);
          case OPERATOR, REDIRECTION -> Optional.of(Role.OPERATOR);
          case WORD -> Optional.empty();
        };
    AttributedStyle style =
        role.map(r -> AttributedString.fromAnsi(theme.paint(r, " ")).styleAt(0))
            .orElse(AttributedStyle.DEFAULT);
    return theme.large() ? style.bold() : style;
  }

  private Role command(String part) {
    if (registry.begins(part)) {
      return Role.OURS;
    }
    return words.unknown(part) ? Role.UNKNOWN : Role.PROGRAM;
  }
}
