package dev.stagecraft.language;

import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A text, read.
 *
 * @param statements the finished statements in the order of the text, comment-only lines included,
 *     blank lines left out
 * @param end how the text ends
 * @param problem what is open or wrong, with its place; empty exactly when {@code end} is COMPLETE.
 *     Codes: {@code language.incomplete}, {@code language.unexpected}, {@code language.unsure}
 * @param rest the text from the start of the statement that is unfinished, wrong or too deep to be
 *     read; empty where all of the text is in the statements
 */
public record Reading(
    List<Statement> statements, Completeness end, Optional<Problem> problem, String rest) {
  public Reading {
    statements = List.copyOf(statements);
    Objects.requireNonNull(end);
    Objects.requireNonNull(problem);
    Objects.requireNonNull(rest);
  }

  /** The statements that do something: all but the comment-only ones. */
  public List<Statement> effective() {
    return statements.stream().filter(statement -> !statement.commentOnly()).toList();
  }
}
