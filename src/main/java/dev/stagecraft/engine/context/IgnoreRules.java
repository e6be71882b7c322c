package dev.stagecraft.engine.context;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of a {@code .dockerignore}: which paths of a build context are not sent.
 *
 * <p>Paths are relative to the context, with {@code /} between names. The last pattern that matches
 * a path or one of the folders above it decides. Source: moby/patternmatcher.
 */
public final class IgnoreRules {
  private static final IgnoreRules NONE = new IgnoreRules(List.of());

  private final List<PathPattern> patterns;
  private final boolean exceptions;

  private IgnoreRules(List<PathPattern> patterns) {
    this.patterns = List.copyOf(patterns);
    this.exceptions = patterns.stream().anyMatch(PathPattern::isException);
  }

  /** No rules: everything is sent. */
  public static IgnoreRules none() {
    return NONE;
  }

  /**
   * Reads the text of a {@code .dockerignore}.
   *
   * @param source what the text stands in, for messages
   * @throws dev.stagecraft.core.ProblemException {@code build.context} where a line is no pattern
   */
  public static IgnoreRules parse(String source, String text) {
    List<PathPattern> patterns = new ArrayList<>();
    String body = text.startsWith("\ufeff") ? text.substring(1) : text;
    List<String> lines = body.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Optional<String> rule = normalized(line);
      if (rule.isPresent()) {
        Place place = new Place(source, i + 1, 1, line.length(), line);
        patterns.add(pattern(rule.get(), place));
      }
    }
    return patterns.isEmpty() ? NONE : new IgnoreRules(patterns);
  }

  /** The rule that a line states, cleaned, with its {@code !}; empty for a comment. */
  static Optional<String> normalized(String line) {
    if (line.startsWith("#") || line.isBlank()) {
      return Optional.empty();
    }
    String rule = line.strip();
    boolean exception = rule.startsWith("!");
    if (exception) {
      rule = rule.substring(1).strip();
    }
    if (!rule.isEmpty()) {
      rule = clean(rule);
      if (rule.length() > 1 && rule.startsWith("/")) {
        rule = rule.substring(1);
      }
    }
    return Optional.of(exception ? "!" + rule : rule);
  }

  private static PathPattern pattern(String rule, Place place) {
    boolean exception = rule.startsWith("!");
    String text = exception ? rule.substring(1) : rule;
    if (text.isEmpty()) {
      throw Problem.of("build.context", "illegal exclusion pattern: \"!\" in " + place.source())
          .withHint("write the path that is to be sent after the exclamation mark")
          .at(place)
          .exception();
    }
    return PathPattern.of(text, exception)
        .orElseThrow(
            () ->
                Problem.of(
                        "build.context",
                        "syntax error in pattern \"" + text + "\" of " + place.source())
                    .withHint("close the [ of a class, and put a backslash before a lone [ or \\")
                    .at(place)
                    .exception());
  }

  /** A path in its shortest form, as Go's path.Clean gives it; {@code .} for the empty path. */
  static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..") && !names.isEmpty() && !names.getLast().equals("..")) {
        names.removeLast();
      } else if (name.equals("..") && !rooted) {
        names.addLast(name);
      } else if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
        names.addLast(name);
      }
    }
    String joined = String.join("/", names);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  /** Whether a path is left out; the folders above it are considered too. */
  public boolean ignores(String path) {
    String cleaned = clean(path);
    if (cleaned.equals(".")) {
      return false;
    }
    Verdict verdict = top();
    for (int at = cleaned.indexOf('/', 1); at > 0; at = cleaned.indexOf('/', at + 1)) {
      verdict = verdict.of(cleaned.substring(0, at));
    }
    return verdict.of(cleaned).ignored();
  }

  /** What the rules say of the context's root: it is sent. */
  Verdict top() {
    return new Verdict(new boolean[0], false);
  }

  /** Whether something below an ignored folder may be brought back by an exception. */
  boolean mayBringBackBelow(String folder) {
    return exceptions && exceptionPatterns().anyMatch(p -> p.mayMatchBelow(folder));
  }

  private Stream<PathPattern> exceptionPatterns() {
    return patterns.stream().filter(PathPattern::isException);
  }

  /** What the rules say of one path, and all that is needed to judge what lies below it. */
  final class Verdict {
    private final boolean[] matched;
    private final boolean ignored;

    private Verdict(boolean[] matched, boolean ignored) {
      this.matched = matched;
      this.ignored = ignored;
    }

    /** Whether the path is left out. */
    boolean ignored() {
      return ignored;
    }

    /** The verdict on a path directly below this one. */
    Verdict of(String path) {
      boolean[] here = new boolean[patterns.size()];
      boolean out = false;
      for (int i = 0; i < here.length; i++) {
        PathPattern pattern = patterns.get(i);
        boolean inherited = matched.length > 0 && matched[i];
        // A pattern that could not change the verdict need not be tried.
        here[i] = inherited || (pattern.isException() == out && pattern.matches(path));
        if (here[i]) {
          out = !pattern.isException();
        }
      }
      return new Verdict(here, out);
    }
  }
}
