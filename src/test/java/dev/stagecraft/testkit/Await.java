package dev.stagecraft.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Await() {}

  /** Waits until it holds; fails after 20 s, naming it. */
  public static void until(String what, BooleanSupplier condition) {
    until(what, LIMIT, condition);
  }

  /** Waits until it holds; fails after the limit, naming it. */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    Optional<Boolean> held =
        poll(limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    if (held.isEmpty()) {
      throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
    }
  }

  /** Waits until there is a value; fails after 20 s, naming it. */
  public static <T> T value(String what, Supplier<Optional<T>> source) {
    return poll(LIMIT, source)
        .orElseThrow(() -> new AssertionError("not within " + LIMIT.toMillis() + " ms: " + what));
  }

  /** Waits until a thread has ended. */
  public static void ended(Thread thread) {
    until("the end of thread " + thread.getName(), () -> !thread.isAlive());
  }

  private static <T> Optional<T> poll(Duration limit, Supplier<Optional<T>> source) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> value = source.get();
      if (value.isPresent() || System.nanoTime() - end > 0) {
        return value;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting", interrupted);
      }
    }
  }
}
