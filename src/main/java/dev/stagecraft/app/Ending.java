package dev.stagecraft.app;

import dev.stagecraft.session.Session;
import dev.stagecraft.session.TeardownReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * The end of a process, in order and once: the shell ends, what the session made is removed, bases
 * give their names back, the private engine is left. A signal brings it about as well.
 */
final class Ending {
  /** How long the removal may take: the cache of a long lab is removed record by record. */
  private static final Duration BUDGET = Duration.ofSeconds(60);

  /** How long it may take after a signal, when somebody waits for the end. */
  private static final Duration HURRIED = Duration.ofSeconds(10);

  private static final int INTERRUPT = 2;
  private static final long PATIENCE_SECONDS = 3;

  private final Consumer<String> say;
  private final RunLog log;
  private final Deque<IntSupplier> last = new ArrayDeque<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch unwound = new CountDownLatch(1);
  private final AtomicInteger signal = new AtomicInteger();
  private volatile Runnable interrupt = () -> {};
  private volatile Runnable stop = () -> {};
  private volatile Optional<Runnable> survivor = Optional.empty();

  Ending(Consumer<String> say, RunLog log) {
    this.say = say;
    this.log = log;
  }

  /** What Ctrl-C and the other signals interrupt. */
  void interrupts(Runnable action) {
    interrupts(action, action);
  }

  /** What Ctrl-C interrupts, and what the other signals stop. */
  void interrupts(Runnable atInterrupt, Runnable atEnd) {
    interrupt = atInterrupt;
    stop = atEnd;
  }

  /** From now on Ctrl-C as a signal ends what runs, and not the process. */
  void outlivesInterrupts(Runnable action) {
    survivor = Optional.of(action);
  }

  /** Something to be done before what was added earlier. */
  synchronized void before(Runnable action) {
    last.push(
        () -> {
          action.run();
          return 0;
        });
  }

  /**
   * Something to be put back before what was added earlier; the action gives 4 where it was not.
   */
  synchronized void putsBack(IntSupplier action) {
    last.push(action);
  }

  /** Something to be done after what was added so far. */
  synchronized void after(Runnable action) {
    last.addLast(
        () -> {
          action.run();
          return 0;
        });
  }

  /** The session is torn down before what was added earlier. */
  synchronized void tearsDown(Session session) {
    last.push(
        () -> {
          TeardownReport report = session.tearDown(signal.get() == 0 ? BUDGET : HURRIED);
          report.summary().ifPresent(say);
          report
              .left()
              .forEach(left -> say.accept("not removed: " + left.what() + ": " + left.why()));
          if (report.incomplete()) {
            say.accept("  try  stagecraft sweep --yes, when that is mended");
          }
          return report.status();
        });
  }

  /** The signal that came, 0 if none did. */
  int signal() {
    return signal.get();
  }

  /** A signal came: what runs is interrupted; where it does not end, the end does not wait. */
  void signalled(int number) {
    if (number == INTERRUPT && survivor.isPresent()) {
      survivor.get().run();
      return;
    }
    if (!signal.compareAndSet(0, number)) {
      return;
    }
    log.say("signal " + number);
    (number == INTERRUPT ? interrupt : stop).run();
    try {
      if (!unwound.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        int status = end(128 + number);
        Runtime.getRuntime().halt(status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends.
   *
   * @param status what the work came to
   * @return the process's status: 4 where the work went well and something could not be removed
   */
  int end(int status) {
    unwound.countDown();
    if (!begun.compareAndSet(false, true)) {
      return status;
    }
    boolean flagged = Thread.interrupted();
    log.say("ending, status " + status + (flagged ? ", interrupted" : ""));
    int left = 0;
    while (true) {
      IntSupplier action;
      synchronized (this) {
        if (last.isEmpty()) {
          break;
        }
        action = last.pop();
      }
      try {
        left = Math.max(left, action.getAsInt());
      } catch (Exception e) {
        // The end goes on: whatever else is to be removed must be.
        log.failure("while ending", e);
        say.accept("while ending: " + e.getMessage());
        left = 4;
      }
    }
    return status == 0 && signal.get() == 0 ? left : status;
  }
}
