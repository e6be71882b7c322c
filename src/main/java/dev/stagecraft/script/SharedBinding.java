package dev.stagecraft.script;

import groovy.lang.Binding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shared variables as Groovy's scripts know them. */
final class SharedBinding extends Binding {
  private final Shared shared;

  SharedBinding(Shared shared) {
    this.shared = shared;
  }

  @Override
  public @Nullable Object getVariable(String name) { // a variable of Groovy may be null
    return shared.has(name) ? shared.get(name).orElse(null) : super.getVariable(name);
  }

  /** What somebody defined under a name, nothing of the session's. */
  Optional<Object> own(String name) {
    return shared.defined(name);
  }

  @Override
  public void setVariable(String name, @Nullable Object value) {
    shared.set(name, Optional.ofNullable(value));
  }

  @Override
  public boolean hasVariable(String name) {
    return shared.has(name);
  }

  @Override
  public void removeVariable(String name) {
    shared.remove(name);
  }

  @Override
  @SuppressWarnings("rawtypes") // Groovy's own signature
  public Map getVariables() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    shared.defined().forEach((name, value) -> all.put(name, value.orElse(null)));
    return all;
  }
}
