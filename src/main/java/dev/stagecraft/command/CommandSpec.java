package dev.stagecraft.command;

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
 */
public record CommandSpec(
    List<String> name,
    List<List<String>> aliases,
    Group group,
    String summary,
    List<Option> options,
    List<Argument> arguments,
    boolean optionsFirst,
    List<Example> examples) {
  public CommandSpec {
    name = List.copyOf(name);
    aliases = aliases.stream().map(List::copyOf).toList();
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
    examples = List.copyOf(examples);
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
   */
  public record Option(
      String name,
      Optional<Character> letter,
      Kind kind,
      String value,
      Completes completes,
      String summary) {
    /** An option without a value: {@code --rm}; {@code --rm=false} is understood too. */
    public static Option flag(String name, String summary) {
      return new Option(name, Optional.empty(), Kind.FLAG, "", Completes.NOTHING, summary);
    }

    /** An option with one value: {@code --name web}. */
    public static Option value(String name, String value, Completes completes, String summary) {
      return new Option(name, Optional.empty(), Kind.VALUE, value, completes, summary);
    }

    /** An option that may be repeated, each time with a value: {@code -e A=1 -e B=2}. */
    public static Option list(String name, String value, Completes completes, String summary) {
      return new Option(name, Optional.empty(), Kind.LIST, value, completes, summary);
    }

    /** The same option with a short name. */
    public Option letter(char short1) {
      return new Option(name, Optional.of(short1), kind, value, completes, summary);
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
   */
  public record Argument(String name, Arity arity, Completes completes) {}

  /** How many words an argument takes. */
  public enum Arity {
    ONE,
    OPTIONAL,
    SOME,
    ANY
  }

  /** What a word may be, for completion. */
  public enum Completes {
    NOTHING,
    IMAGE,
    CONTAINER,
    RUNNING,
    NETWORK,
    VOLUME,
    FILE,
    FOLDER,
    COMMAND,
    STEP
  }

  /**
   * A line that shows a use of the command.
   *
   * @param line what is typed
   * @param says what it is good for, one line
   */
  public record Example(String line, String says) {}
}
