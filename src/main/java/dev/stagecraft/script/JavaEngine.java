package dev.stagecraft.script;

import dev.stagecraft.shell.Interpreter.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Runs Java by JShell, in this process, so that snippets see the session's own objects. */
final class JavaEngine {
  private static final List<String> IMPORTS =
      List.of(
          "import java.util.*;",
          "import java.time.*;",
          "import dev.stagecraft.script.*;",
          "import static dev.stagecraft.script.JavaWords.*;");

  private final Shared shared;
  private final Optional<Verbs> verbs;
  private final JavaControl control = new JavaControl();
  private final JShell shell;
  private final JavaVariables variables;
  private final JavaFailure failure;

  /**
   * Java over shared variables.
   *
   * @param verbs the commands, where snippets may call some
   */
  JavaEngine(Shared shared, Optional<Verbs> verbs) {
    this.shared = shared;
    this.verbs = verbs;
    this.shell = JShell.builder().executionEngine(new Provider(control), Map.of()).build();
    this.variables = new JavaVariables(shared, shell, control);
    this.failure = new JavaFailure(shell, control);
    shell.addToClasspath(System.getProperty("java.class.path", ""));
    for (String line : IMPORTS) {
      for (SnippetEvent event : shell.eval(line)) {
        if (event.status() != Snippet.Status.VALID) {
          throw new IllegalStateException(line);
        }
      }
    }
  }

  /** Whether this Java has what it takes. */
  static boolean available() {
    return ModuleLayer.boot().findModule("jdk.jshell").isPresent();
  }

  /** Loads what the first line needs, without running anything. */
  void warm() {
    CompletionInfo unused = shell.sourceCodeAnalysis().analyzeCompletion("40 + 2");
  }

  /** Ends what runs. */
  void stop() {
    shell.stop();
  }

  /** Ends the engine; nothing runs in it any more. */
  void close() {
    shell.close();
  }

  /**
   * Runs the snippets of a text.
   *
   * @throws dev.stagecraft.core.ProblemException {@code script.failed}, {@code script.syntax} at
   *     the line of the person who wrote it
   * @throws ScriptExit where the text ends the script
   */
  Answer run(Source source) {
    verbs.ifPresent(JavaWords::here);
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
      variables.bring(snippet);
      try {
        for (SnippetEvent event : shell.eval(snippet)) {
          if (event.causeSnippet() == null) {
            answer = judged(event, source, line);
          }
        }
      } finally {
        variables.take();
      }
      rest = info.completeness().isComplete() ? info.remaining() : "";
    }
    return source.program() ? new Answer(Optional.empty(), true) : answer;
  }

  private static int count(String before) {
    return (int) before.chars().filter(c -> c == '\n').count();
  }

  private Answer judged(SnippetEvent event, Source source, int line) {
    Snippet snippet = event.snippet();
    failure.written(snippet, source, line);
    if (event.status() == Snippet.Status.REJECTED) {
      throw failure.rejected(snippet).exception();
    }
    if (event.exception() != null) {
      if (control.thrown().orElse(event.exception()) instanceof ScriptExit exit) {
        throw exit;
      }
      throw failure.thrown(snippet, event.exception()).exception(event.exception());
    }
    if (snippet instanceof VarSnippet variable) {
      variables.mine(variable.name());
    }
    boolean quiet =
        snippet.subKind() == Snippet.SubKind.ASSIGNMENT_SUBKIND
            || snippet.subKind() == Snippet.SubKind.VAR_DECLARATION_SUBKIND
            || snippet.subKind() == Snippet.SubKind.VAR_DECLARATION_WITH_INITIALIZER_SUBKIND;
    return new Answer(value(snippet), quiet);
  }

  private Optional<Object> value(Snippet snippet) {
    if (snippet instanceof VarSnippet variable) {
      return variables.value(variable);
    }
    if (snippet instanceof ExpressionSnippet expression) {
      return variables.named(expression.name()).flatMap(variables::value);
    }
    return Optional.empty();
  }

  /** Hands JShell our execution in this process. */
  private record Provider(JavaControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "stagecraft";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }
}
