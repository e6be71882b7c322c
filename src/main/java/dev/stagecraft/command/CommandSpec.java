package dev.stagecraft.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a command is called, takes and means. The parser, {@code help}, the completion and the
 * documentation all read this one value.
 *
 * @param name the words that call it, {@code ["docker", "images"]}; the first of several spellings
 * @param aliases other spellings, each a list of words: {@code ["docker", "image", "ls"]}, {@code
 *     ["images"]}
 * @param group where {@code help} lists it
 * @param summary one line, no full stop
 * @param options in the order that help shows
 * @param arguments in the order that they are written
 * @param optionsFirst true where everything after the first argument belongs to that argument, as
 *     in {@code docker run IMAGE COMMAND -x}
 * @param examples lines that run as tests
 * @param columns the columns of the rows that it returns, where it returns some
 * @param fields what {@code --format} may name, where it takes a template; {@code State.Status} for
 *     a field of a field
 */
public record CommandSpec(
    List<String> name,
    List<List<String>> aliases,
    Group group,
    String summary,
    List<Option> options,
    List<Argument> arguments,
    boolean optionsFirst,
    List<Example> examples,
    List<Choice> columns,
    List<Choice> fields) {
  public CommandSpec {
    name = List.copyOf(name);
    aliases = aliases.stream().map(List::copyOf).toList();
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
    examples = List.copyOf(examples);
    columns = List.copyOf(columns);
    fields = List.copyOf(fields);
  }

  /** A command that returns no rows and takes no template. */
  public CommandSpec(
      List<String> name,
      List<List<String>> aliases,
      Group group,
      String summary,
      List<Option> options,
      List<Argument> arguments,
      boolean optionsFirst,
      List<Example> examples) {
    this(
        name,
        aliases,
        group,
        summary,
        options,
        arguments,
        optionsFirst,
        examples,
        List.of(),
        List.of());
  }

  /** The same spec of a command that returns rows with these columns. */
  public CommandSpec returning(List<Choice> rows) {
    return new CommandSpec(
        name, aliases, group, summary, options, arguments, optionsFirst, examples, rows, fields);
  }

  /**
   * One of the words that may stand in a place.
   *
   * @param word what is typed
   * @param says what it means, one line; may be empty
   */
  public record Choice(String word, String says) {
    /** Words that say enough themselves. */
    public static List<Choice> of(String... words) {
      return Arrays.stream(words).map(word -> new Choice(word, "")).toList();
    }
  }

  /** Where help lists a command. */
  public enum Group {
    DOCKER,
    ROWS,
    SCRIPT,
    EXPLORE,
    LAB,
    SESSION,
    HELP
  }

  /**
   * An option.
   *
   * @param name the long name without dashes
   * @param letter the short name without a dash, if it has one
   * @param kind whether it takes a value, and whether it may be repeated
   * @param value what the value is called in help: {@code list}, {@code string}; empty for a flag
   * @param completes what the value may be
   * @param summary one line
   * @param choices the values that are offered, beside what {@code completes} names; others may be
   *     allowed
   */
  public record Option(
      String name,
      Optional<Character> letter,
      Kind kind,
      String value,
      Completes completes,
      String summary,
      List<Choice> choices) {
    public Option {
      choices = List.copyOf(choices);
    }

    /** An option without a value: {@code --rm}; {@code --rm=false} is understood too. */
    public static Option flag(String name, String summary) {
      return new Option(
          name, Optional.empty(), Kind.FLAG, "", Completes.NOTHING, summary, List.of());
    }

    /** An option with one value: {@code --name web}. */
    public static Option value(String name, String value, Completes completes, String summary) {
      return new Option(name, Optional.empty(), Kind.VALUE, value, completes, summary, List.of());
    }

    /** An option that may be repeated, each time with a value: {@code -e A=1 -e B=2}. */
    public static Option list(String name, String value, Completes completes, String summary) {
      return new Option(name, Optional.empty(), Kind.LIST, value, completes, summary, List.of());
    }

    /** The same option with a short name. */
    public Option letter(char short1) {
      return new Option(name, Optional.of(short1), kind, value, completes, summary, choices);
    }

    /** The same option, of whose value is known what it may be. */
    public Option completes(Completes other) {
      return new Option(name, letter, kind, value, other, summary, choices);
    }

    /** The same option with values to offer. */
    public Option choices(List<Choice> others) {
      return new Option(name, letter, kind, value, completes, summary, others);
    }
  }

  /** Whether an option takes a value. */
  public enum Kind {
    FLAG,
    VALUE,
    LIST
  }

  /**
   * An argument.
   *
   * @param name in capitals, as help shows it
   * @param arity how many words it takes
   * @param completes what it may be
   * @param choices the words that are offered, beside what {@code completes} names
   */
  public record Argument(String name, Arity arity, Completes completes, List<Choice> choices) {
    public Argument {
      choices = List.copyOf(choices);
    }

    /** An argument without words to offer of its own. */
    public Argument(String name, Arity arity, Completes completes) {
      this(name, arity, completes, List.of());
    }

    /** The same argument with words to offer. */
    public Argument choices(List<Choice> others) {
      return new Argument(name, arity, completes, others);
    }
  }

  /** How many words an argument takes. */
  public enum Arity {
    ONE,
    OPTIONAL,
    SOME,
    ANY
  }

  /** What a word may be, for completion. */
  public enum Completes {
    /** Anything, or one of the choices. */
    NOTHING,
    IMAGE,
    CONTAINER,
    RUNNING,
    NETWORK,
    VOLUME,
    FILE,
    FOLDER,
    COMMAND,
    STEP,
    /** A file in Markdown. */
    LAB,
    /** A part of a lab, by its name. */
    PART,
    /** A volume or a folder: what stands before the colon of {@code -v}. */
    MOUNT,
    /** Whatever has a name: a container, an image, a network, a volume. */
    OBJECT,
    /** A stage of a Dockerfile. */
    STAGE,
    /** A Go template over the command's fields. */
    TEMPLATE,
    /** A column of the rows before the bar. */
    COLUMN,
    /** A variable of the shell, by its name. */
    VARIABLE
  }

  /**
   * A line that shows a use of the command.
   *
   * @param line what is typed
   * @param says what it is good for, one line
   */
  public record Example(String line, String says) {}
}
