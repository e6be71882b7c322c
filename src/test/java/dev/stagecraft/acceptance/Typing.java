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
 * typed when the prompt asks for them. The terminal is a dumb one, so that what it shows is text.
 */
final class Typing implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("(?:^|\n)([^\n]* ▸|[^\n]*\\?.*\\]) $");

  private final PipedOutputStream keys = new PipedOutputStream();
  private final Running running;
  private int read;

  /** Opens the prompt, with the product's own options if there are any. */
  Typing(Stagecraft stagecraft, String... options) {
    String command = String.join(" ", List.of(options)).strip();
    try {
      this.running =
          stagecraft
              .with("TERM", "dumb")
              .program(
                  List.of(
                      "script", "-qfec", (stagecraft.launcher() + " " + command).strip(), "/dev/null"),
                  new PipedInputStream(keys));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All that the terminal has shown. */
  String shown() {
    return running.out().replace("\r", "");
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

  /**
   * Types a statement line by line, waits for the next prompt, and gives what was shown after the
   * last line. A dumb terminal gets no second prompt: its own echo says that a line was taken.
   */
  String statement(String... lines) {
    for (int i = 0; i < lines.length - 1; i++) {
      String line = lines[i];
      press(line + "\r");
      Await.until("the echo of " + line, LIMIT, () -> shown().indexOf(line + "\n", read) >= 0);
      read = shown().indexOf(line + "\n", read) + line.length() + 1;
    }
    String last = lines[lines.length - 1];
    String shown = press(last + "\r").asked();
    Matcher prompt = READY.matcher(shown);
    int echo = shown.indexOf(last + "\n");
    if (echo < 0 || !prompt.find()) {
      throw new AssertionError("typed: " + last + "\nshown: " + shown);
    }
    return shown.substring(echo + last.length() + 1, prompt.start(1));
  }

  /** Ctrl-D; what the process came to. */
  Stagecraft.Ended leave() {
    return press("\u0004").end();
  }

  /** Waits for the end. */
  Stagecraft.Ended end() {
    return running.end(LIMIT);
  }

  @Override
  public void close() {
    if (running.alive()) {
      running.signal("KILL");
    }
  }
}
