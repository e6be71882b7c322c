package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Interpreter.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Where the text that runs now is: the commands that it calls are called there. */
final class Around {
  private volatile Optional<Call> call = Optional.empty();
  private volatile Optional<Path> inside = Optional.empty();
  private volatile Path here = Path.of("").toAbsolutePath();
  private volatile PrintStream out =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  /** A text begins. */
  void begin(Call now, Source source) {
    call = Optional.of(now);
    inside = Optional.empty();
    here =
        source.program()
            ? Optional.ofNullable(now.folder().resolve(source.name()).normalize().getParent())
                .orElse(now.folder())
            : now.folder();
    out = new PrintStream(now.streams().out(), true, StandardCharsets.UTF_8);
  }

  /** The call that the text came with; of the last one where none runs. */
  Call call() {
    return call.orElseThrow(
        () -> Problem.of("script.none", "nothing has been run yet").exception());
  }

  /** Where texts are printed. */
  PrintStream out() {
    return out;
  }

  /** The folder that the text's own file stands in; for a line the session's folder. */
  Path here() {
    return here;
  }

  /** The folder that commands are called in. */
  Path folder() {
    return inside.orElseGet(() -> call().folder());
  }

  /**
   * Does something in another folder, which is made where it is not there.
   *
   * @throws Exception what the work throws
   */
  <T> T in(Path folder, Callable<T> work) throws Exception {
    Optional<Path> before = inside;
    Path other = folder().resolve(folder).normalize();
    try {
      Files.createDirectories(other);
    } catch (IOException e) {
      throw Problem.of("script.folder", other + " cannot be made: " + e.getMessage()).exception(e);
    }
    inside = Optional.of(other);
    try {
      return work.call();
    } finally {
      inside = before;
    }
  }

  /** Says a line to standard error. */
  void remark(String line) {
    OutputStream err = call().streams().err();
    try {
      err.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
