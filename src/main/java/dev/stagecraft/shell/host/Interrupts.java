package dev.stagecraft.shell.host;

import dev.stagecraft.shell.host.Conversation.Asked;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;

/**
 * Ctrl-C on its way to what runs in the shell: once, once more where nobody answers, and the end of
 * the shell where that does not help either.
 */
final class Interrupts {
  /** In that part of the patience with a program bash has started it. */
  private static final int START = 10;

  private final Settings settings;
  private final LongPredicate unheard;
  private final Executor threads;

  /** Held while a signal is on its way: it must not come to the statement after its own. */
  private final ReentrantLock delivery = new ReentrantLock();

  /** Who had the terminal when the last one was sent; changed by who has the lock. */
  private Optional<ShellProcess.Front> front = Optional.empty();

  /**
   * No interrupt yet.
   *
   * @param unheard whether one of our words, called from a process group, has had no signal
   */
  Interrupts(Settings settings, LongPredicate unheard, Executor threads) {
    this.settings = settings;
    this.unheard = unheard;
    this.threads = threads;
  }

  /** Passes a Ctrl-C on to the statement that runs; nothing happens where none does. */
  void pass(Conversation talk, ShellProcess shell) {
    delivered(
        () -> {
          int nth = talk.interrupting();
          Optional<Asked> asked = talk.running();
          if (nth > 2 && ours(shell)) {
            end(talk, shell);
          } else if (nth > 0) {
            front = shell.front();
            shell.interrupt(false);
          }
          if (nth == 1) {
            asked.ifPresent(a -> watch(talk, shell, a));
          }
        });
  }

  /** Returns when no signal for a statement that has ended is on its way. */
  void settle() {
    delivered(() -> {});
  }

  private void delivered(Runnable signal) {
    delivery.lock();
    try {
      signal.run();
    } finally {
      delivery.unlock();
    }
  }

  /** A program that has the terminal decides itself what Ctrl-C means; anything else is ours. */
  private boolean ours(ShellProcess shell) {
    return settings.wiring().terminal().isEmpty() || shell.runsItself();
  }

  private void watch(Conversation talk, ShellProcess shell, Asked asked) {
    after(settings.second().dividedBy(START), asked, () -> startled(shell));
    after(settings.second(), asked, () -> again(shell));
    after(
        settings.last(),
        asked,
        () -> {
          if (ours(shell)) {
            end(talk, shell);
          }
        });
  }

  /** Sends it again where it came while bash started a program, and was lost. */
  private boolean startled(ShellProcess shell) {
    if (ours(shell) || front.filter(shell::missed).isEmpty()) {
      return false;
    }
    front = shell.front();
    shell.interrupt(false);
    return true;
  }

  private void again(ShellProcess shell) {
    if (ours(shell)) {
      shell.interrupt(true);
    } else if (!startled(shell) && shell.foreground().filter(unheard::test).isPresent()) {
      // it came while bash started the caller, and was lost
      shell.interrupt(false);
    }
  }

  /** Does something later, if the statement still runs then. */
  private void after(Duration delay, Asked asked, Runnable task) {
    Runnable unlessDone =
        () -> {
          if (!asked.result().isDone()) {
            task.run();
          }
        };
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads)
        .execute(() -> delivered(unlessDone));
  }

  private static void end(Conversation talk, ShellProcess shell) {
    talk.giveUp();
    shell.kill();
  }
}
