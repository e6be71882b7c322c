package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import dev.stagecraft.language.Completeness;
import dev.stagecraft.language.Reading;
import dev.stagecraft.language.ShellText;
import dev.stagecraft.language.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a fence.
 *
 * @param statements in order, comment-only ones left out
 * @param doubt why it is not sure that all of it was understood
 */
record FenceStatements(List<LabStatement> statements, Optional<String> doubt) {
  FenceStatements {
    statements = List.copyOf(statements);
  }

  /**
   * A fence that is a script.
   *
   * @param lines its lines, some of them blanked out
   */
  static FenceStatements script(Block.Fence fence, List<String> lines) {
    List<LabStatement> statements = new ArrayList<>();
    Optional<String> doubt = add(lines, fence.origins(), statements);
    return new FenceStatements(statements, doubt);
  }

  /** Adds the statements of some lines; what cannot be finished becomes the last one. */
  private static Optional<String> add(
      List<String> lines, List<Place> origins, List<LabStatement> statements) {
    String text = blanks(String.join("\n", lines) + "\n");
    Reading reading = ShellText.read(text);
    for (Statement statement : reading.effective()) {
      int first = statement.line() - 1;
      int count = (int) statement.text().chars().filter(c -> c == '\n').count() + 1;
      statements.add(
          of(statement.text(), origins.subList(first, Math.min(first + count, origins.size()))));
    }
    if (reading.rest().isBlank()) {
      return Optional.empty();
    }
    return rest(reading, text, origins, statements);
  }

  private static Optional<String> rest(
      Reading reading, String text, List<Place> origins, List<LabStatement> statements) {
    String rest = reading.rest().stripTrailing();
    int skipped = text.length() - reading.rest().length();
    int first = (int) text.substring(0, skipped).chars().filter(c -> c == '\n').count();
    while (rest.startsWith("\n")) {
      rest = rest.substring(1);
      first++;
    }
    int line = Math.min(first, origins.size() - 1);
    statements.add(unread(rest, origins.subList(line, origins.size())));
    return reading.end() == Completeness.UNSURE
        ? Optional.empty()
        : Optional.of(
            reading
                .problem()
                .map(p -> "line " + origins.get(line).line() + ": " + p.message())
                .orElse("it does not read as shell text"));
  }

  /** No-break spaces, which an editor's habit puts between words, become blanks. */
  private static String blanks(String text) {
    return text.replace('\u00a0', ' ');
  }

  private static LabStatement of(String text, List<Place> origins) {
    List<Statement> alone = ShellText.read(text + "\n").effective();
    return alone.isEmpty()
        ? unread(text, origins)
        : new LabStatement(text, alone.get(0), origins, Recording.NONE);
  }

  /** A statement that only bash can judge. */
  private static LabStatement unread(String text, List<Place> origins) {
    return new LabStatement(
        text,
        new Statement(
            new dev.stagecraft.language.Span(0, text.length()),
            1,
            text,
            false,
            List.of(),
            true,
            List.of()),
        origins,
        Recording.NONE);
  }

  /**
   * A fence with prompts: only lines with a prompt, and what they need to be finished, are
   * commands; all else is output that somebody recorded.
   */
  static FenceStatements prompted(Block.Fence fence) {
    List<LabStatement> statements = new ArrayList<>();
    Optional<String> doubt = Optional.empty();
    int i = 0;
    while (i < fence.lines().size()) {
      Optional<Prompt.Found> prompt = Prompt.in(fence.lines().get(i));
      if (prompt.isEmpty()) {
        recorded(statements, fence.lines().get(i), fence.origins().get(i));
        i++;
        continue;
      }
      List<String> lines = new ArrayList<>();
      List<Place> origins = new ArrayList<>();
      take(fence, i, prompt.orElseThrow().length(), lines, origins);
      i++;
      while (i < fence.lines().size() && open(lines)) {
        String line = fence.lines().get(i);
        take(fence, i, line.startsWith("> ") ? 2 : 0, lines, origins);
        i++;
      }
      if (!lines.get(0).isBlank()) {
        Optional<String> one = add(lines, origins, statements);
        doubt = doubt.or(() -> one);
      }
    }
    return new FenceStatements(statements, doubt);
  }

  private static boolean open(List<String> lines) {
    return ShellText.read(blanks(String.join("\n", lines) + "\n")).end() == Completeness.INCOMPLETE;
  }

  private static void take(
      Block.Fence fence, int i, int prefix, List<String> lines, List<Place> origins) {
    String line = fence.lines().get(i);
    Place origin = fence.origins().get(i);
    lines.add(line.substring(Math.min(prefix, line.length())));
    origins.add(
        new Place(
            origin.source(),
            origin.line(),
            origin.column() + prefix,
            Math.max(0, origin.length() - prefix),
            origin.text()));
  }

  private static void recorded(List<LabStatement> statements, String line, Place origin) {
    if (statements.isEmpty()) {
      return;
    }
    LabStatement last = statements.remove(statements.size() - 1);
    statements.add(last.showing(last.recording().and(line, origin)));
  }
}
