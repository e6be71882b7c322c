package dev.stagecraft.language;

import dev.stagecraft.language.CommandDraft.HeredocDraft;
import dev.stagecraft.language.CommandDraft.PipelineDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists and pipelines. Source: bash, parse.y. */
final class Grammar {
  /** The words that mean something of their own where a command may begin. */
  static final Set<String> RESERVED =
      Set.of(
          "!",
          "case",
          "coproc",
          "do",
          "done",
          "elif",
          "else",
          "esac",
          "fi",
          "for",
          "function",
          "if",
          "in",
          "select",
          "then",
          "until",
          "while",
          "{",
          "}",
          "[[",
          "]]");

  private final Scan scan;
  private final CommandReader commands;
  private final CompoundReader compounds;

  Grammar(Scan scan) {
    this.scan = scan;
    WordReader words = new WordReader(scan, this);
    RedirectionReader redirections = new RedirectionReader(scan, words);
    this.compounds = new CompoundReader(scan, this, words, redirections);
    this.commands = new CommandReader(scan, words, redirections, compounds);
  }

  /** Reads the whole scan as lines of statements. */
  void all() {
    scan.newlines();
    while (scan.peek() != Scan.END) {
      line();
      scan.newlines();
    }
    scan.requireHeredocs();
  }

  /** Reads one line's list, with the lines that it needs besides; stops before the line end. */
  List<PipelineDraft> line() {
    List<PipelineDraft> items = new ArrayList<>();
    while (true) {
      items.add(pipeline());
      if (joined(items)) {
        continue;
      }
      if (!separated(items) && !scan.lineEnd()) {
        throw scan.unexpected();
      }
      scan.blanks();
      if (scan.lineEnd()) {
        return items;
      }
    }
  }

  /** Reads a list over many lines, up to and without one of the closers. */
  void list(Set<String> closers, String what, int start) {
    scan.newlines();
    List<PipelineDraft> items = new ArrayList<>();
    while (true) {
      if (scan.peek() == Scan.END) {
        scan.expectCommand(List.of());
        throw Stop.incomplete(what + " is not closed", start);
      }
      items.add(pipeline());
      if (joined(items)) {
        continue;
      }
      boolean separated = !endsClause() && separated(items);
      separated |= scan.peek() == '\n';
      scan.newlines();
      if (closes(closers)) {
        return;
      }
      if (scan.peek() == Scan.END) {
        if (separated) {
          scan.expectCommand(List.of());
        }
        throw Stop.incomplete(what + " is not closed", start);
      }
      if (!separated) {
        throw scan.unexpected();
      }
    }
  }

  /** Whether one of the closers is next. */
  boolean closes(Set<String> closers) {
    if (scan.peek() == ')') {
      return closers.contains(")");
    }
    if (endsClause()) {
      return closers.contains(";;");
    }
    return closers.contains(scan.bare());
  }

  private boolean endsClause() {
    return scan.looking(";;") || scan.looking(";&");
  }

  private boolean joined(List<PipelineDraft> items) {
    scan.blanks();
    PipelineDraft last = items.get(items.size() - 1);
    for (String operator : List.of("&&", "||")) {
      if (scan.accept(operator, Token.Kind.OPERATOR)) {
        last.operatorAfter = operator;
        scan.newlines();
        if (scan.peek() == Scan.END) {
          scan.expectCommand(List.of());
          throw Stop.incomplete("nothing follows " + operator, scan.pos);
        }
        return true;
      }
    }
    return false;
  }

  private boolean separated(List<PipelineDraft> items) {
    PipelineDraft last = items.get(items.size() - 1);
    if (endsClause()) {
      return false;
    }
    if (scan.accept(";", Token.Kind.OPERATOR)) {
      last.operatorAfter = ";";
      return true;
    }
    if (!scan.accept("&", Token.Kind.OPERATOR)) {
      return false;
    }
    last.operatorAfter = "&";
    last.background = true;
    for (int i = items.size() - 2; i >= 0 && items.get(i).operatorAfter.length() == 2; i--) {
      items.get(i).background = true;
    }
    return true;
  }

  /** Reads a pipeline with what may stand before it. */
  PipelineDraft pipeline() {
    scan.blanks();
    scan.peek();
    PipelineDraft pipeline = new PipelineDraft(scan.pos);
    if (prefixes(pipeline) && (scan.lineEnd() || scan.peek() == ';')) {
      pipeline.end = scan.pos;
      return pipeline;
    }
    while (true) {
      element(pipeline);
      pipeline.end = commands.end();
      scan.blanks();
      if (scan.looking("||") || !scan.looking("|")) {
        return pipeline;
      }
      int start = scan.pos;
      scan.step(Token.Kind.OPERATOR);
      if (scan.accept("&", Token.Kind.OPERATOR)) {
        commands.joinErrors(new Span(start, scan.pos));
      }
      scan.newlines();
      if (scan.peek() == Scan.END) {
        scan.expectCommand(pipeline.commands);
        throw Stop.incomplete("nothing follows |", start);
      }
    }
  }

  private boolean prefixes(PipelineDraft pipeline) {
    boolean any = false;
    while (true) {
      if (scan.acceptWord("!")) {
        pipeline.negated = !pipeline.negated;
      } else if (scan.acceptWord("time")) {
        pipeline.timed = true;
        scan.blanks();
        if (scan.bare().equals("-p")) {
          scan.accept("-p", Token.Kind.OPTION);
          scan.blanks();
        }
        if (scan.bare().equals("--")) {
          scan.accept("--", Token.Kind.OPTION);
        }
      } else {
        return any;
      }
      any = true;
      scan.blanks();
    }
  }

  private void element(PipelineDraft pipeline) {
    scan.blanks();
    if (scan.peek() == '(') {
      pipeline.compound = true;
      compounds.bracketed();
      commands.close(compounds.redirections());
      return;
    }
    String word = scan.bare();
    if (!RESERVED.contains(word)) {
      commands.simple(pipeline);
      return;
    }
    pipeline.compound = true;
    if (!compounds.read(word)) {
      throw scan.unexpected();
    }
    commands.close(compounds.redirections());
  }

  /** Reads the simple command behind {@code coproc}. */
  void coprocessCommand() {
    commands.simple(new PipelineDraft(scan.pos));
  }

  /** Reads what stands between {@code $(} or {@code <(} and its closing bracket, and that. */
  void substitution(int start) {
    List<HeredocDraft> outer = scan.enter(true);
    scan.newlines();
    if (scan.peek() != ')') {
      list(Set.of(")"), "the bracket (", start);
    }
    scan.step(Token.Kind.VARIABLE);
    scan.leave(true, outer);
  }
}
