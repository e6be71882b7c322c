package dev.stagecraft.engine.provision;

import dev.stagecraft.engine.BaseImages.Extent;
import dev.stagecraft.engine.BaseImages.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells of one image on its way: each new line at once, how far it is at most once a second. */
final class Telling {
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final String reference;
  private final Consumer<Progress> listener;
  private final LongSupplier nanos;
  private final long begun;
  private long told;
  private String line = "";

  /**
   * Begins to count the time.
   *
   * @param nanos a clock that only goes forward
   */
  Telling(String reference, Consumer<Progress> listener, LongSupplier nanos) {
    this.reference = reference;
    this.listener = listener;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /** Something else begins. */
  synchronized void say(String what) {
    tell(what, Optional.empty());
  }

  /** The same goes on. */
  synchronized void far(String what, Extent extent) {
    if (!what.equals(line) || nanos.getAsLong() - told >= PAUSE_NANOS) {
      tell(what, Optional.of(extent));
    }
  }

  private void tell(String what, Optional<Extent> extent) {
    long now = nanos.getAsLong();
    told = now;
    line = what;
    listener.accept(new Progress(reference, what, extent, Duration.ofNanos(now - begun)));
  }
}
