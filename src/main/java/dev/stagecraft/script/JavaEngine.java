package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Interpreter.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Runs Java by JShell, in this process, so that snippets see the session's own objects. */
final class JavaEngine {
  private final Shared shared;
  private final Control control = new Control();
  private final JShell shell;
  private final Map<String, Object> seen = new HashMap<>();

  JavaEngine(Shared shared) {
    this.shared = shared;
    this.shell = JShell.builder().executionEngine(new Provider(control), Map.of()).build();
    shell.addToClasspath(System.getProperty("java.class.path", ""));
    for (String line : List.of("import java.util.*;", "import java.time.*;")) {
      shell.eval(line);
    }
  }

  /** Whether this Java has what it takes. */
  static boolean available() {
    return ModuleLayer.boot().findModule("jdk.jshell").isPresent();
  }

  /** Ends what runs. */
  void stop() {
    shell.stop();
  }

  /**
   * Runs the snippets of a text.
   *
   * @throws dev.stagecraft.core.ProblemException {@code script.failed}, {@code script.syntax} at
   *     the line of the person who wrote it
   */
  Answer run(Source source) {
    if (source.program() || !source.arguments().isEmpty()) {
      shared.set("args", Optional.of(source.arguments().toArray(String[]::new)));
    }
    // The line that names the interpreter is a remark; lines keep their numbers.
    String whole = source.text().startsWith("#!") ? "//" + source.text() : source.text();
    String rest = whole;
    Answer answer = new Answer(Optional.empty(), true);
    while (!rest.isBlank()) {
      rest = rest.stripLeading();
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      String snippet = info.completeness().isComplete() ? info.source() : rest;
      int line = 1 + count(whole.substring(0, whole.length() - rest.length()));
      bring(snippet);
      for (SnippetEvent event : shell.eval(snippet)) {
        answer = judged(event, source, line);
      }
      rest = info.completeness().isComplete() ? info.remaining() : "";
      take();
    }
    return source.program() ? new Answer(Optional.empty(), true) : answer;
  }

  private static int count(String before) {
    return (int) before.chars().filter(c -> c == '\n').count();
  }

  private Answer judged(SnippetEvent event, Source source, int line) {
    Snippet snippet = event.snippet();
    if (event.status() == Snippet.Status.REJECTED) {
      Diag wrong = shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElseThrow();
      String text = snippet.source();
      int at = (int) Math.max(0, Math.min(wrong.getStartPosition(), text.length()));
      throw placed(
          Problem.of("script.syntax", wrong.getMessage(Locale.ROOT).strip()),
          source,
          line + count(text.substring(0, at)));
    }
    if (event.exception() != null) {
      throw placed(failure(event.exception()), source, line);
    }
    boolean quiet =
        snippet.subKind() == Snippet.SubKind.ASSIGNMENT_SUBKIND
            || snippet.subKind() == Snippet.SubKind.VAR_DECLARATION_SUBKIND
            || snippet.subKind() == Snippet.SubKind.VAR_DECLARATION_WITH_INITIALIZER_SUBKIND;
    return new Answer(value(snippet), quiet);
  }

  private static Problem failure(Exception thrown) {
    String message = GroovyFailure.text(thrown);
    String name =
        thrown instanceof EvalException user
            ? user.getExceptionClassName().replaceFirst(".*\\.", "")
            : thrown.getClass().getSimpleName();
    return Problem.of("script.failed", message + " (" + name + ")");
  }

  private static RuntimeException placed(Problem problem, Source source, int line) {
    return GroovyFailure.place(source, line, 1, 0).map(problem::at).orElse(problem).exception();
  }

  private Optional<Object> value(Snippet snippet) {
    if (snippet instanceof VarSnippet variable) {
      return control.read(() -> shell.varValue(variable));
    }
    if (snippet instanceof ExpressionSnippet expression) {
      return shell
          .variables()
          .filter(v -> v.name().equals(expression.name()))
          .findFirst()
          .flatMap(v -> control.read(() -> shell.varValue(v)));
    }
    return Optional.empty();
  }

  /** Makes the shared variables that a snippet mentions variables of Java. */
  private void bring(String snippet) {
    for (String name : shared.names()) {
      if (!snippet.matches("(?s).*\\b" + java.util.regex.Pattern.quote(name) + "\\b.*")) {
        continue;
      }
      Optional<Object> value = shared.get(name);
      if (value.isEmpty() || value.get() == seen.get(name)) {
        continue;
      }
      for (SnippetEvent event : shell.eval(type(value.get()) + " " + name + ";")) {
        if (event.snippet() instanceof VarSnippet variable) {
          control.write(value.get(), () -> shell.varValue(variable));
          seen.put(name, value.get());
        }
      }
    }
  }

  /** The variables of Java become shared ones. */
  private void take() {
    shell
        .variables()
        .filter(v -> shell.status(v) == Snippet.Status.VALID)
        .forEach(
            v -> {
              Optional<Object> value = control.read(() -> shell.varValue(v));
              if (value.isPresent() && value.get() != seen.get(v.name())) {
                seen.put(v.name(), value.get());
                shared.set(v.name(), value);
              }
            });
  }

  private static String type(Object value) {
    if (value instanceof List<?>) {
      return "java.util.List<Object>";
    }
    if (value instanceof Map<?, ?>) {
      return "java.util.Map<Object, Object>";
    }
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      if (java.lang.reflect.Modifier.isPublic(type.getModifiers())
          && type.getCanonicalName() != null
          && type.getTypeParameters().length == 0
          && type != Object.class
          && !(type.getClassLoader() instanceof groovy.lang.GroovyClassLoader)) {
        return type.getCanonicalName();
      }
      for (Class<?> known : type.getInterfaces()) {
        if (known.getName().startsWith("dev.stagecraft.engine.")) {
          return known.getCanonicalName();
        }
      }
    }
    return "Object";
  }

  /** Hands JShell our execution in this process. */
  private record Provider(Control control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "stagecraft";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }

  /** Execution in this process that reads and writes variables as objects, not as texts. */
  private static final class Control extends LocalExecutionControl {
    private Optional<Object> read = Optional.empty();
    private Optional<Object> write = Optional.empty();

    Optional<Object> read(Runnable ask) {
      read = Optional.empty();
      ask.run();
      return read;
    }

    void write(Object value, Runnable ask) {
      write = Optional.of(value);
      ask.run();
      write = Optional.empty();
    }

    @Override
    public String varValue(String className, String varName)
        throws RunException, EngineTerminationException, InternalException {
      try {
        java.lang.reflect.Field field = findClass(className).getDeclaredField(varName);
        field.setAccessible(true);
        if (write.isPresent()) {
          field.set(null, write.get());
          return "";
        }
        read = Optional.ofNullable(field.get(null));
        return "";
      } catch (ReflectiveOperationException e) {
        throw new InternalException(String.valueOf(e.getMessage()));
      }
    }
  }
}
