package dev.stagecraft.template;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map of whose elements Go knows the type, and so what a key that is missing gives. */
final class TypedMap extends AbstractMap<String, Object> {
  private final Map<String, Object> elements;
  private final boolean ownKeys;

  /**
   * A map.
   *
   * @param ownKeys whether its keys are of a type of their own, which {@code index} does not take a
   *     string for
   */
  TypedMap(Map<String, Object> elements, boolean ownKeys) {
    this.ownKeys = ownKeys;
    this.elements = Collections.unmodifiableMap(new LinkedHashMap<>(elements));
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return elements.entrySet();
  }

  @Override
  public @Nullable Object get(Object key) {
    return elements.get(key);
  }

  boolean ownKeys() {
    return ownKeys;
  }

  /** The zero of the elements' type, as far as the elements that are there tell. */
  Object zero() {
    if (elements.values().stream().allMatch(String.class::isInstance)) {
      return "";
    }
    boolean lists = elements.values().stream().anyMatch(java.util.List.class::isInstance);
    return lists ? Nothing.NIL_LIST : Nothing.NIL;
  }
}
