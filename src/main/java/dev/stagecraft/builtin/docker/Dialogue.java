package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Streams;
import dev.stagecraft.command.Streams.Keyboard;
import dev.stagecraft.engine.Containers.Attachment;
import dev.stagecraft.engine.Containers.Sink;
import dev.stagecraft.engine.EngineRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * A caller's terminal or pipes joined to the streams of a process in a container. The joined
 * threads are not interrupted with the caller's, so that the connection outlives a Ctrl-C that is
 * meant for the process.
 */
final class Dialogue implements AutoCloseable {
  private final Streams streams;
  private final Attachment attachment;
  private final FutureTask<Boolean> output;
  private final AtomicReference<Runnable> first = new AtomicReference<>(() -> {});
  private Optional<Thread> input = Optional.empty();
  private Optional<Keyboard> raw = Optional.empty();

  /** Joins them; nothing is read before {@link #begin}. The attachment belongs to this from now. */
  Dialogue(Streams streams, Attachment attachment) {
    this.streams = streams;
    this.attachment = attachment;
    Sink sink = Pipes.to(streams);
    this.output =
        new FutureTask<>(
            () -> {
              attachment.read(
                  Sink.of(
                      bytes -> {
                        begun();
                        sink.out(bytes);
                      },
                      bytes -> {
                        begun();
                        sink.err(bytes);
                      }));
              return true;
            });
  }

  /**
   * Begins to pass bytes on.
   *
   * @param stdin whether the caller's input goes to the process
   * @param tty whether the process has a terminal
   * @param resize told rows and columns of the caller's terminal, now and when they change
   */
  void begin(boolean stdin, boolean tty, BiConsumer<Integer, Integer> resize) {
    if (tty && streams.outIsTerminal() && streams.keyboard().isPresent()) {
      Keyboard keyboard = streams.keyboard().get();
      keyboard.onResize(() -> resized(keyboard, resize));
      resized(keyboard, resize);
      if (stdin && streams.inIsTerminal()) {
        keyboard.raw();
        raw = Optional.of(keyboard);
      }
    }
    start(output, "container output");
    if (stdin) {
      Thread thread = new Thread(this::passInput, "container input");
      thread.setDaemon(true);
      thread.start();
      input = Optional.of(thread);
    }
  }

  /** Does something once, when the process first writes; to be said before {@link #begin}. */
  void atFirstOutput(Runnable action) {
    first.set(action);
  }

  private void begun() {
    first.getAndSet(() -> {}).run();
  }

  private static void resized(Keyboard keyboard, BiConsumer<Integer, Integer> resize) {
    try {
      resize.accept(keyboard.rows(), keyboard.columns());
    } catch (EngineRefusal endedAlready) {
      // The process is gone, or not yet there: its terminal has no size.
      return;
    }
  }

  static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void passInput() {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = streams.in();
      int count = in.read(buffer);
      while (count >= 0) {
        attachment.write(buffer, 0, count);
        count = in.read(buffer);
      }
      attachment.endInput();
    } catch (IOException | RuntimeException ended) {
      // The process has gone or the caller's input was closed; the output tells how it ended.
      return;
    }
  }

  /** Waits until the process's output has ended. */
  void awaitOutput() throws InterruptedException {
    get(output);
  }

  /** Waits until the output has ended, for so long; whether it has. */
  boolean awaitOutput(long millis) throws InterruptedException {
    try {
      output.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  /** A task's result; what it threw is thrown here. */
  static <T> T get(FutureTask<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  static RuntimeException unwrapped(ExecutionException e) {
    return e.getCause() instanceof RuntimeException thrown
        ? thrown
        : new IllegalStateException(e.getCause());
  }

  /** Ends the connection and puts the terminal back. */
  @Override
  public void close() {
    raw.ifPresent(Keyboard::cooked);
    raw = Optional.empty();
    attachment.close();
    input.ifPresent(Thread::interrupt);
  }
}
