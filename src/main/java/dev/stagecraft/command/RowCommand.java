package dev.stagecraft.command;

import dev.stagecraft.core.Problem;

/** A command that works on rows: it stands behind a bar. */
public interface RowCommand extends Command {
  /**
   * Works on rows. Cancelled and failing as {@link Command#run}.
   *
   * @param rows what stands before the bar returned
   */
  Outcome run(Table rows, Invocation call);

  @Override
  default Outcome run(Invocation call) {
    String word = spec().name().get(0);
    return Outcome.failed(
        2,
        Problem.of("rows.none", word + " works on rows and stands behind a bar")
            .withHint("images | " + word + " …"));
  }
}
