package dev.stagecraft.engine.transport;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes something when its time is up, unless it is called off before. */
final class Deadline implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean passed;

  /** From now on. What is closed must end the call that waits on it. */
  static Deadline of(Duration limit, Runnable close) {
    Deadline deadline = new Deadline();
    Thread watch = new Thread(() -> deadline.watch(limit, close), "deadline");
    watch.setDaemon(true);
    watch.start();
    return deadline;
  }

  private void watch(Duration limit, Runnable close) {
    try {
      if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        passed = true;
        close.run();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the time was up. */
  boolean passed() {
    return passed;
  }

  /** Calls it off. */
  @Override
  public void close() {
    done.countDown();
  }
}
