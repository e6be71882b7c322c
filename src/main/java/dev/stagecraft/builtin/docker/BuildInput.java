package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a build's files come from: a folder, standard input, or a folder with the Dockerfile on
 * standard input. What comes from standard input lies on the disk until this is closed, for it is
 * read more than once.
 */
final class BuildInput implements AutoCloseable {
  private final Optional<Path> folder;
  private final Optional<Path> spooled;

  private BuildInput(Optional<Path> folder, Optional<Path> spooled) {
    this.folder = folder;
    this.spooled = spooled;
  }

  /**
   * Takes what standard input has to give, where it is asked for.
   *
   * @param folder the context; standard input holds it where there is none
   * @param dockerfile whether standard input holds the Dockerfile
   */
  static BuildInput of(
      Invocation call, Session session, Optional<Path> folder, boolean dockerfile) {
    boolean piped = folder.isEmpty() || dockerfile;
    return new BuildInput(folder, piped ? Optional.of(spool(call, session)) : Optional.empty());
  }

  private static Path spool(Invocation call, Session session) {
    try {
      Path file = Files.createTempFile(session.workFolder(), "context", "");
      Files.copy(call.streams().in(), file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static ProblemException unreadable(IOException cause) {
    return Problem.of("build.context", "the context from stdin: " + cause.getMessage())
        .withHint("check the command before the pipe, and the space that df -h shows")
        .exception(cause);
  }

  /** Gives the context to a use, opened anew for it. */
  <T> T with(Function<Builder.Context, T> use) {
    if (spooled.isEmpty()) {
      return use.apply(new Builder.Folder(folder.orElseThrow()));
    }
    try (InputStream bytes = Files.newInputStream(spooled.get())) {
      return use.apply(
          folder.isPresent() ? new Builder.Piped(folder.get(), bytes) : new Builder.Stream(bytes));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void close() {
    if (spooled.isPresent()) {
      try {
        Files.deleteIfExists(spooled.get());
      } catch (IOException e) {
        // The work folder goes with the session.
        spooled.get().toFile().deleteOnExit();
      }
    }
  }
}
