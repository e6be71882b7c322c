package dev.stagecraft.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks whether a published port gives an answer: bytes, not a mere connection. */
public interface Probe {
  /**
   * Waits until a port answers.
   *
   * @param host where, usually {@code 127.0.0.1}
   * @param port 1 to 65535
   * @param limit how long at most
   * @param worth whether an answer may still come; asked now and then, after an attempt that failed
   * @return how long it took, or empty where it gave none within the limit, or while it was worth
   *     waiting
   */
  Optional<Duration> await(String host, int port, Duration limit, BooleanSupplier worth);
}
