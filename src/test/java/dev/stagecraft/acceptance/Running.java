package dev.stagecraft.acceptance;

import dev.stagecraft.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that runs, with what it has said so far. */
final class Running {
  private static final Duration LIMIT = Duration.ofSeconds(240);

  private final Process process;
  private final Collected out;
  private final Collected err;

  /** Takes a process over: its streams are read until their ends, the input is written to it. */
  Running(Process process, InputStream input) {
    this.process = process;
    this.out = new Collected(process.getInputStream());
    this.err = new Collected(process.getErrorStream());
    daemon(
        "input",
        () -> {
          try (OutputStream in = process.getOutputStream()) {
            byte[] piece = new byte[8192];
            for (int n = input.read(piece); n >= 0; n = input.read(piece)) {
              in.write(piece, 0, n);
              in.flush();
            }
          } catch (IOException gone) {
            // A process that ended before it read all that there was, as a script may.
            return;
          }
        });
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The number of the process. */
  long pid() {
    return process.pid();
  }

  /** What it has written to stdout so far. */
  String out() {
    return out.text();
  }

  /** What it has written to stderr so far. */
  String err() {
    return err.text();
  }

  /** Whether it still runs. */
  boolean alive() {
    return process.isAlive();
  }

  /** Waits until stdout or stderr holds a text. */
  Running awaitSaid(String text) {
    Await.until(
        "a line with " + text,
        LIMIT,
        () -> {
          if (out().contains(text) || err().contains(text)) {
            return true;
          }
          if (!process.isAlive()) {
            throw new AssertionError("it ended without saying " + text + "\n" + out() + err());
          }
          return false;
        });
    return this;
  }

  /** Sends a signal by its name: {@code INT}, {@code TERM}, {@code HUP}, {@code KILL}. */
  Running signal(String name) {
    signal(name, process.pid());
    return this;
  }

  /** Sends a signal to the one process that this one started. */
  void signalChild(String name) {
    signal(name, process.children().findFirst().orElseThrow().pid());
  }

  private static void signal(String name, long pid) {
    try {
      Process kill =
          new ProcessBuilder("/bin/kill", "-" + name, "--", Long.toString(pid)).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("no signal " + name + " for " + pid);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** Kills it, if it is there. */
  void destroy() {
    process.destroyForcibly();
  }

  /** Waits for its end. */
  Stagecraft.Ended end() {
    return end(LIMIT);
  }

  /** Waits for its end; one that does not come in time is a failure, and the process is killed. */
  Stagecraft.Ended end(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("no end within " + limit + "\n" + out() + "\n" + err());
      }
      out.await();
      err.await();
      return new Stagecraft.Ended(process.exitValue(), out(), err());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** A stream's bytes so far. */
  private static final class Collected {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    Collected(InputStream stream) {
      this.thread = daemon("output", () -> read(stream));
    }

    private void read(InputStream stream) {
      byte[] piece = new byte[8192];
      try (stream) {
        for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
          synchronized (bytes) {
            bytes.write(piece, 0, n);
          }
        }
      } catch (IOException closed) {
        // The process is gone, and what it wrote is here.
        return;
      }
    }

    String text() {
      synchronized (bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
      }
    }

    /** Bounded: a grandchild may hold the stream open. */
    void await() throws InterruptedException {
      thread.join(5000);
    }
  }
}
