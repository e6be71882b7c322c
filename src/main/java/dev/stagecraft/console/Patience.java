package dev.stagecraft.console;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How somebody at the prompt waits for an answer. */
interface Patience {
  /** Waits; true where the answer, or a failure, was there in time. */
  boolean waits(Future<?> answer, Duration longest);

  /** Waits by the clock of the machine. An interruption ends the waiting and is kept. */
  static boolean real(Future<?> answer, Duration longest) {
    try {
      Object unused = answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | CancellationException failed) {
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
