package dev.stagecraft.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A simple command while it is being read; heredoc bodies come in after the rest of it. */
final class CommandDraft {
  final int start;
  int end;
  final List<Assignment> assignments = new ArrayList<>();
  final List<Word> words = new ArrayList<>();
  final List<RedirectionDraft> redirections = new ArrayList<>();

  /** The commands before it in its pipeline. */
  final List<CommandDraft> before;

  /** Where the word that is being read begins; -1 between words. */
  int partialStart = -1;

  /** Whether that word is the target of a redirection. */
  boolean partialIsTarget;

  /** What that word says so far. */
  Literal partial = new Literal();

  CommandDraft(int start, List<CommandDraft> before) {
    this.start = start;
    this.end = start;
    this.before = List.copyOf(before);
  }

  boolean isEmpty() {
    return assignments.isEmpty() && words.isEmpty() && redirections.isEmpty();
  }

  SimpleCommand command() {
    List<Redirection> finished = redirections.stream().map(RedirectionDraft::redirection).toList();
    return new SimpleCommand(new Span(start, end), assignments, words, finished);
  }

  /** A redirection while its heredoc is still missing. */
  record RedirectionDraft(
      Span span, String operator, Optional<Integer> fd, Word target, Optional<HeredocDraft> body) {
    Redirection redirection() {
      return new Redirection(span, operator, fd, target, body.map(HeredocDraft::heredoc));
    }
  }

  /** A heredoc of which only the delimiter has been read. */
  static final class HeredocDraft {
    final int at;
    final String delimiter;
    final boolean quoted;
    final boolean stripTabs;
    private String body = "";

    HeredocDraft(int at, String delimiter, boolean quoted, boolean stripTabs) {
      this.at = at;
      this.delimiter = delimiter;
      this.quoted = quoted;
      this.stripTabs = stripTabs;
    }

    void body(String text) {
      body = text;
    }

    Heredoc heredoc() {
      return new Heredoc(delimiter, quoted, stripTabs, body);
    }
  }

  /** A pipeline while its commands are still being read. */
  static final class PipelineDraft {
    final int start;
    int end;
    boolean negated;
    boolean timed;
    boolean background;
    boolean compound;
    String operatorAfter = "";
    final List<CommandDraft> commands = new ArrayList<>();

    PipelineDraft(int start) {
      this.start = start;
      this.end = start;
    }

    Pipeline pipeline() {
      return new Pipeline(
          new Span(start, end),
          negated,
          timed,
          background,
          operatorAfter,
          compound,
          commands.stream().map(CommandDraft::command).toList());
    }
  }
}
