package dev.stagecraft.app;

import dev.stagecraft.command.Nearest;
import dev.stagecraft.core.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The process's own arguments: options of ours, then what to run.
 *
 * @param verbose more on stderr, the log's path among it
 * @param provision install and start what is missing
 * @param yes answer questions with yes
 * @param keep leave at the end what was created
 * @param shield whether a replay may touch only what is its own
 * @param standIns make do with a stand-in also where a registry answers and refuses
 * @param host the engine's address, where given
 * @param context the engine's context, where given
 * @param language the language of a script, where given
 * @param run what to run
 */
record Arguments(
    boolean verbose,
    boolean provision,
    boolean yes,
    boolean keep,
    boolean shield,
    boolean standIns,
    Optional<String> host,
    Optional<String> context,
    Optional<String> language,
    Run run) {

  /** What to run. */
  sealed interface Run permits Version, Usage, Line, Expression, Words, Script, Input {}

  /** Tells the version. */
  record Version() implements Run {}

  /** Tells the options. */
  record Usage() implements Run {}

  /** Runs a line of shell text; the first parameter is {@code $0}. */
  record Line(String text, List<String> parameters) implements Run {}

  /** Runs a line of Groovy. */
  record Expression(String text, List<String> parameters) implements Run {}

  /** Runs one command of ours by its words. */
  record Words(List<String> words) implements Run {}

  /** Runs a file: of shell text, or of another language. */
  record Script(Path file, List<String> parameters) implements Run {}

  /** The prompt where stdin is a terminal; else stdin is the text to run. */
  record Input() implements Run {}

  /**
   * Reads arguments.
   *
   * @param command whether a word begins a command of ours
   * @throws dev.stagecraft.core.ProblemException {@code usage.option}, {@code usage.value}, {@code
   *     usage.command}
   */
  static Arguments read(List<String> given, Predicate<String> command) {
    Reader reader = new Reader(given);
    return reader.read(command);
  }

  /** Whether there is a prompt, with these streams. */
  boolean prompts(dev.stagecraft.command.Streams streams) {
    return run instanceof Input && streams.inIsTerminal() && streams.outIsTerminal();
  }

  /** What {@code $0} is in the shell. */
  String called() {
    if (run instanceof Line line && !line.parameters().isEmpty()) {
      return line.parameters().get(0);
    }
    return run instanceof Script script ? script.file().toString() : "bash";
  }

  /** Whether an environment or an option says that nobody is there to answer. */
  static boolean unattended(java.util.Map<String, String> environment) {
    String ci = environment.getOrDefault("CI", "");
    return !ci.isEmpty() && !ci.equals("false");
  }

  /** Reads arguments from the left. */
  private static final class Reader {
    private final List<String> given;
    private int at;
    private boolean verbose;
    private boolean provision;
    private boolean yes;
    private boolean keep;
    private boolean shield = true;
    private boolean standIns;
    private Optional<String> host = Optional.empty();
    private Optional<String> context = Optional.empty();
    private Optional<String> language = Optional.empty();

    Reader(List<String> given) {
      this.given = given;
    }

    Arguments read(Predicate<String> command) {
      while (at < given.size()) {
        String word = given.get(at);
        if (word.equals("--")) {
          at++;
          break;
        }
        if (word.equals("-c")) {
          at++;
          return with(new Line(value("-c"), rest()));
        }
        if (word.equals("-e")) {
          at++;
          return with(new Expression(value("-e"), rest()));
        }
        if (!word.startsWith("-") || word.equals("-")) {
          break;
        }
        at++;
        switch (word) {
          case "--version" -> {
            return with(new Version());
          }
          case "--help", "-h" -> {
            return with(new Usage());
          }
          case "--verbose" -> verbose = true;
          case "--provision" -> provision = true;
          case "--yes", "-y" -> yes = true;
          case "--keep" -> keep = true;
          case "--no-shield" -> shield = false;
          case "--stand-ins" -> standIns = true;
          case "--host", "-H" -> host = Optional.of(value(word));
          case "-S" -> language = Optional.of(value(word));
          case "--context" -> context = Optional.of(value(word));
          default -> attached(word);
        }
      }
      return with(what(command));
    }

    private Run what(Predicate<String> command) {
      if (at >= given.size()) {
        return new Input();
      }
      String word = given.get(at);
      if (word.equals("-")) {
        return new Input();
      }
      if (command.test(word)) {
        List<String> words = given.subList(at, given.size());
        return new Words(List.copyOf(words.stream().filter(w -> !ours(words, w)).toList()));
      }
      Path file = Path.of(word);
      if (Files.exists(file)) {
        at++;
        return new Script(file, rest());
      }
      throw Problem.of(
              "usage.command", word + ": neither a command of Stagecraft nor a file that is here")
          .withHint(
              Nearest.of(word, FirstWords.ALL)
                  .map(near -> "did you mean stagecraft " + near + "?")
                  .orElse("stagecraft help · or stagecraft -c '" + word + "' for a line of shell"))
          .exception();
    }

    /** Options of ours that people write after {@code replay FILE} are understood there too. */
    private boolean ours(List<String> words, String word) {
      if (!words.get(0).equals("replay")) {
        return false;
      }
      switch (word) {
        case "--provision" -> provision = true;
        case "--yes" -> yes = true;
        case "--keep" -> keep = true;
        case "--no-shield" -> shield = false;
        case "--stand-ins" -> standIns = true;
        case "--verbose" -> verbose = true;
        default -> {
          return false;
        }
      }
      return true;
    }

    private void attached(String word) {
      if (word.startsWith("--host=")) {
        host = Optional.of(word.substring("--host=".length()));
      } else if (word.startsWith("--context=")) {
        context = Optional.of(word.substring("--context=".length()));
      } else {
        throw Problem.of("usage.option", "stagecraft has no option " + word)
            .withHint("stagecraft --help")
            .exception();
      }
    }

    private String value(String option) {
      if (at >= given.size()) {
        throw Problem.of("usage.value", option + " needs a value after it")
            .withHint("stagecraft --help")
            .exception();
      }
      return given.get(at++);
    }

    private List<String> rest() {
      return new ArrayList<>(given.subList(at, given.size()));
    }

    private Arguments with(Run run) {
      return new Arguments(
          verbose, provision, yes, keep, shield, standIns, host, context, language, run);
    }
  }
}
