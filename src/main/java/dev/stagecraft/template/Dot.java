package dev.stagecraft.template;

import java.util.Map;
import java.util.Optional;

/**
 * A value with named fields, as a Go struct is. Values in templates are {@code String}, {@code
 * Long}, {@code Double}, {@code Boolean}, {@code List}, {@code Map} with string keys, {@link
 * Nothing}, {@link Function} (a method that takes arguments), and this.
 */
public interface Dot {
  /**
   * The value of a field, or nothing where there is no such field. A {@link Function} stands for a
   * method.
   */
  Optional<Object> field(String name);

  /** The name of its type, for messages: {@code *formatter.imageContext}. */
  String typeName();

  /** Its fields in order, as {@code {{json .}}} shows them. */
  Map<String, Object> fields();

  /** Its fields in order as {@code {{.}}} shows them, those that JSON leaves out included. */
  default Map<String, Object> allFields() {
    return fields();
  }

  /** Whether its JSON writes {@code <}, {@code >} and {@code &} as {@code \}{@code u003c} etc. */
  default boolean escapesHtml() {
    return false;
  }
}
