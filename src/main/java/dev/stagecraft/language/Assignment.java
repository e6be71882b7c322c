package dev.stagecraft.language;

import java.util.Objects;
import java.util.Optional;

/**
 * A variable set: {@code name=value}.
 *
 * @param span the whole of it
 * @param name the variable
 * @param subscript the text between the brackets in {@code name[subscript]=value}
 * @param append whether it is {@code +=}
 * @param value what stands after the sign; its literal is empty for an array {@code (…)}
 */
public record Assignment(
    Span span, String name, Optional<String> subscript, boolean append, Word value) {
  public Assignment {
    Objects.requireNonNull(span);
    Objects.requireNonNull(name);
    Objects.requireNonNull(subscript);
    Objects.requireNonNull(value);
  }
}
