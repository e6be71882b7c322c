package dev.stagecraft.console;

import dev.stagecraft.command.Registry;
import dev.stagecraft.console.Theme.Role;
import dev.stagecraft.language.Token;
import dev.stagecraft.language.Tokens;
import dev.stagecraft.shell.Interpreter.Language;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Colours the line while it is typed. A command that is not known is an error as soon as it is
 * typed to its end, an option likewise; what is merely not closed yet is none.
 */
final class PromptHighlighter implements Highlighter {
  private final Registry registry;
  private final CommandWords words;
  private final Supplier<Theme> look;
  private final Supplier<Optional<Language>> mode;

  PromptHighlighter(
      Registry registry,
      CommandWords words,
      Supplier<Theme> look,
      Supplier<Optional<Language>> mode) {
    this.registry = registry;
    this.words = words;
    this.look = look;
    this.mode = mode;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    return highlight(buffer, reader.getBuffer().cursor());
  }

  /** A text with the cursor at a place in it: the word there may not be finished. */
  AttributedString highlight(String buffer, int cursor) {
    Theme theme = look.get();
    if (!theme.colour()) {
      return new AttributedString(buffer);
    }
    Canvas canvas = new Canvas(theme, buffer);
    if (mode.get().isPresent()) {
      ScriptColours.colour(buffer, 0, canvas::add);
    } else if (!ScriptColours.colourBlock(buffer, canvas::add)) {
      colourShell(canvas, buffer, cursor);
    }
    return canvas.text();
  }

  private void colourShell(Canvas canvas, String text, int cursor) {
    OptionJudge judge = new OptionJudge(registry);
    int last = -1;
    boolean bar = false;
    for (Token token : Tokens.of(text)) {
      int from = token.span().start();
      int to = token.span().end();
      String part = text.substring(from, to);
      boolean finished = cursor != to;
      boolean begins = from != last;
      Optional<Role> role =
          switch (token.kind()) {
            case COMMAND -> {
              judge.command(part);
              yield command(part, bar, finished);
            }
            case WORD -> {
              judge.word(part, begins);
              yield Optional.empty();
            }
            case OPTION -> {
              boolean known = judge.option(part);
              yield known
                  ? Optional.of(Role.OPTION)
                  : finished ? Optional.of(judge.unknown()) : Optional.empty();
            }
            case STRING -> {
              judge.word(part, begins);
              yield Optional.of(Role.STRING);
            }
            case VARIABLE -> {
              judge.word(part, begins);
              yield Optional.of(Role.VARIABLE);
            }
            case HEREDOC -> Optional.of(Role.STRING);
            case COMMENT -> Optional.of(Role.COMMENT);
            case ERROR -> Optional.of(Role.ERROR);
            case OPERATOR, REDIRECTION -> Optional.of(Role.OPERATOR);
          };
      role.ifPresent(r -> canvas.add(from, to, r));
      bar = part.equals("|");
      last = token.kind() == Token.Kind.OPERATOR ? -1 : to;
    }
  }

  private Optional<Role> command(String part, boolean bar, boolean finished) {
    if (registry.begins(part) || (bar && registry.rowWords().contains(part))) {
      return Optional.of(Role.OURS);
    }
    if (words.unknown(part)) {
      return finished ? Optional.of(Role.UNKNOWN) : Optional.empty();
    }
    return Optional.of(Role.PROGRAM);
  }

  /** The text with the roles that were given to stretches of it, in their order. */
  private static final class Canvas {
    private final Theme theme;
    private final String buffer;
    private final AttributedStringBuilder text = new AttributedStringBuilder();
    private int at;

    Canvas(Theme theme, String buffer) {
      this.theme = theme;
      this.buffer = buffer;
    }

    void add(int from, int to, Role role) {
      text.append(buffer.substring(at, from), weight(AttributedStyle.DEFAULT));
      AttributedStyle style = AttributedString.fromAnsi(theme.paint(role, " ")).styleAt(0);
      text.append(buffer.substring(from, to), weight(style));
      at = to;
    }

    private AttributedStyle weight(AttributedStyle style) {
      return theme.large() ? style.bold() : style;
    }

    AttributedString text() {
      return text.append(buffer.substring(at), weight(AttributedStyle.DEFAULT))
          .toAttributedString();
    }
  }
}
