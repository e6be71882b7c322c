package dev.stagecraft.language;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the shell reads before it runs anything: a run of whole lines, heredoc bodies included.
 *
 * @param span its lines in the text, without the last line end
 * @param line the number of its first line, counted from 1
 * @param text the same lines
 * @param commentOnly whether it is one line with nothing but a comment
 * @param items its pipelines, outermost level only, in order
 * @param compound whether one of the items has a loop, a group, a function or the like
 * @param commands every simple command in it at any depth (also in {@code $(…)} and backticks), in
 *     the order of their starts. The redirections of a compound command count as a command without
 *     words
 * @param own what it says in our own words; it has no items then, and bash is not to read it
 */
public record Statement(
    Span span,
    int line,
    String text,
    boolean commentOnly,
    List<Pipeline> items,
    boolean compound,
    List<SimpleCommand> commands,
    Optional<Own> own) {
  public Statement {
    Objects.requireNonNull(span);
    Objects.requireNonNull(text);
    items = List.copyOf(items);
    commands = List.copyOf(commands);
    Objects.requireNonNull(own);
    if (line < 1) {
      throw new IllegalArgumentException("line " + line);
    }
  }

  /** A statement of the shell's. */
  public Statement(
      Span span,
      int line,
      String text,
      boolean commentOnly,
      List<Pipeline> items,
      boolean compound,
      List<SimpleCommand> commands) {
    this(span, line, text, commentOnly, items, compound, commands, Optional.empty());
  }

  /**
   * The pipeline, where the statement is nothing but one pipeline of simple commands: no list, not
   * in the background, not negated, not timed, nothing compound.
   */
  public Optional<Pipeline> single() {
    return items.size() == 1 && items.get(0).plain() ? Optional.of(items.get(0)) : Optional.empty();
  }
}
