package dev.stagecraft.shell;

import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text on the disk for as long as a statement of the shell reads it. */
final class PassedOn implements AutoCloseable {
  private final Path file;

  private PassedOn(Path file) {
    this.file = file;
  }

  /**
   * Writes a text down.
   *
   * @throws dev.stagecraft.core.ProblemException {@code rows.file} where that is not possible
   */
  static PassedOn of(String text) {
    try {
      Path file = Files.createTempFile("stagecraft-rows-", "");
      Files.writeString(file, text);
      return new PassedOn(file);
    } catch (IOException e) {
      throw Problem.of("rows.file", "the rows cannot be passed on: " + e.getMessage())
          .withHint("df -h \"${TMPDIR:-/tmp}\"")
          .exception(e);
    }
  }

  /** A statement that has the text for its input. */
  String to(String statement) {
    return "{ " + statement + "\n} < '" + file.toString().replace("'", "'\\''") + "'";
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
