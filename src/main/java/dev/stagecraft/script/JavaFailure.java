package dev.stagecraft.script;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Interpreter.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

/** What went wrong in snippets of Java, at the line of the person who wrote it. */
final class JavaFailure {
  private final JShell shell;
  private final JavaControl control;
  private final Map<String, Written> snippets = new HashMap<>();

  /** Where a snippet was written. */
  private record Written(Source source, int line) {}

  JavaFailure(JShell shell, JavaControl control) {
    this.shell = shell;
    this.control = control;
  }

  /** A snippet begins on a line of a text. */
  void written(Snippet snippet, Source source, int line) {
    snippets.put(snippet.id(), new Written(source, line));
  }

  /** What the compiler says. */
  Problem rejected(Snippet snippet) {
    Diag wrong =
        shell
            .diagnostics(snippet)
            .filter(Diag::isError)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(snippet.source()));
    String text = snippet.source();
    int at = (int) Math.max(0, Math.min(wrong.getStartPosition(), text.length()));
    int end = (int) Math.max(at, Math.min(wrong.getEndPosition(), text.length()));
    int begin = text.lastIndexOf('\n', at - 1) + 1;
    int stop = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
    int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    String own = text.substring(begin, stop);
    Problem problem = Problem.of("script.syntax", wrong.getMessage(Locale.ROOT).strip());
    return place(snippet.id(), line + 1)
        .map(p -> problem.at(exact(p, own, at - begin, Math.min(end, stop) - at)))
        .orElse(problem);
  }

  /** With the column, where the snippet's line is found on that of its text. */
  private static Place exact(Place place, String own, int offset, int length) {
    int base = place.text().indexOf(own);
    return base < 0
        ? place
        : new Place(
            place.source(), place.line(), base + offset + 1, Math.max(0, length), place.text());
  }

  /** What a snippet threw. */
  Problem thrown(Snippet snippet, Exception thrown) {
    Problem problem = said(thrown);
    List<Place> places = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      String file = String.valueOf(frame.getFileName());
      if (file.startsWith("#")) {
        place(file.substring(1), frame.getLineNumber())
            .filter(place -> places.isEmpty() || !places.get(places.size() - 1).equals(place))
            .ifPresent(places::add);
      }
    }
    if (places.isEmpty()) {
      place(snippet.id(), 1).ifPresent(places::add);
    }
    StringBuilder message = new StringBuilder(problem.message());
    places.stream()
        .skip(1)
        .limit(5)
        .forEach(p -> message.append("\nfrom ").append(p.source()).append(':').append(p.line()));
    return new Problem(
        problem.code(), message.toString(), problem.hint(), places.stream().findFirst());
  }

  private Problem said(Exception thrown) {
    if (thrown instanceof UnresolvedReferenceException unresolved) {
      DeclarationSnippet snippet = unresolved.getSnippet();
      List<String> names = shell.unresolvedDependencies(snippet).toList();
      return Problem.of("script.name", snippet.name() + " needs " + String.join(", ", names))
          .withHint("define that first");
    }
    if (thrown instanceof EvalException && control.thrown().isPresent()) {
      return GroovyFailure.said(control.thrown().get());
    }
    return GroovyFailure.said(thrown);
  }

  private Optional<Place> place(String id, int line) {
    return Optional.ofNullable(snippets.get(id))
        .flatMap(w -> GroovyFailure.place(w.source(), w.line() + line - 1, 1, 0));
  }
}
