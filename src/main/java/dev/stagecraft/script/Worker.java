package dev.stagecraft.script;

import dev.stagecraft.core.Cancelled;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A text that runs on a thread of its own. The first interrupt of whoever waits for it tells it to
 * end; the second one leaves it behind.
 *
 * @param <T> what it comes to
 */
final class Worker<T> {
  /**
   * What runs.
   *
   * @param <T> what it comes to
   */
  interface Work<T> {
    /** Does it; what it throws is passed on. */
    T run() throws Throwable;
  }

  private final FutureTask<T> task;
  private final Thread thread;
  private final Runnable stop;

  /**
   * A worker that begins at once.
   *
   * @param stop tells the work to end, besides the interrupt of its thread
   */
  Worker(Work<T> work, Runnable stop) {
    this.task =
        new FutureTask<>(
            () -> {
              try {
                return work.run();
              } catch (Exception | Error e) {
                throw e;
              } catch (Throwable e) {
                throw new ExecutionException(e);
              }
            });
    this.thread = new Thread(task, "script");
    this.stop = stop;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits for the work.
   *
   * @throws ExecutionException with what the work threw
   * @throws Cancelled where the calling thread was interrupted
   */
  T await() throws ExecutionException {
    try {
      return task.get();
    } catch (InterruptedException first) {
      thread.interrupt();
      stop.run();
      try {
        task.get();
      } catch (InterruptedException second) {
        throw cancelled("left behind");
      } catch (ExecutionException ended) {
        throw cancelled(String.valueOf(ended.getCause()));
      }
      throw cancelled("ended");
    }
  }

  /** What the work threw, without what only wraps it. */
  static Throwable cause(ExecutionException thrown) {
    Throwable cause = thrown;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return GroovyFailure.unwrapped(cause);
  }

  private static Cancelled cancelled(String how) {
    Thread.currentThread().interrupt();
    return new Cancelled("a script: " + how);
  }
}
