package dev.stagecraft.acceptance;

import dev.stagecraft.testkit.Await;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person at the prompt: a pseudo terminal, by {@code script} of util-linux, on which lines are
 * typed when the prompt asks for them. It is wide enough for any line, and what is read from it is
 * its text without the sequences that move a cursor.
 */
final class Typing implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern READY =
      Pattern.compile("(?:^|\n)((?:[^\n]* )?▸|  …|[^\n]*\\?.*\\]) $");

  private static final Pattern CONTROL = Pattern.compile("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])|\r");

  private final PipedOutputStream keys = new PipedOutputStream();
  private final Running running;
  private int read;

  /** Opens the prompt, with the product's own options if there are any. */
  Typing(Stagecraft stagecraft, String... options) {
    String command =
        "stty rows 24 cols 200; exec "
            + (stagecraft.launcher() + " " + String.join(" ", options)).strip();
    try {
      this.running =
          stagecraft
              .with("TERM", "xterm")
              .with("NO_COLOR", "1")
              .program(
                  List.of("script", "-qfec", command, "/dev/null"), new PipedInputStream(keys));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All that the terminal has shown. */
  String shown() {
    return CONTROL.matcher(running.out()).replaceAll("");
  }

  /**
   * Waits until it is asked for something, and gives what was shown since the last time, the
   * question included.
   */
  String asked() {
    String[] text = {""};
    try {
      Await.until(
          "a prompt",
          LIMIT,
          () -> {
            text[0] = shown().substring(read);
            return READY.matcher(text[0]).find() || !running.alive();
          });
    } catch (AssertionError late) {
      throw new AssertionError("shown so far: " + shown(), late);
    }
    if (!running.alive()) {
      throw new AssertionError("it ended: " + shown());
    }
    read += text[0].length();
    return text[0];
  }

  /** Waits until the terminal has shown a text since it last asked. */
  Typing awaitShown(String text) {
    Await.until(text, LIMIT, () -> shown().indexOf(text, read) >= 0);
    return this;
  }

  /** Presses keys. */
  Typing press(String text) {
    try {
      keys.write(text.getBytes(StandardCharsets.UTF_8));
      keys.flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  /** Types a line, waits for the next prompt, and gives what was shown between the two. */
  String statement(String line) {
    String shown = press(line + "\r").asked();
    Matcher prompt = READY.matcher(shown);
    if (!shown.startsWith(line + "\n") || !prompt.find()) {
      throw new AssertionError("typed: " + line + "\nshown: " + shown);
    }
    return shown.substring(line.length() + 1, Math.max(line.length() + 1, prompt.start(1)));
  }

  /** Sends the product a signal, past the terminal. */
  Typing signal(String name) {
    running.signalChild(name);
    return this;
  }

  /** Ctrl-D; what the process came to. */
  Stagecraft.Ended leave() {
    return press("\u0004").end();
  }

  /** Waits for the end. */
  Stagecraft.Ended end() {
    return running.end(LIMIT);
  }

  /** Closes the terminal, as a person does who closes its window. */
  @Override
  public void close() {
    running.destroy();
  }
}
