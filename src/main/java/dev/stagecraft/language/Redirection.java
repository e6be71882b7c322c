package dev.stagecraft.language;

import java.util.Objects;
import java.util.Optional;

/**
 * A redirection.
 *
 * @param span from its descriptor to its target
 * @param operator one of {@code < > >> << <<- <<< <& >& <> >| &> &>>}
 * @param fd the descriptor before the operator; empty where none is written, or a variable is
 *     ({@code {name}>file})
 * @param target the file, descriptor, string or heredoc delimiter behind the operator
 * @param heredoc the body, for {@code <<} and {@code <<-}
 */
public record Redirection(
    Span span, String operator, Optional<Integer> fd, Word target, Optional<Heredoc> heredoc) {
  public Redirection {
    Objects.requireNonNull(span);
    Objects.requireNonNull(operator);
    Objects.requireNonNull(fd);
    Objects.requireNonNull(target);
    Objects.requireNonNull(heredoc);
  }
}
