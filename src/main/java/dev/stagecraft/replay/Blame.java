package dev.stagecraft.replay;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.language.Span;
import dev.stagecraft.language.Word;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is said of a statement that failed: where it is, what it said last, what to try. */
final class Blame {
  /** The line that our own commands end with where they know the next step. */
  private static final Pattern TRY = Pattern.compile("^ +try {2}(.*)$");

  private Blame() {}

  /**
   * The problem of a statement that ended with a status.
   *
   * @param output the last of what it wrote
   */
  static Problem of(LabStatement statement, int status, String output) {
    List<String> said = said(output);
    boolean advised = !said.isEmpty() && TRY.matcher(said.get(said.size() - 1)).matches();
    String last = lastLine(advised ? said.subList(0, said.size() - 1) : said);
    String what = shortened(statement.headline().strip());
    String message =
        last.isEmpty() ? what + " ended with status " + status : last + " (status " + status + ")";
    return Problem.of("replay.statement", message)
        .at(place(statement, last))
        .withHint(
            advised
                ? TRY.matcher(said.get(said.size() - 1)).replaceFirst("$1")
                : hint(statement, status, last.isEmpty()));
  }

  /** The problem of a statement that did not end in the time that the author gave it. */
  static Problem late(LabStatement statement, java.time.Duration limit) {
    return Problem.of(
            "replay.timeout",
            shortened(statement.headline().strip())
                + " did not end within "
                + dev.stagecraft.command.TableFormat.duration(limit))
        .at(place(statement, ""))
        .withHint("give it more time above its block: <!-- stagecraft: timeout=5m -->");
  }

  /**
   * The word that the complaint names, or the first line of the statement. A complaint often begins
   * with the verb ({@code stop web: ...}): it is blamed where it is all that is named.
   */
  private static Place place(LabStatement statement, String complaint) {
    List<SimpleCommand> commands = statement.parsed().commands();
    Optional<Span> named =
        first(complaint, commands.stream().flatMap(command -> operands(command).stream()))
            .or(() -> first(complaint, commands.stream().flatMap(c -> c.words().stream())));
    int lead = statement.text().length() - statement.text().stripLeading().length();
    Span all = new Span(lead, Math.max(lead, statement.headline().stripTrailing().length()));
    return statement.at(named.orElse(all));
  }

  private static Optional<Span> first(String complaint, Stream<Word> words) {
    return words
        .filter(word -> named(complaint, word) >= 0)
        .min(Comparator.comparingInt(word -> named(complaint, word)))
        .map(Word::span);
  }

  /** The words of a command without its name, and without docker's verb. */
  private static List<Word> operands(SimpleCommand command) {
    int name = command.name().filter("docker"::equals).isPresent() ? 2 : 1;
    return command.words().subList(Math.min(name, command.words().size()), command.words().size());
  }

  /** Where a complaint names a word, or -1: what is named first is what it is about. */
  private static int named(String complaint, Word word) {
    String text = word.literal().orElse("");
    if (text.length() < 3 || text.startsWith("-") || text.equals("docker")) {
      return -1;
    }
    int colon = text.indexOf(':');
    if (colon > 1 && text.substring(0, colon).matches("\\d+")) {
      // of a port mapping a complaint names one side
      return complaint.indexOf(text.substring(0, colon));
    }
    return complaint.indexOf(text);
  }

  private static String hint(LabStatement statement, int status, boolean silent) {
    if (status == 127) {
      String name =
          statement.parsed().commands().stream()
              .map(SimpleCommand::name)
              .flatMap(Optional::stream)
              .findFirst()
              .orElse("the program");
      return "install " + name + ", or run the lab where it is";
    }
    if (status == 137) {
      return "something killed it: see whether memory was short (dmesg), and try again";
    }
    return (silent ? "it wrote nothing: try it by hand" : "read its output above")
        + "; --keep-going goes on after a failure, --keep leaves everything for a look";
  }

  private static List<String> said(String output) {
    return output
        .replaceAll("\u001b\\[[0-9;]*m", "")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static String lastLine(List<String> lines) {
    int at = lines.size() - 1;
    // docker's own advice to read its help is not what went wrong
    while (at > 0 && lines.get(at).matches("(See|Run) 'docker.*")) {
      at--;
    }
    return at < 0 ? "" : shortened(lines.get(at).strip());
  }

  private static String shortened(String text) {
    return text.length() > 160 ? text.substring(0, 159) + "\u2026" : text;
  }
}
