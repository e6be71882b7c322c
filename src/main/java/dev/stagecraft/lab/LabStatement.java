package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import dev.stagecraft.language.Redirection;
import dev.stagecraft.language.ShellText;
import dev.stagecraft.language.Span;
import dev.stagecraft.language.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of a lab: the whole lines that a shell reads before it runs anything.
 *
 * @param text what the shell is given, prompts taken off
 * @param parsed the same text as {@code language} reads it; its spans count from the start of
 *     {@code text}
 * @param origins where each line of {@code text} begins in the file
 * @param recording the output that the file shows below the statement
 */
public record LabStatement(
    String text, Statement parsed, List<Place> origins, Recording recording) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("<[A-Za-z][A-Za-z0-9 _.-]*>|\\bYOUR[-_][A-Z][A-Z_-]*");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"");

  public LabStatement {
    origins = List.copyOf(origins);
  }

  /** The output that the file shows below the statement, a line each. */
  public List<String> recorded() {
    return recording.lines();
  }

  /** The same statement with other output shown below it. */
  LabStatement showing(Recording other) {
    return new LabStatement(text, parsed, origins, other);
  }

  /** The same statement with another text, read anew; its places stay where they are. */
  public LabStatement saying(String other) {
    List<Statement> read = ShellText.read(other + "\n").effective();
    return new LabStatement(other, read.isEmpty() ? parsed : read.get(0), origins, recording);
  }

  /** Where it begins in the file. */
  public Place place() {
    return origins.get(0);
  }

  /** Where a stretch of its text stands in the file; one that spans lines ends with its first. */
  public Place at(Span span) {
    int line = 0;
    int begin = 0;
    for (int i = 0; i < span.start() && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        begin = i + 1;
      }
    }
    Place origin = origins.get(Math.min(line, origins.size() - 1));
    int end = text.indexOf('\n', begin);
    int last = Math.min(span.end(), end < 0 ? text.length() : end);
    return new Place(
        origin.source(),
        origin.line(),
        origin.column() + span.start() - begin,
        Math.max(0, last - span.start()),
        origin.text());
  }

  /**
   * Something that the reader is meant to replace before running the statement: {@code <id>},
   * {@code YOUR_NAME}. A shell would read the first as a redirection.
   */
  public Optional<Span> placeholder() {
    Matcher found =
        PLACEHOLDER.matcher(QUOTED.matcher(commandLines()).replaceAll(LabStatement::dots));
    return found.find() ? Optional.of(new Span(found.start(), found.end())) : Optional.empty();
  }

  private static String dots(MatchResult quoted) {
    return ".".repeat(quoted.group().length());
  }

  /** The text up to the body of the first heredoc. */
  private String commandLines() {
    int heredoc = text.indexOf("<<");
    int end = heredoc < 0 ? -1 : text.indexOf('\n', heredoc);
    return end < 0 ? text : text.substring(0, end);
  }

  /** Whether it throws its complaints away, so that its failing is meant to be no matter. */
  public boolean tolerated() {
    return parsed.commands().stream()
        .flatMap(command -> command.redirections().stream())
        .anyMatch(LabStatement::discardsErrors);
  }

  private static boolean discardsErrors(Redirection redirection) {
    boolean nowhere = redirection.target().literal().filter("/dev/null"::equals).isPresent();
    boolean both =
        redirection.operator().startsWith("&>")
            || redirection.operator().equals(">&") && redirection.fd().isEmpty();
    boolean second = redirection.fd().filter(fd -> fd == 2).isPresent();
    return nowhere && (both || second);
  }

  /** The first line, with {@code …} where more follow: what a list of statements shows. */
  public String headline() {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** How many lines it has. */
  public int lines() {
    return origins.size();
  }
}
