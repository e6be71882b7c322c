package dev.stagecraft.language;

import dev.stagecraft.language.CommandDraft.PipelineDraft;
import dev.stagecraft.language.CommandDraft.RedirectionDraft;
import java.util.Optional;

/** Reads simple commands, and function definitions of the short form. */
final class CommandReader {
  private final Scan scan;
  private final WordReader words;
  private final RedirectionReader redirections;
  private final CompoundReader compounds;
  private CommandDraft last = new CommandDraft(0, java.util.List.of());

  CommandReader(
      Scan scan, WordReader words, RedirectionReader redirections, CompoundReader compounds) {
    this.scan = scan;
    this.words = words;
    this.redirections = redirections;
    this.compounds = compounds;
  }

  /** Where the last command ends. */
  int end() {
    return last.end;
  }

  /** Adds what {@code |&} means to the last command. */
  void joinErrors(Span operator) {
    Word target = new Word(operator, operator.in(scan.text), Optional.of("1"));
    last.redirections.add(
        new RedirectionDraft(operator, ">&", Optional.of(2), target, Optional.empty()));
    if (!scan.commands.contains(last)) {
      scan.commands.add(last);
    }
  }

  /** Ends a compound command, of which only the redirections are left to tell. */
  void close(CommandDraft compound) {
    last = compound;
    if (!compound.redirections.isEmpty()) {
      scan.commands.add(compound);
    }
  }

  /** Reads a simple command into the pipeline, or a function definition. */
  void simple(PipelineDraft pipeline) {
    scan.peek();
    CommandDraft command = new CommandDraft(scan.pos, pipeline.commands);
    scan.open.addLast(command);
    boolean function = false;
    while (!function) {
      scan.blanks();
      if (redirections.read(command)) {
        continue;
      }
      int c = scan.peek();
      if (c == '(' && command.words.size() == 1 && onlyWord(command)) {
        function = true;
      } else if (c == '(') {
        throw scan.unexpected();
      } else if (c != Scan.END && Characters.meta(c) && scan.peekSecond() != '(') {
        break;
      } else if (c == Scan.END || c == ';' || c == '&' || c == '|' || c == ')' || c == '\n') {
        break;
      } else {
        word(command);
      }
    }
    if (scan.peek() != Scan.END || !scan.typing) {
      scan.open.removeLast();
    }
    if (command.isEmpty()) {
      throw scan.unexpected();
    }
    if (function) {
      pipeline.compound = true;
      parentheses();
      close(compounds.body(command.start));
      return;
    }
    last = command;
    pipeline.commands.add(command);
    scan.commands.add(command);
  }

  private static boolean onlyWord(CommandDraft command) {
    return command.assignments.isEmpty() && command.redirections.isEmpty();
  }

  private void word(CommandDraft command) {
    boolean first = command.words.isEmpty();
    WordReader.Place place =
        first ? WordReader.Place.COMMAND : WordReader.placeBehind(command.words);
    Literal literal = new Literal();
    command.partial = literal;
    command.partialIsTarget = false;
    command.partialStart = scan.pos;
    Token.Kind kind = first ? Token.Kind.COMMAND : Token.Kind.WORD;
    if (!first && scan.peek() == '-') {
      kind = Token.Kind.OPTION;
    }
    Word word = words.read(place, kind, literal);
    command.end = scan.pos;
    if (first && literal.isAssignment()) {
      command.assignments.add(assignment(word, literal));
    } else {
      command.words.add(word);
    }
    if (scan.peek() != Scan.END) {
      command.partialStart = -1;
    }
  }

  private Assignment assignment(Word word, Literal literal) {
    String target = literal.target();
    int bracket = target.indexOf('[');
    boolean append = target.endsWith("+=");
    int sign = word.span().start() + signOffset(word.raw(), bracket >= 0);
    scan.paint.cover(Token.Kind.VARIABLE, word.span().start(), sign);
    scan.paint.change(Token.Kind.COMMAND, Token.Kind.WORD, sign, word.span().end());
    Span value = new Span(sign, word.span().end());
    String name = target.substring(0, target.length() - (append ? 2 : 1));
    Optional<String> subscript =
        bracket < 0
            ? Optional.empty()
            : Optional.of(
                word.raw()
                    .substring(
                        word.raw().indexOf('[') + 1,
                        word.raw().lastIndexOf(']', sign - word.span().start())));
    return new Assignment(
        word.span(),
        bracket < 0 ? name : name.substring(0, bracket),
        subscript,
        append,
        new Word(value, value.in(scan.text), literal.assigned()));
  }

  /** The offset behind the sign of an assignment. */
  private static int signOffset(String raw, boolean subscript) {
    int from = subscript ? Math.max(raw.indexOf("]="), raw.indexOf("]+=")) : 0;
    return raw.indexOf('=', Math.max(0, from)) + 1;
  }

  private void parentheses() {
    scan.step(Token.Kind.OPERATOR);
    scan.blanks();
    if (scan.peek() != ')') {
      throw scan.unexpected();
    }
    scan.step(Token.Kind.OPERATOR);
  }
}
