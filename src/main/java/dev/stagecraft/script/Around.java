package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Call;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the text that runs now is: the commands that it calls are called there. */
final class Around {
  private volatile Optional<Call> call = Optional.empty();
  private volatile PrintStream out =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  /** A text begins. */
  void begin(Call now) {
    call = Optional.of(now);
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
}
