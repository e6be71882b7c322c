package dev.stagecraft.command;

/** One command: its spec, and the function that carries it out. */
public interface Command {
  /** What the command is called and takes. */
  CommandSpec spec();

  /**
   * Carries the command out. The thread is interrupted to cancel it.
   *
   * @throws dev.stagecraft.core.ProblemException where it failed in a way that a person can see;
   *     the caller turns it into a message and a status
   * @throws dev.stagecraft.core.Cancelled where it was interrupted
   */
  Outcome run(Invocation call);
}
