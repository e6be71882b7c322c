package dev.stagecraft.core;

/**
 * A call ended because its caller did not want it any more. Whoever wants a call to end interrupts
 * the thread that makes it; the call closes what it had open and throws this with the thread's
 * interrupt flag set.
 */
public final class Cancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A cancellation of what {@code what} names, for the log. */
  public Cancelled(String what) {
    super(what);
  }
}
