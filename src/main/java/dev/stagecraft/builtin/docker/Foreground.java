package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a container that was made in the foreground: attached before it starts, waited for, with
 * Ctrl-C passed on to it.
 */
final class Foreground {
  /**
   * How long a container has after a Ctrl-C before it is killed, where nobody is there who could
   * press it once more.
   */
  private static final long GRACE_MILLIS = 2000;

  /** How long output may take to end after its container has. */
  private static final long DRAIN_MILLIS = 10_000;

  private static final int KILLED = 137;

  private final Workbench bench;
  private final Way way;
  private final Invocation call;
  private final Containers containers;
  private boolean started;
  private boolean interrupted;

  /**
   * How a container is stayed with.
   *
   * @param stdin whether it gets the caller's input
   * @param tty whether it has a terminal
   * @param remove whether the engine removes it when it has ended
   * @param proxy whether a Ctrl-C is passed on to it
   */
  record Way(boolean stdin, boolean tty, boolean remove, boolean proxy) {}

  Foreground(Workbench bench, Invocation call, Way way) {
    this.bench = bench;
    this.call = call;
    this.way = way;
    this.containers = bench.engine().containers();
  }

  /**
   * Starts the container and stays with it until it ends. Where a Ctrl-C was passed on to it, the
   * thread's interrupt flag is set again at the end: the container has had it, the caller has not.
   *
   * @return its exit status
   * @throws EngineRefusal where it cannot be started
   */
  Outcome run(String id) {
    return run(id, true);
  }

  /** Stays with a container that runs, as {@link #run} does. */
  Outcome join(String id) {
    return run(id, false);
  }

  private Outcome run(String id, boolean starts) {
    boolean tty = way.tty();
    boolean remove = way.remove();
    CountDownLatch waiting = new CountDownLatch(1);
    FutureTask<Integer> end =
        new FutureTask<>(
            () -> {
              try {
                return containers.await(id, remove ? "removed" : "next-exit", waiting::countDown);
              } finally {
                waiting.countDown();
              }
            });
    try (Dialogue dialogue =
        new Dialogue(call.streams(), containers.attach(id, way.stdin(), false))) {
      Dialogue.start(end, "container wait");
      waiting.await();
      if (tty) {
        dialogue.atFirstOutput(() -> size(id, 0));
      }
      dialogue.begin(way.stdin(), tty, (rows, columns) -> {});
      started = starts;
      boolean early = false;
      try {
        if (starts) {
          start(id, end);
        }
        if (tty) {
          terminal(id, starts);
        }
      } catch (Cancelled pressed) {
        // It may run by now, and must not run on alone.
        early = Thread.interrupted();
      }
      int status = early ? interrupted(id, dialogue, end) : stay(id, dialogue, end);
      forget(id, remove);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return Outcome.status(status & 0xff);
    } catch (InterruptedException e) {
      end.cancel(true);
      Thread.currentThread().interrupt();
      throw new Cancelled("run of container " + id);
    }
  }

  private void start(String id, FutureTask<Integer> end) throws InterruptedException {
    try {
      containers.start(id);
    } catch (EngineRefusal refusal) {
      settle(end, way.remove());
      forget(id, way.remove());
      throw refusal;
    }
  }

  /**
   * Tells a container's terminal its size, once it runs. Right after the start an engine may refuse
   * it, so it is told again with the first output.
   */
  private void size(String id, int more) {
    call.streams()
        .keyboard()
        .ifPresent(
            keyboard -> {
              try {
                containers.resize(id, keyboard.rows() + more, keyboard.columns() + more);
              } catch (EngineRefusal notRunning) {
                // A container that has ended has no terminal.
                return;
              }
            });
  }

  private void terminal(String id, boolean starts) {
    if (!starts) {
      // A size that changes makes what runs already draw its screen anew.
      size(id, 1);
    }
    size(id, 0);
    call.streams().keyboard().ifPresent(keyboard -> keyboard.onResize(() -> size(id, 0)));
  }

  private void forget(String id, boolean removed) {
    if (removed) {
      bench.session().forget(Kind.CONTAINER, id);
    }
  }

  /** A container that would not start and is to be removed: until it is. */
  private static void settle(FutureTask<Integer> end, boolean remove) throws InterruptedException {
    if (remove) {
      try {
        int unused = end.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException notRemoved) {
        end.cancel(true);
        return;
      }
    }
    end.cancel(true);
  }

  private int stay(String id, Dialogue dialogue, FutureTask<Integer> end)
      throws InterruptedException {
    try {
      return ended(dialogue, end);
    } catch (InterruptedException e) {
      if (!way.proxy()) {
        throw e;
      }
    }
    return interrupted(id, dialogue, end);
  }

  /** Passes a Ctrl-C on, and kills the container where that is not enough. */
  private int interrupted(String id, Dialogue dialogue, FutureTask<Integer> end)
      throws InterruptedException {
    interrupted = true;
    try {
      boolean heard = signal(id, "SIGINT");
      if (heard && call.origin() == Origin.PROMPT) {
        return ended(dialogue, end);
      }
      if (dialogue.awaitOutput(GRACE_MILLIS)) {
        return end.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException | TimeoutException | Cancelled | Pipes.Closed again) {
      // A second Ctrl-C, also while the first was passed on, or no end in time: killed below.
      boolean unused = Thread.interrupted();
    } catch (ExecutionException e) {
      throw Dialogue.unwrapped(e);
    }
    if (!started) {
      // A container that was there before is left, not killed.
      throw new InterruptedException("left");
    }
    if (!signal(id, "SIGKILL") && !dialogue.awaitOutput(GRACE_MILLIS)) {
      throw new InterruptedException("it has not been started");
    }
    try {
      return ended(dialogue, end);
    } catch (Pipes.Closed left) {
      return KILLED;
    }
  }

  /** Waits for the container's end and then for the rest of its output. */
  private static int ended(Dialogue dialogue, FutureTask<Integer> end) throws InterruptedException {
    dialogue.awaitOutput();
    try {
      return end.get(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException detached) {
      // The output has ended and the container has not: it was detached from.
      end.cancel(true);
      return 0;
    } catch (ExecutionException e) {
      throw Dialogue.unwrapped(e);
    }
  }

  /** Sends a signal; false where the container does not run: it ended in the meantime. */
  private boolean signal(String id, String signal) {
    try {
      containers.kill(id, signal);
      return true;
    } catch (EngineRefusal ended) {
      return false;
    }
  }
}
