package dev.stagecraft.language;

import dev.stagecraft.language.CommandDraft.HeredocDraft;
import java.util.List;
import java.util.Set;

/** Reads compound commands: loops, choices, groups, conditions, functions. */
final class CompoundReader {
  private static final Set<String> STARTERS =
      Set.of("case", "for", "if", "select", "until", "while", "{", "[[");

  private final Scan scan;
  private final Grammar grammar;
  private final WordReader words;
  private final RedirectionReader redirections;

  CompoundReader(Scan scan, Grammar grammar, WordReader words, RedirectionReader redirections) {
    this.scan = scan;
    this.grammar = grammar;
    this.words = words;
    this.redirections = redirections;
  }

  /** Reads the command that a reserved word begins; false where it begins none. */
  boolean read(String word) {
    int start = scan.pos;
    List<HeredocDraft> outer = scan.enter(false);
    boolean known = true;
    switch (word) {
      case "if" -> choice(start);
      case "while", "until" -> loop(word, start);
      case "for", "select" -> iteration(word, start);
      case "case" -> cases(start);
      case "{" -> {
        scan.acceptWord("{");
        grammar.list(Set.of("}"), "the group {", start);
        scan.acceptWord("}");
      }
      case "[[" -> {
        scan.acceptWord("[[");
        new ConditionReader(scan, words).read(start);
      }
      case "function" -> function(start);
      case "coproc" -> coprocess();
      default -> known = false;
    }
    scan.leave(false, outer);
    return known;
  }

  /** Reads a subshell or an arithmetic command. */
  void bracketed() {
    int start = scan.pos;
    List<HeredocDraft> outer = scan.enter(false);
    scan.step(Token.Kind.OPERATOR);
    if (scan.peek() != '(' || !words.quotes().arithmetic(start)) {
      grammar.list(Set.of(")"), "the bracket (", start);
      scan.step(Token.Kind.OPERATOR);
    }
    scan.leave(false, outer);
  }

  /** Reads the redirections behind a compound command. */
  CommandDraft redirections() {
    CommandDraft all = new CommandDraft(scan.pos, List.of());
    boolean more = true;
    scan.open.addLast(all);
    while (more) {
      int end = scan.pos;
      scan.blanks();
      more = redirections.read(all);
      if (!more && all.isEmpty()) {
        all.end = end;
      }
    }
    if (scan.peek() != Scan.END || !scan.typing) {
      scan.open.removeLast();
    }
    return all;
  }

  /** Reads the body of a function. */
  CommandDraft body(int start) {
    scan.newlines();
    int c = scan.peek();
    String word = scan.bare();
    if (c == '(') {
      bracketed();
    } else if (c == Scan.END) {
      throw Stop.incomplete("the function has no body", start);
    } else if (!STARTERS.contains(word) || !read(word)) {
      throw scan.unexpected();
    }
    return redirections();
  }

  private void reserved(String word) {
    if (!scan.acceptWord(word)) {
      throw scan.unexpected();
    }
  }

  private void choice(int start) {
    reserved("if");
    grammar.list(Set.of("then"), "if", start);
    reserved("then");
    grammar.list(Set.of("elif", "else", "fi"), "if", start);
    while (scan.acceptWord("elif")) {
      grammar.list(Set.of("then"), "if", start);
      reserved("then");
      grammar.list(Set.of("elif", "else", "fi"), "if", start);
    }
    if (scan.acceptWord("else")) {
      grammar.list(Set.of("fi"), "if", start);
    }
    reserved("fi");
  }

  private void loop(String word, int start) {
    reserved(word);
    grammar.list(Set.of("do"), word, start);
    doGroup(word, start);
  }

  private void doGroup(String word, int start) {
    reserved("do");
    grammar.list(Set.of("done"), word, start);
    reserved("done");
  }

  private void iteration(String word, int start) {
    reserved(word);
    scan.blanks();
    boolean bare = false;
    if (word.equals("for") && scan.looking("((")) {
      int bracket = scan.pos;
      scan.step(Token.Kind.OPERATOR);
      if (!words.quotes().arithmetic(bracket)) {
        throw scan.unexpected();
      }
      scan.blanks();
      scan.accept(";", Token.Kind.OPERATOR);
    } else {
      words.read(WordReader.Place.ARGUMENT, Token.Kind.VARIABLE, new Literal());
      bare = !values();
    }
    int words = scan.pos;
    scan.newlines();
    if (scan.peek() == Scan.END) {
      throw Stop.incomplete(word + " is not closed", start);
    }
    boolean separated = !bare || scan.pos > words;
    if (separated && scan.acceptWord("{")) {
      grammar.list(Set.of("}"), word, start);
      reserved("}");
    } else {
      doGroup(word, start);
    }
  }

  /** Reads the list of a loop; false where neither a list nor a separator is there. */
  private boolean values() {
    scan.blanks();
    if (scan.peek() == ';' && !scan.looking(";;")) {
      scan.step(Token.Kind.OPERATOR);
      return true;
    }
    boolean newline = scan.peek() == '\n';
    scan.newlines();
    if (!scan.acceptWord("in")) {
      return newline;
    }
    scan.blanks();
    while (scan.peek() != ';' && !scan.lineEnd()) {
      words.read(WordReader.Place.ARGUMENT);
      scan.blanks();
    }
    scan.accept(";", Token.Kind.OPERATOR);
    return true;
  }

  private void cases(int start) {
    reserved("case");
    scan.blanks();
    words.read(WordReader.Place.ARGUMENT);
    scan.newlines();
    requireMore(start);
    reserved("in");
    scan.newlines();
    while (!scan.acceptWord("esac")) {
      requireMore(start);
      scan.accept("(", Token.Kind.OPERATOR);
      do {
        scan.blanks();
        words.read(WordReader.Place.ARGUMENT);
        scan.blanks();
      } while (scan.accept("|", Token.Kind.OPERATOR));
      if (!scan.accept(")", Token.Kind.OPERATOR)) {
        throw scan.unexpected();
      }
      scan.newlines();
      requireMore(start);
      if (!grammar.closes(Set.of(";;", "esac"))) {
        grammar.list(Set.of(";;", "esac"), "case", start);
      }
      boolean ended =
          scan.accept(";;&", Token.Kind.OPERATOR)
              || scan.accept(";;", Token.Kind.OPERATOR)
              || scan.accept(";&", Token.Kind.OPERATOR);
      if (!ended && !scan.bare().equals("esac")) {
        throw scan.unexpected();
      }
      scan.newlines();
    }
  }

  private void requireMore(int start) {
    if (scan.peek() == Scan.END) {
      throw Stop.incomplete("case is not closed", start);
    }
  }

  private void function(int start) {
    reserved("function");
    scan.blanks();
    words.read(WordReader.Place.ARGUMENT, Token.Kind.COMMAND, new Literal());
    scan.blanks();
    if (scan.accept("(", Token.Kind.OPERATOR)) {
      scan.blanks();
      if (!scan.accept(")", Token.Kind.OPERATOR)) {
        throw scan.unexpected();
      }
    }
    CommandDraft redirected = body(start);
    if (!redirected.isEmpty()) {
      scan.commands.add(redirected);
    }
  }

  private void coprocess() {
    reserved("coproc");
    scan.blanks();
    if (startsCompound()) {
      compound();
      return;
    }
    if (Grammar.RESERVED.contains(scan.bare())) {
      throw scan.unexpected();
    }
    int here = scan.pos;
    if (!scan.lineEnd() && !Characters.meta(scan.peek())) {
      int found = scan.commands.size();
      words.read(WordReader.Place.ARGUMENT, Token.Kind.VARIABLE, new Literal());
      scan.blanks();
      if (startsCompound()) {
        compound();
        return;
      }
      scan.commands.subList(found, scan.commands.size()).clear();
      scan.paint.clear(here);
      scan.pos = here;
    }
    grammar.coprocessCommand();
  }

  private boolean startsCompound() {
    return scan.peek() == '(' || STARTERS.contains(scan.bare());
  }

  private void compound() {
    if (scan.peek() == '(') {
      bracketed();
    } else {
      read(scan.bare());
    }
  }
}
