package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects what a verb is called and takes. */
final class VerbSpec {
  private final List<String> name;
  private final String summary;
  private final List<List<String>> aliases = new ArrayList<>();
  private final List<Option> options = new ArrayList<>();
  private final List<Argument> arguments = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private final List<Choice> columns = new ArrayList<>();
  private final List<Choice> fields = new ArrayList<>();
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
    add(Option.flag(name, summary).letter(letter));
    return this;
  }

  VerbSpec flag(String name, String summary) {
    add(Option.flag(name, summary));
    return this;
  }

  VerbSpec value(char letter, String name, String value, String summary) {
    add(Option.value(name, value, Completes.NOTHING, summary).letter(letter));
    return this;
  }

  VerbSpec value(String name, String value, String summary) {
    add(Option.value(name, value, Completes.NOTHING, summary));
    return this;
  }

  VerbSpec value(String name, String value, Completes completes, String summary) {
    add(Option.value(name, value, completes, summary));
    return this;
  }

  VerbSpec list(char letter, String name, String value, String summary) {
    add(Option.list(name, value, Completes.NOTHING, summary).letter(letter));
    return this;
  }

  VerbSpec list(String name, String value, String summary) {
    add(Option.list(name, value, Completes.NOTHING, summary));
    return this;
  }

  VerbSpec option(Option option) {
    add(option);
    return this;
  }

  private void add(Option option) {
    options.add(OptionValues.known(option));
  }

  /** Keys that {@code --filter} knows, each with its equals sign. */
  VerbSpec filters(String... keys) {
    options.replaceAll(o -> o.name().equals("filter") ? o.choices(Choice.of(keys)) : o);
    return this;
  }

  /** The columns of the rows that the verb returns. */
  VerbSpec columns(List<Column> all) {
    all.forEach(column -> columns.add(new Choice(column.name(), OptionValues.type(column))));
    return this;
  }

  /** What a template may name, with the header above it. */
  VerbSpec fields(Map<String, String> headers) {
    new TreeMap<>(headers)
        .forEach((field, header) -> fields.add(new Choice(field, header.toLowerCase(Locale.ROOT))));
    return this;
  }

  /** What a template may name; a dot for a field of a field. */
  VerbSpec fields(List<String> names) {
    names.stream().sorted().distinct().forEach(name -> fields.add(new Choice(name, "")));
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
        name,
        aliases,
        Group.DOCKER,
        summary,
        options,
        arguments,
        optionsFirst,
        examples,
        columns,
        fields);
  }
}
