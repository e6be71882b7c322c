package dev.stagecraft.shell.host;

import dev.stagecraft.command.Streams.Keyboard;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The terminal of a call from inside the shell, which the shim sets and measures for us. */
final class ShimKeyboard implements Keyboard {
  /** Tells the shim something. */
  @FunctionalInterface
  interface Voice {
    /** Sends fields. */
    void say(String... fields);
  }

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Voice voice;
  private int rows = 24;
  private int columns = 80;
  private long sizes;
  private boolean watched;
  private boolean gone;
  private Optional<Runnable> listener = Optional.empty();

  ShimKeyboard(Voice voice) {
    this.voice = voice;
  }

  @Override
  public synchronized int rows() {
    measure();
    return rows;
  }

  @Override
  public synchronized int columns() {
    measure();
    return columns;
  }

  private void measure() {
    if (!watched) {
      ask("W");
    }
  }

  @Override
  public synchronized void onResize(Runnable changed) {
    listener = Optional.of(changed);
  }

  @Override
  public synchronized void raw() {
    watched = true;
    ask("R");
  }

  @Override
  public synchronized void cooked() {
    watched = false;
    listener = Optional.empty();
    voice.say("K");
  }

  /** Asks the shim, and waits until it has answered with a size. */
  private void ask(String what) {
    long before = sizes;
    voice.say(what);
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean interrupted = false;
    while (sizes == before && !gone) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The shim has measured: rows and columns, or nothing where that failed. */
  void resized(String size) {
    Optional<Runnable> told;
    synchronized (this) {
      String before = rows + " " + columns;
      String[] numbers = size.trim().split(" ", -1);
      if (numbers.length == 2 && numbers[0].matches("\\d{1,5}") && numbers[1].matches("\\d{1,5}")) {
        rows = Integer.parseInt(numbers[0]);
        columns = Integer.parseInt(numbers[1]);
      }
      sizes++;
      notifyAll();
      told = watched && !before.equals(rows + " " + columns) ? listener : Optional.empty();
    }
    told.ifPresent(Runnable::run);
  }

  /** The shim is gone: nobody waits for it. */
  synchronized void gone() {
    gone = true;
    notifyAll();
  }
}
