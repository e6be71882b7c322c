package dev.stagecraft.script;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.session.Session;
import dev.stagecraft.shell.HostShell;
import dev.stagecraft.shell.StatementResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Runs lines of shell text in the session's own shell, and keeps what they write. */
final class ShellLines {
  private final Supplier<Optional<HostShell>> shell;
  private final Session session;
  private final Around around;

  ShellLines(Supplier<Optional<HostShell>> shell, Session session, Around around) {
    this.shell = shell;
    this.session = session;
    this.around = around;
  }

  /**
   * Runs a text. Folder and variables are the shell's, unless the script is in a folder of its own.
   *
   * @return what went to standard output, without the last line end
   * @throws dev.stagecraft.core.ProblemException {@code script.shell} where it ended with another
   *     status than 0
   */
  String run(String text) {
    HostShell host =
        shell
            .get()
            .orElseThrow(() -> Problem.of("script.shell", "there is no shell here").exception());
    Path kept;
    try {
      kept = Files.createTempFile(session.workFolder(), "sh", ".out");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      String line = "eval " + quoted(text);
      String placed =
          around.folder().equals(host.snapshot().folder())
              ? "{ " + line + "\n}"
              : "( cd " + quoted(around.folder().toString()) + " && " + line + "\n)";
      StatementResult result =
          host.run(
              placed + " > " + quoted(kept.toString()) + "\n",
              OptionalInt.empty(),
              OutputStream.nullOutputStream());
      if (result.interrupted() || Thread.currentThread().isInterrupted()) {
        Thread.currentThread().interrupt();
        throw new Cancelled(text);
      }
      String written = Verbs.chopped(Files.readString(kept));
      if (result.status() != 0) {
        written.lines().forEach(around::remark);
        throw Problem.of("script.shell", text + " ended with status " + result.status())
            .withHint("sh('COMMAND || true') goes on")
            .exception();
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      discard(kept);
    }
  }

  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
