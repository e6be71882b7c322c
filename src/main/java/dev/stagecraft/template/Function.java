package dev.stagecraft.template;

import java.util.List;
import java.util.Optional;

/**
 * A function or method that a template may call.
 *
 * @param fixed what its arguments must be
 * @param more what each further argument must be, where it takes any number
 * @param body what it does; a {@link Refusal} becomes {@code error calling NAME}
 */
public record Function(List<Kind> fixed, Optional<Kind> more, Body body) {
  public Function {
    fixed = List.copyOf(fixed);
  }

  /** A function of exactly these arguments. */
  public static Function of(Body body, Kind... fixed) {
    return new Function(List.of(fixed), Optional.empty(), body);
  }

  /** A function of these arguments and any number of values after them. */
  static Function variadic(Body body, Kind... fixed) {
    return new Function(List.of(fixed), Optional.of(Kind.ANY), body);
  }

  /** What a function does. */
  @FunctionalInterface
  public interface Body {
    /** The result for these arguments, whose kinds have been checked. */
    Object call(List<Object> arguments);
  }

  /** What an argument must be. */
  public enum Kind {
    ANY("interface {}"),
    STRING("string"),
    INT("int"),
    STRINGS("[]string");

    private final String go;

    Kind(String go) {
      this.go = go;
    }

    /** Whether a value is of this kind. */
    boolean accepts(Object value) {
      return switch (this) {
        case ANY -> true;
        case STRING -> value instanceof String;
        case INT -> value instanceof Long;
        case STRINGS ->
            value instanceof TypedList || value == Nothing.NIL_LIST || value == Nothing.NIL;
      };
    }

    /** The type as Go calls it. */
    String go() {
      return go;
    }
  }

  /** A function refused its arguments. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String reason) {
      super(reason);
    }

    /** Why, as Go says it. */
    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
