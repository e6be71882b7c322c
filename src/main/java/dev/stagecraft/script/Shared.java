package dev.stagecraft.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The variables that all languages see: those of the session, asked for when they are read, and
 * those that somebody defined. A value may be nothing.
 */
final class Shared {
  private final Map<String, Supplier<Optional<Object>>> given = new LinkedHashMap<>();
  private final Map<String, Optional<Object>> defined = new LinkedHashMap<>();

  /** A variable of the session. */
  synchronized void give(String name, Supplier<Optional<Object>> value) {
    given.put(name, value);
  }

  /** Whether there is such a variable. */
  synchronized boolean has(String name) {
    return defined.containsKey(name) || given.containsKey(name);
  }

  /** Whether somebody defined such a variable. */
  synchronized boolean defines(String name) {
    return defined.containsKey(name);
  }

  /** The value of a variable that is there. */
  Optional<Object> get(String name) {
    Supplier<Optional<Object>> supplier;
    synchronized (this) {
      Optional<Object> own = defined.get(name);
      if (own != null) {
        return own;
      }
      supplier = Optional.ofNullable(given.get(name)).orElse(Optional::empty);
    }
    return supplier.get();
  }

  /** Defines a variable. */
  synchronized void set(String name, Optional<Object> value) {
    defined.put(name, value);
  }

  /** The value that somebody defined under a name. */
  synchronized Optional<Object> defined(String name) {
    return Optional.ofNullable(defined.get(name)).orElse(Optional.empty());
  }

  /** Takes a definition away; one of the session's is seen again behind it. */
  synchronized void remove(String name) {
    defined.remove(name);
  }

  /** The names of all variables, sorted. */
  synchronized Set<String> names() {
    Set<String> names = new TreeSet<>(given.keySet());
    names.addAll(defined.keySet());
    return names;
  }

  /** What was defined, in the order of its definition. */
  synchronized Map<String, Optional<Object>> defined() {
    return new LinkedHashMap<>(defined);
  }
}
