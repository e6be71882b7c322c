package dev.stagecraft.session;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Removals of containers that go on while the session does something that does not depend on them.
 * Whoever lets a command do that opens this for the command's time, and settles it before anything
 * that could see the difference.
 */
public final class Removals {
  private final List<Future<Boolean>> going = new ArrayList<>();
  private boolean open;

  /** Whether a removal that begins now may go on when its command has ended. */
  public synchronized boolean isOpen() {
    return open;
  }

  /** Says whether removals that begin from now on may go on when their command has ended. */
  public synchronized void open(boolean now) {
    open = now;
  }

  /** Begins one. */
  public synchronized void begin(Runnable removal) {
    FutureTask<Boolean> task = new FutureTask<>(removal, true);
    Thread thread = new Thread(task, "removal");
    thread.setDaemon(true);
    going.add(task);
    thread.start();
  }

  /** Whether there are some that nobody has waited for. */
  public synchronized boolean isEmpty() {
    return going.isEmpty();
  }

  /**
   * Waits until all have ended.
   *
   * @throws EngineRefusal where the engine refused one; the others have ended then too
   * @throws ProblemException where the engine is gone
   * @throws Cancelled where the thread was interrupted; they go on
   */
  public void settle() {
    Optional<RuntimeException> failure = Optional.empty();
    for (Future<Boolean> one : taken()) {
      try {
        boolean unused = one.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Cancelled("a removal");
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RuntimeException known)) {
          throw new IllegalStateException(e.getCause());
        }
        failure = Optional.of(known);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /**
   * Waits until all have ended or the time is over. What failed stays the session's, and goes with
   * it.
   *
   * @param deadline in the nanoseconds of {@link System#nanoTime}
   * @return whether all were removed
   */
  boolean finish(long deadline) {
    boolean all = true;
    for (Future<Boolean> one : taken()) {
      try {
        all &= one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException | TimeoutException stillTheSessions) {
        all = false;
      }
    }
    return all;
  }

  private synchronized List<Future<Boolean>> taken() {
    List<Future<Boolean>> all = List.copyOf(going);
    going.clear();
    return all;
  }
}
