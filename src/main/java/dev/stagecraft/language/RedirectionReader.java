package dev.stagecraft.language;

import dev.stagecraft.language.CommandDraft.HeredocDraft;
import dev.stagecraft.language.CommandDraft.RedirectionDraft;
import java.util.List;
import java.util.Optional;

/** Reads redirections, and announces their heredocs. */
final class RedirectionReader {
  private static final List<String> OPERATORS =
      List.of("<<<", "<<-", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">");

  private final Scan scan;
  private final WordReader words;

  RedirectionReader(Scan scan, WordReader words) {
    this.scan = scan;
    this.words = words;
  }

  /** Reads a redirection into the command if one is next. */
  boolean read(CommandDraft command) {
    scan.peek();
    int start = scan.pos;
    for (String operator : List.of("&>>", "&>")) {
      if (scan.accept(operator, Token.Kind.REDIRECTION)) {
        command.redirections.add(target(command, start, operator, Optional.empty()));
        return true;
      }
    }
    Optional<String> descriptor = descriptor();
    if (descriptor.isEmpty()) {
      return false;
    }
    scan.accept(descriptor.get(), Token.Kind.REDIRECTION);
    for (String operator : OPERATORS) {
      if (scan.accept(operator, Token.Kind.REDIRECTION)) {
        command.redirections.add(target(command, start, operator, number(descriptor.get())));
        return true;
      }
    }
    throw scan.unexpected();
  }

  private static Optional<Integer> number(String descriptor) {
    return descriptor.isEmpty() || descriptor.charAt(0) == '{'
        ? Optional.empty()
        : Optional.of(Integer.parseInt(descriptor));
  }

  /** What stands before a redirection operator, perhaps nothing; empty where none is next. */
  private Optional<String> descriptor() {
    int c = scan.peek();
    if (c != '<' && c != '>' && c != '{' && !Characters.digit(c)) {
      return Optional.empty();
    }
    int here = scan.pos;
    String word = scan.bare();
    boolean fits =
        word.isEmpty() || word.matches("[0-9]{1,9}") || word.matches("\\{[A-Za-z_][A-Za-z0-9_]*}");
    if (!fits) {
      return Optional.empty();
    }
    scan.accept(word, Token.Kind.REDIRECTION);
    int next = scan.peek();
    boolean redirection =
        (next == '<' || next == '>') && (scan.peekSecond() != '(' || !word.isEmpty());
    scan.paint.clear(here);
    scan.pos = here;
    return redirection ? Optional.of(word) : Optional.empty();
  }

  private RedirectionDraft target(
      CommandDraft command, int start, String operator, Optional<Integer> fd) {
    scan.blanks();
    Literal literal = new Literal();
    scan.peek();
    command.partialStart = scan.pos;
    command.partialIsTarget = true;
    command.partial = literal;
    boolean document = operator.equals("<<") || operator.equals("<<-");
    Word target = words.read(WordReader.Place.ARGUMENT, Token.Kind.WORD, literal);
    command.end = scan.pos;
    boolean descriptor = target.raw().matches("[0-9]+") && "<>".indexOf(scan.peek()) >= 0;
    if (descriptor && !operator.endsWith("&")) {
      throw Stop.wrong(
          "unexpected descriptor " + target.raw() + " in shell text",
          target.span().start(),
          target.span().length());
    }
    Optional<HeredocDraft> body = Optional.empty();
    if (document) {
      Delimiter delimiter = Delimiter.of(target.raw());
      HeredocDraft heredoc =
          new HeredocDraft(start, delimiter.text(), delimiter.quoted(), operator.equals("<<-"));
      scan.expect(heredoc);
      body = Optional.of(heredoc);
    }
    if (scan.peek() != Scan.END) {
      command.partialStart = -1;
    }
    return new RedirectionDraft(new Span(start, scan.pos), operator, fd, target, body);
  }

  /** The word behind {@code <<}, of which only the quotes are resolved. */
  private record Delimiter(String text, boolean quoted) {
    static Delimiter of(String raw) {
      StringBuilder text = new StringBuilder();
      boolean quoted = false;
      char open = '\0';
      for (int i = 0; i < raw.length(); i++) {
        char c = raw.charAt(i);
        char next = i + 1 < raw.length() ? raw.charAt(i + 1) : '\0';
        if (c == '\\' && next == '\n' && open != '\'') {
          i++;
        } else if (c == '\\' && (open == '\0' || (open == '"' && "\\\"$`".indexOf(next) >= 0))) {
          quoted = true;
          text.append(next);
          i++;
        } else if (open == '\0' && c == '$' && (next == '\'' || next == '"')) {
          quoted = true;
        } else if (open == '\0' && (c == '\'' || c == '"')) {
          quoted = true;
          open = c;
        } else if (c == open) {
          open = '\0';
        } else {
          text.append(c);
        }
      }
      return new Delimiter(text.toString(), quoted);
    }
  }
}
