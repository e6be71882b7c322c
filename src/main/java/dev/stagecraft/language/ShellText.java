package dev.stagecraft.language;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.language.CommandDraft.PipelineDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Splits shell text into the units that bash reads before it runs anything.
 *
 * <p>The text is read as an interactive bash reads it: comments are known, history expansion and
 * aliases are not. What depends on the options of the shell that will run it (patterns of {@code
 * extglob}), or nests beyond what is read here, ends {@code UNSURE}: then the shell has to be
 * asked.
 */
public final class ShellText {
  private final Scan scan;
  private final String text;
  private final OwnWords words;
  private final List<Statement> statements = new ArrayList<>();
  private int line = 1;
  private int lineCountedTo;

  private ShellText(String text, OwnWords words) {
    this.text = text;
    this.words = words;
    this.scan = new Scan(text);
  }

  /** Reads a text. It never fails: what is wrong with the text is in the answer. */
  public static Reading read(String text) {
    return read(text, OwnWords.none());
  }

  /** Reads a text in which some statements may be ours: they are not what bash would read. */
  public static Reading read(String text, OwnWords words) {
    return new ShellText(text, words).read();
  }

  private Reading read() {
    int start = 0;
    while (start < text.length()) {
      int lineStop = text.indexOf('\n', start);
      if (blank(start, lineStop < 0 ? text.length() : lineStop)) {
        start = lineStop < 0 ? text.length() : lineStop + 1;
        continue;
      }
      scan.pos = start;
      try {
        statements.add(statement(start));
      } catch (Stop stop) {
        Completeness end = scan.extendedPattern ? Completeness.UNSURE : stop.end();
        Problem problem = scan.extendedPattern ? pattern() : problem(stop);
        return new Reading(statements, end, Optional.of(problem), text.substring(start));
      }
      start = scan.pos;
    }
    if (scan.extendedPattern) {
      return new Reading(statements, Completeness.UNSURE, Optional.of(pattern()), "");
    }
    return new Reading(statements, Completeness.COMPLETE, Optional.empty(), "");
  }

  private static Problem pattern() {
    return Problem.of(
            "language.unsure", "a pattern such as @(a|b) is known only where extglob is set")
        .withHint("set it in a line of its own before: shopt -s extglob");
  }

  private boolean blank(int start, int stop) {
    return text.substring(start, stop).chars().allMatch(Characters::blank);
  }

  private Statement statement(int start) {
    Optional<Statement> own = own(start);
    if (own.isPresent()) {
      return own.get();
    }
    scan.commands.clear();
    scan.blanks();
    boolean comment = scan.lineEnd();
    List<PipelineDraft> items = comment ? List.of() : new Grammar(scan).line();
    int end = scan.pos;
    if (scan.peek() == '\n') {
      scan.newline();
      end = text.charAt(scan.pos - 1) == '\n' ? scan.pos - 1 : scan.pos;
    } else {
      scan.requireHeredocs();
    }
    List<SimpleCommand> commands =
        scan.commands.stream()
            .sorted(Comparator.comparingInt(command -> command.start))
            .map(CommandDraft::command)
            .toList();
    Span span = new Span(start, end);
    return new Statement(
        span,
        line(start),
        span.in(text),
        comment,
        items.stream().map(PipelineDraft::pipeline).toList(),
        items.stream().anyMatch(item -> item.compound),
        commands);
  }

  private Optional<Statement> own(int start) {
    OwnReader reader = new OwnReader(text, start, words);
    Optional<Own> own = reader.read();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Span span = new Span(start, reader.end());
    boolean ended = span.end() < text.length();
    scan.pos = ended ? span.end() + 1 : span.end();
    return Optional.of(
        new Statement(span, line(start), span.in(text), false, List.of(), false, List.of(), own));
  }

  private int line(int offset) {
    while (lineCountedTo < offset) {
      if (text.charAt(lineCountedTo) == '\n') {
        line++;
      }
      lineCountedTo++;
    }
    return line;
  }

  private Problem problem(Stop stop) {
    int at = Math.min(stop.at(), text.length());
    int lineStart = at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
    int lineStop = text.indexOf('\n', at);
    int number = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    String whole = text.substring(lineStart, lineStop < 0 ? text.length() : lineStop);
    Place place = new Place("line", number, at - lineStart + 1, stop.width(), whole);
    return Problem.of(stop.code(), stop.message()).at(place);
  }
}
