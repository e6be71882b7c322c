package dev.stagecraft.console;

import java.util.function.IntConsumer;

/** Signals that end a process, given to a handler by number. */
public final class Signals {
  private Signals() {}

  /**
   * Calls a handler for each of SIGINT (2), SIGTERM (15) and SIGHUP (1), on a thread of its own.
   * Where the system knows no such signal, nothing happens.
   */
  public static void handle(IntConsumer handler) {
    String[] names = {"HUP", "INT", "TERM"};
    int[] numbers = {1, 2, 15};
    for (int i = 0; i < names.length; i++) {
      int number = numbers[i];
      org.jline.utils.Signals.register(names[i], () -> handler.accept(number));
    }
  }
}
