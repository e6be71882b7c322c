package dev.stagecraft.shell;

import java.util.Optional;

/**
 * What a statement came to in the shell.
 *
 * @param status its exit status, 0 to 255
 * @param snapshot the shell's state after it; the last one known where the shell ended
 * @param interrupted whether Ctrl-C was sent to it; in a script's shell also by itself
 * @param ending how the shell ended, where the statement ended it
 */
public record StatementResult(
    int status, Snapshot snapshot, boolean interrupted, Optional<Ending> ending) {
  /** How a shell can end. */
  public enum Ending {
    /** It left by {@code exit}, errexit or a hangup, and said its state first. */
    EXITED,
    /** It was gone without a word: replaced by {@code exec}, or killed. */
    GONE,
    /** It did not answer Ctrl-C and was killed for it. */
    UNRESPONSIVE;

    /** What a person is told of it. */
    String told(int status) {
      return switch (this) {
        case EXITED -> "the shell ended with status " + status;
        case GONE -> "the shell is gone (status " + status + ")";
        case UNRESPONSIVE -> "the shell did not answer Ctrl-C and was killed";
      };
    }
  }
}
