package dev.stagecraft.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A value with named fields, made from a map.
 *
 * @param typeName the name of its type, for messages
 * @param fields its fields in order
 * @param methods its methods that take arguments, by name; not part of its text or JSON
 * @param escapesHtml whether its JSON escapes what is special in HTML
 */
public record Fields(
    String typeName, Map<String, Object> fields, Map<String, Function> methods, boolean escapesHtml)
    implements Dot {
  public Fields {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    methods = Map.copyOf(methods);
  }

  /**
   * A row of one of docker's lists: its JSON has its fields in the order of their names, and
   * escapes what is special in HTML.
   */
  public static Fields row(
      String typeName, Map<String, Object> fields, Map<String, Function> methods) {
    return new Fields(typeName, new java.util.TreeMap<>(fields), methods, true);
  }

  /** A structure with its fields in the given order. */
  public static Fields structure(String typeName, Map<String, Object> fields) {
    return new Fields(typeName, fields, Map.of(), false);
  }

  @Override
  public Optional<Object> field(String name) {
    Optional<Object> method = Optional.ofNullable(methods.get(name));
    return method.isPresent() ? method : Optional.ofNullable(fields.get(name));
  }
}
