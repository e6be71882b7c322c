package dev.stagecraft.script;

import groovy.lang.GroovyClassLoader;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/** The variables of JShell and the shared ones, kept alike. */
final class JavaVariables {
  private final Shared shared;
  private final JShell shell;
  private final JavaControl control;
  private final Map<String, Optional<Object>> seen = new HashMap<>();

  /** The types of the variables that were declared here; the others are a person's. */
  private final Map<String, String> declared = new HashMap<>();

  JavaVariables(Shared shared, JShell shell, JavaControl control) {
    this.shared = shared;
    this.shell = shell;
    this.control = control;
  }

  /** The value of a variable. */
  Optional<Object> value(VarSnippet variable) {
    return control.read(() -> shell.varValue(variable));
  }

  /** The variable of that name, where there is one. */
  Optional<VarSnippet> named(String name) {
    return shell
        .variables()
        .filter(v -> v.name().equals(name) && shell.status(v) == Snippet.Status.VALID)
        .findFirst();
  }

  /** Makes the shared variables that a snippet mentions variables of Java; others are renewed. */
  void bring(String snippet) {
    for (String name : shared.names()) {
      boolean mentioned =
          Pattern.compile("(?<!\\.)\\b" + Pattern.quote(name) + "\\b(?!\\s*\\()")
              .matcher(snippet)
              .find();
      // a method of Java may use a variable that the snippet does not mention
      if (mentioned || (seen.containsKey(name) && shared.defines(name))) {
        bringOne(name, shared.get(name));
      }
    }
  }

  private void bringOne(String name, Optional<Object> value) {
    if (same(name, value)) {
      return;
    }
    String type = value.map(JavaVariables::type).orElse("Object");
    boolean fits =
        !declared.containsKey(name) || type.equals(declared.get(name)) || value.isEmpty();
    Optional<VarSnippet> there = named(name).filter(variable -> fits);
    if (there.isEmpty() || !control.write(value, () -> shell.varValue(there.get()))) {
      for (SnippetEvent event : shell.eval(type + " " + name + ";")) {
        if (event.snippet() instanceof VarSnippet variable && event.causeSnippet() == null) {
          declared.put(name, type);
          if (!control.write(value, () -> shell.varValue(variable))) {
            throw new IllegalStateException(type + " " + name);
          }
        }
      }
    }
    seen.put(name, value);
  }

  /** The variables of Java become shared ones. */
  void take() {
    shell
        .variables()
        .filter(v -> shell.status(v) == Snippet.Status.VALID)
        .forEach(
            v -> {
              Optional<Object> value = value(v);
              if (!same(v.name(), value)) {
                seen.put(v.name(), value);
                shared.set(v.name(), value);
              }
            });
  }

  /** A text declared a variable: it is a person's now. */
  void mine(String name) {
    declared.remove(name);
  }

  /** Whether a variable still holds what it held when it was last looked at. */
  private boolean same(String name, Optional<Object> now) {
    if (!seen.containsKey(name)) {
      return false;
    }
    Optional<Object> before = seen.getOrDefault(name, Optional.empty());
    if (before.isEmpty() || now.isEmpty()) {
      return before.isEmpty() && now.isEmpty();
    }
    boolean number = now.get() instanceof Number || now.get() instanceof Boolean;
    return number ? before.equals(now) : before.get() == now.get();
  }

  private static String type(Object value) {
    if (value instanceof List<?>) {
      return "java.util.List<Object>";
    }
    if (value instanceof Map<?, ?> && !(value instanceof Row)) {
      return "java.util.Map<Object, Object>";
    }
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      if (Modifier.isPublic(type.getModifiers())
          && type.getCanonicalName() != null
          && type.getTypeParameters().length == 0
          && type != Object.class
          && !(type.getClassLoader() instanceof GroovyClassLoader)) {
        return type.getCanonicalName();
      }
      for (Class<?> known : type.getInterfaces()) {
        if (known.getName().startsWith("dev.stagecraft.engine.")
            || known == java.nio.file.Path.class) {
          return known.getCanonicalName();
        }
      }
    }
    return "Object";
  }
}
