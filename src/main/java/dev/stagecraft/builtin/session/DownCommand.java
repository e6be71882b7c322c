package dev.stagecraft.builtin.session;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.session.Session;
import java.time.Duration;
import java.util.List;

/** {@code down}: removes now what the session made, and goes on. */
public final class DownCommand implements Command {
  private static final Duration BUDGET = Duration.ofMinutes(2);

  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("down"),
          List.of(),
          Group.SESSION,
          "Remove now what this session made, and go on",
          List.of(),
          List.of(),
          false,
          List.of(new Example("down", "begin again with a clean engine")));

  private final Session session;

  /** Removes the things of a session. */
  public DownCommand(Session session) {
    this.session = session;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    return Reports.outcome(session.down(BUDGET), "nothing to remove");
  }
}
