package dev.stagecraft.script;

import dev.stagecraft.command.Nearest;
import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.shell.Interpreter.Source;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.codehaus.groovy.syntax.SyntaxException;

/** What went wrong in a text of Groovy, at the line of the person who wrote it. */
final class GroovyFailure {
  private final Map<String, Source> sources;

  /** Failures of texts, by the names of the files that the compiler took them for. */
  GroovyFailure(Map<String, Source> sources) {
    this.sources = sources;
  }

  /** The failure without what only wraps it. */
  static Throwable unwrapped(Throwable thrown) {
    Throwable inner = thrown;
    while ((inner instanceof InvokerInvocationException
            || inner instanceof java.lang.reflect.UndeclaredThrowableException
            || inner instanceof ExceptionInInitializerError)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /** The problem that a failure is. */
  Problem problem(Throwable thrown) {
    if (thrown instanceof MultipleCompilationErrorsException errors) {
      return compilation(errors);
    }
    Problem problem = said(thrown);
    List<Place> places = places(thrown);
    if (problem.place().isPresent() || places.isEmpty()) {
      return problem;
    }
    StringBuilder message = new StringBuilder(problem.message());
    places.stream()
        .skip(1)
        .limit(5)
        .forEach(p -> message.append("\nfrom ").append(p.source()).append(':').append(p.line()));
    return new Problem(
        problem.code(), message.toString(), problem.hint(), Optional.of(places.get(0)));
  }

  /** What a failure says, without its place. */
  static Problem said(Throwable thrown) {
    if (thrown instanceof ProblemException known) {
      return known.problem();
    }
    if (thrown instanceof MissingMethodException missing) {
      String types =
          String.join(
              ", ",
              Arrays.stream(missing.getArguments())
                  .map(a -> a == null ? "null" : a.getClass().getSimpleName())
                  .toList());
      Problem problem =
          Problem.of(
              "script.method",
              simple(missing.getType())
                  + " has no method "
                  + missing.getMethod()
                  + "("
                  + types
                  + ")");
      return near(missing).map(problem::withHint).orElse(problem);
    }
    if (thrown instanceof MissingPropertyException missing) {
      String owner = missing.getType() == null ? "null" : simple(missing.getType());
      return Problem.of("script.property", owner + " has no property " + missing.getProperty());
    }
    if (thrown instanceof AssertionError) {
      return Problem.of("script.assertion", text(thrown));
    }
    String name = thrown.getClass().getSimpleName();
    return Problem.of(
        "script.failed", text(thrown) + (text(thrown).equals(name) ? "" : " (" + name + ")"));
  }

  /** The method of the same object that comes nearest. */
  private static Optional<String> near(MissingMethodException missing) {
    List<String> names =
        Arrays.stream(missing.getType().getMethods()).map(Method::getName).distinct().toList();
    return Nearest.of(missing.getMethod(), names).map(near -> "did you mean " + near + "?");
  }

  private static String simple(Class<?> type) {
    return type.getSimpleName().matches("Line\\d+") ? "the script" : type.getSimpleName();
  }

  static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.strip();
  }

  private Problem compilation(MultipleCompilationErrorsException errors) {
    List<Problem> problems = new ArrayList<>();
    List<? extends Message> messages = errors.getErrorCollector().getErrors();
    for (Message message : messages) {
      if (message instanceof SyntaxErrorMessage syntax) {
        problems.add(syntax(syntax.getCause()));
      } else if (message instanceof ExceptionMessage other) {
        problems.add(Problem.of("script.syntax", text(other.getCause())));
      }
    }
    if (problems.isEmpty()) {
      return Problem.of("script.syntax", text(errors));
    }
    Problem first = problems.get(0);
    return problems.size() == 1
        ? first
        : new Problem(
            first.code(),
            first.message() + "\n(and " + (problems.size() - 1) + " more)",
            first.hint(),
            first.place());
  }

  private Problem syntax(SyntaxException error) {
    String message = error.getOriginalMessage().strip().lines().findFirst().orElse("");
    Problem problem = Problem.of("script.syntax", message.replaceFirst("\\.$", ""));
    String file = String.valueOf(error.getSourceLocator());
    Optional<Source> source =
        Optional.ofNullable(sources.get(file.substring(file.lastIndexOf('/') + 1)));
    int width =
        error.getEndLine() == error.getLine() ? error.getEndColumn() - error.getStartColumn() : 1;
    return source
        .flatMap(
            s -> place(s, error.getLine(), Math.max(1, error.getStartColumn()), Math.max(1, width)))
        .map(problem::at)
        .orElse(problem);
  }

  private List<Place> places(Throwable thrown) {
    List<Place> places = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      Optional.ofNullable(frame.getFileName())
          .flatMap(file -> Optional.ofNullable(sources.get(file)))
          .flatMap(source -> place(source, frame.getLineNumber(), 1, 0))
          .filter(place -> places.isEmpty() || !places.get(places.size() - 1).equals(place))
          .ifPresent(places::add);
    }
    return places;
  }

  /** A place in a text, where the text has such a line. */
  static Optional<Place> place(Source source, int line, int column, int length) {
    List<String> lines = source.text().lines().toList();
    if (line < 1 || line > lines.size()) {
      return Optional.empty();
    }
    return Optional.of(new Place(source.name(), line, column, length, lines.get(line - 1)));
  }
}
