package dev.stagecraft.replay;

import java.time.Duration;
import java.util.Optional;

/** Interrupts a thread after a time, unless it is closed before. */
final class Deadline implements AutoCloseable {
  private final Thread target;
  private final Optional<Thread> timer;
  private boolean closed;
  private boolean passed;

  Deadline(Optional<Duration> limit) {
    this.target = Thread.currentThread();
    this.timer = limit.map(this::start);
  }

  private Thread start(Duration limit) {
    Thread thread = new Thread(() -> wait(limit), "stagecraft-deadline");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void wait(Duration limit) {
    try {
      Thread.sleep(limit.toMillis());
    } catch (InterruptedException ended) {
      return;
    }
    synchronized (this) {
      if (!closed) {
        passed = true;
        target.interrupt();
      }
    }
  }

  /** Whether the time passed; the interrupt that it made is then taken back. */
  synchronized boolean passed() {
    closed = true;
    if (passed) {
      return Thread.interrupted() || passed;
    }
    return false;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    timer.ifPresent(Thread::interrupt);
  }
}
