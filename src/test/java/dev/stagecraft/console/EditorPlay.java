package dev.stagecraft.console;

import dev.stagecraft.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.ScreenTerminal;

/** A line editor that reads one line, in this process, and the screen that a person would see. */
final class EditorPlay implements AutoCloseable {
  private final ScreenTerminal.VirtualTerminal virtual;
  private final CompletableFuture<Optional<String>> line;

  /** Begins to read a line behind the prompt {@code > }. */
  EditorPlay(int columns, int rows, UnaryOperator<LineReaderBuilder> set) throws IOException {
    this(columns, rows, set, reader -> reader);
  }

  /**
   * Begins to read a line behind the prompt {@code > }.
   *
   * @param prepared changes the editor before it reads
   */
  EditorPlay(
      int columns,
      int rows,
      UnaryOperator<LineReaderBuilder> set,
      UnaryOperator<LineReader> prepared)
      throws IOException {
    virtual = ScreenTerminal.withTerminal("test", "xterm", columns, rows);
    LineReader reader =
        prepared.apply(set.apply(LineReaderBuilder.builder().terminal(virtual.terminal())).build());
    line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Optional.of(reader.readLine("> "));
              } catch (UserInterruptException e) {
                return Optional.empty();
              }
            },
            Executors.newSingleThreadExecutor());
    see(">");
  }

  /** Types keys, as a keyboard sends them. */
  EditorPlay type(String keys) throws IOException {
    virtual.terminal().processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Waits until a text is on the screen. */
  EditorPlay see(String text) {
    try {
      Await.until(text, Duration.ofSeconds(10), () -> screen().contains(text));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n--- screen\n" + screen() + "\n---", e);
    }
    return this;
  }

  /** The screen's lines without blanks at their ends, without empty lines at the end. */
  String screen() {
    return virtual.screen().toString().replaceAll("[ \\x00]+(?=\n|$)", "").replaceAll("\n+$", "");
  }

  /** What was read, after Enter. */
  String read() {
    return line.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join().orElseThrow();
  }

  /** Ends the reading where it goes on. */
  @Override
  public void close() throws IOException {
    if (!line.isDone()) {
      virtual.terminal().raise(Terminal.Signal.INT);
      Optional<String> unused = line.join();
    }
    virtual.terminal().close();
  }
}
