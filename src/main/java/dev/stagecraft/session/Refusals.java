package dev.stagecraft.session;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import java.util.Optional;

/** Tells what kind of failure an engine call ended with. */
final class Refusals {
  private Refusals() {}

  /** The engine's refusal, if it answered. */
  static Optional<EngineRefusal> in(RuntimeException failure) {
    if (failure instanceof EngineRefusal refusal) {
      return Optional.of(refusal);
    }
    return failure.getCause() instanceof EngineRefusal refusal
        ? Optional.of(refusal)
        : Optional.empty();
  }

  /** Whether the engine said that there is no such thing. */
  static boolean missing(RuntimeException failure) {
    return in(failure).filter(refusal -> refusal.status() == 404).isPresent();
  }

  /** Whether the engine gave no answer at all. */
  static boolean engineGone(RuntimeException failure) {
    return in(failure).isEmpty()
        && failure instanceof ProblemException seen
        && seen.problem().area().equals("engine");
  }

  /** What to tell a person. */
  static String words(RuntimeException failure) {
    return in(failure).map(EngineRefusal::says).orElse(String.valueOf(failure.getMessage()));
  }
}
