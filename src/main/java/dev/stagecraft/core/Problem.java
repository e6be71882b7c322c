package dev.stagecraft.core;

import java.util.Objects;
import java.util.Optional;

/**
 * What went wrong, for a person: what was tried, on what, what happened, and what to try next.
 *
 * @param code {@code area.reason}, stable, for tests and for scripts
 * @param message one sentence or more, no full stop at the end, no class names
 * @param hint the next step, if one is known: best a command that can be pasted
 * @param place where in the person's input, if it has a place
 */
public record Problem(String code, String message, Optional<String> hint, Optional<Place> place) {
  public Problem {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    if (!code.contains(".")) {
      throw new IllegalArgumentException("a code has the form area.reason: " + code);
    }
  }

  /** A problem without a hint or a place. */
  public static Problem of(String code, String message) {
    return new Problem(code, message, Optional.empty(), Optional.empty());
  }

  /** The same problem with the next step. */
  public Problem withHint(String next) {
    return new Problem(code, message, Optional.of(next), place);
  }

  /** The same problem with its place in the input. */
  public Problem at(Place where) {
    return new Problem(code, message, hint, Optional.of(where));
  }

  /** The part of the code before the dot. */
  public String area() {
    return code.substring(0, code.indexOf('.'));
  }

  /** This problem as an exception to throw. */
  public ProblemException exception() {
    return new ProblemException(this, null);
  }

  /** This problem as an exception to throw, with what caused it. */
  public ProblemException exception(Throwable cause) {
    return new ProblemException(this, cause);
  }
}
