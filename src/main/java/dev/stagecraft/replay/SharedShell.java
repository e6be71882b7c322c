package dev.stagecraft.replay;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.StatementResult;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The person's own shell as the shell of a lab: what a statement writes goes where everything else
 * goes, and is not read. It works for a command that stands alone on its line: one that is called
 * from inside the shell would wait for itself.
 */
public final class SharedShell implements LabShell {
  private final Executor executor;

  /** The shell of an executor, which stays the caller's. */
  public SharedShell(Executor executor) {
    this.executor = executor;
  }

  @Override
  public int run(String text, boolean own, OutputStream output) {
    if (!executor.runsHere()) {
      throw Problem.of("lab.nested", "a lab's statements cannot run inside another command")
          .withHint("give step or next a line of its own, without && and |")
          .exception();
    }
    StatementResult result = executor.shell().run(text, OptionalInt.empty(), output);
    if (result.interrupted() || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      throw new Cancelled(text.lines().findFirst().orElse(""));
    }
    return result.status();
  }

  @Override
  public Path folder() {
    return executor.state().folder();
  }

  @Override
  public Map<String, String> environment() {
    return executor.state().environment();
  }

  /** The shell goes on. */
  @Override
  public void close() {}
}
