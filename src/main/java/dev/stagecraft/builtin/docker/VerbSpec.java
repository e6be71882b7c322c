package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import java.util.ArrayList;
import java.util.List;

/** Collects what a verb is called and takes. */
final class VerbSpec {
  private final List<String> name;
  private final String summary;
  private final List<List<String>> aliases = new ArrayList<>();
  private final List<Option> options = new ArrayList<>();
  private final List<Argument> arguments = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private boolean optionsFirst;

  private VerbSpec(List<String> name, String summary) {
    this.name = name;
    this.summary = summary;
  }

  /** A verb of docker: {@code docker WORDS}. */
  static VerbSpec docker(String words, String summary) {
    return new VerbSpec(List.of(("docker " + words).strip().split(" ", -1)), summary);
  }

  /** Other spellings, each with all its words. */
  VerbSpec also(String... spellings) {
    for (String spelling : spellings) {
      aliases.add(List.of(spelling.split(" ", -1)));
    }
    return this;
  }

  VerbSpec flag(char letter, String name, String summary) {
    options.add(Option.flag(name, summary).letter(letter));
    return this;
  }

  VerbSpec flag(String name, String summary) {
    options.add(Option.flag(name, summary));
    return this;
  }

  VerbSpec value(char letter, String name, String value, String summary) {
    options.add(Option.value(name, value, Completes.NOTHING, summary).letter(letter));
    return this;
  }

  VerbSpec value(String name, String value, String summary) {
    options.add(Option.value(name, value, Completes.NOTHING, summary));
    return this;
  }

  VerbSpec value(String name, String value, Completes completes, String summary) {
    options.add(Option.value(name, value, completes, summary));
    return this;
  }

  VerbSpec list(char letter, String name, String value, String summary) {
    options.add(Option.list(name, value, Completes.NOTHING, summary).letter(letter));
    return this;
  }

  VerbSpec list(String name, String value, String summary) {
    options.add(Option.list(name, value, Completes.NOTHING, summary));
    return this;
  }

  VerbSpec option(Option option) {
    options.add(option);
    return this;
  }

  VerbSpec argument(String name, Arity arity, Completes completes) {
    arguments.add(new Argument(name, arity, completes));
    return this;
  }

  VerbSpec example(String line, String says) {
    examples.add(new Example(line, says));
    return this;
  }

  /** Everything after the first argument belongs to the last one. */
  VerbSpec optionsFirst() {
    optionsFirst = true;
    return this;
  }

  CommandSpec build() {
    return new CommandSpec(
        name, aliases, Group.DOCKER, summary, options, arguments, optionsFirst, examples);
  }
}
