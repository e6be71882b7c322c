package dev.stagecraft.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code range} goes through.
 *
 * @param keys indexes, or the keys of a map in order
 * @param values the elements, one a key
 */
record Elements(List<Object> keys, List<Object> values) {
  Elements {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }

  /** The elements of a value, or nothing where it has none by its nature. */
  static Optional<Elements> of(Object value) {
    List<Object> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        keys.add((long) keys.size());
        values.add(element);
      }
    } else if (value instanceof Map<?, ?> map) {
      TreeMap<String, Object> sorted = new TreeMap<>();
      map.forEach((k, v) -> sorted.put(String.valueOf(k), v));
      keys.addAll(sorted.keySet());
      values.addAll(sorted.values());
    } else if (value instanceof Long count) {
      for (long i = 0; i < count; i++) {
        keys.add(Nothing.NO_VALUE);
        values.add(i);
      }
    } else if (!(value instanceof Nothing)) {
      return Optional.empty();
    }
    return Optional.of(new Elements(keys, values));
  }
}
