package dev.stagecraft.builtin.help;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Help;
import dev.stagecraft.command.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A manual page, as data.
 *
 * @param title what it is called
 * @param sections in the order of manual pages
 */
record Page(String title, List<Section> sections) {
  Page {
    sections = List.copyOf(sections);
  }

  /**
   * A section.
   *
   * @param title in capitals
   * @param parts in their order
   */
  record Section(String title, List<Part> parts) {
    Section {
      parts = List.copyOf(parts);
    }
  }

  /** A part of a section. */
  sealed interface Part permits Paragraph, Term, Lines {}

  /** Text that is filled. */
  record Paragraph(String text) implements Part {}

  /** Something, and what is said of it. */
  record Term(String term, String says) implements Part {}

  /** Lines that stay as they are. */
  record Lines(List<String> lines) implements Part {
    Lines {
      lines = List.copyOf(lines);
    }
  }

  /** The page of a command. */
  static Page of(CommandSpec spec, Registry registry) {
    String name = String.join(" ", spec.name());
    List<Section> sections = new ArrayList<>();
    sections.add(one("NAME", new Paragraph(name + " - " + small(spec.summary()))));
    List<String> calls = new ArrayList<>(List.of(Help.usage(spec)));
    spec.aliases()
        .forEach(
            alias -> calls.add(Help.usage(spec).replaceFirst("^" + name, String.join(" ", alias))));
    sections.add(one("SYNOPSIS", new Lines(calls)));
    sections.add(new Section("DESCRIPTION", description(spec)));
    terms("OPTIONS", options(spec.options()), sections);
    terms("ROWS", spec.columns(), sections);
    terms("TEMPLATE FIELDS", spec.fields(), sections);
    if (!spec.examples().isEmpty()) {
      List<Part> parts = new ArrayList<>();
      spec.examples().forEach(e -> parts.add(new Term(e.line(), e.says())));
      sections.add(new Section("EXAMPLES", parts));
    }
    terms("EXIT STATUS", statuses(spec), sections);
    sections.add(one("SEE ALSO", new Paragraph(others(spec, registry))));
    return new Page("stagecraft " + name, sections);
  }

  /** The page of the program itself. */
  static Page of(Launcher launcher, Registry registry) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        one(
            "NAME",
            new Paragraph(
                "stagecraft - a prompt, a scripting shell and replayed labs over a Docker engine")));
    sections.add(
        one("SYNOPSIS", new Lines(launcher.synopsis().stream().map(Choice::word).toList())));
    List<Part> parts = new ArrayList<>(List.of(new Paragraph(launcher.summary() + ".")));
    launcher.synopsis().forEach(way -> parts.add(new Term(way.word(), sentence(way.says()))));
    sections.add(new Section("DESCRIPTION", parts));
    terms("OPTIONS", options(launcher.options()), sections);
    for (Group group : Group.values()) {
      List<Choice> of =
          registry.all().stream()
              .map(Command::spec)
              .filter(s -> s.group() == group)
              .map(s -> new Choice(Help.usage(s), s.summary()))
              .toList();
      terms(heading(group), of, sections);
    }
    terms("FILES", launcher.files(), sections);
    terms("EXIT STATUS", launcher.statuses(), sections);
    sections.add(
        one(
            "SEE ALSO",
            new Paragraph(
                "docker(1), bash(1); stagecraft help COMMAND and stagecraft man COMMAND tell all about one command.")));
    return new Page("stagecraft", sections);
  }

  private static String heading(Group group) {
    return switch (group) {
      case DOCKER -> "DOCKER COMMANDS";
      case ROWS -> "COMMANDS ON ROWS, AFTER A BAR";
      case SCRIPT -> "GROOVY AND JAVA";
      case EXPLORE -> "COMMANDS ON IMAGES";
      case LAB -> "COMMANDS ON LABS";
      case SESSION -> "SESSION AND ENGINE";
      case HELP -> "HELP";
    };
  }

  private static Section one(String title, Part part) {
    return new Section(title, List.of(part));
  }

  private static void terms(String title, List<Choice> terms, List<Section> sections) {
    if (!terms.isEmpty()) {
      sections.add(
          new Section(
              title,
              terms.stream().<Part>map(t -> new Term(t.word(), sentence(t.says()))).toList()));
    }
  }

  private static List<Choice> options(List<Option> options) {
    return options.stream()
        .map(
            o ->
                new Choice(
                    Launcher.spelled(o).strip(),
                    o.choices().isEmpty()
                        ? o.summary()
                        : o.summary()
                            + ": "
                            + o.choices().stream()
                                .map(Choice::word)
                                .collect(Collectors.joining(", "))))
        .toList();
  }

  private static List<Part> description(CommandSpec spec) {
    List<Part> parts = new ArrayList<>(List.of(new Paragraph(sentence(spec.summary()))));
    for (CommandSpec.Argument argument : spec.arguments()) {
      if (!argument.choices().isEmpty()) {
        parts.add(
            new Paragraph(
                argument.name()
                    + " is one of "
                    + argument.choices().stream()
                        .map(Choice::word)
                        .collect(Collectors.joining(", "))
                    + "."));
      }
    }
    if (!spec.columns().isEmpty()) {
      parts.add(
          new Paragraph(
              "It returns rows: a bar hands them on (| where …, | sort …, | to csv), and --json"
                  + " prints them as JSON."));
    }
    if (spec.optionsFirst() && !spec.options().isEmpty()) {
      parts.add(new Paragraph("Options stand before the first argument."));
    }
    return parts;
  }

  private static List<Choice> statuses(CommandSpec spec) {
    return spec.group() == Group.DOCKER
        ? List.of(
            new Choice("0", "done"),
            new Choice("1", "the engine refused, or could not be reached"),
            new Choice("125", "an option or its value is wrong"),
            new Choice("126, 127", "the container's command could not be run, was not found"),
            new Choice("others", "the container's own"))
        : List.of(
            new Choice("0", "done"),
            new Choice("1", "it failed, and says why"),
            new Choice("2", "bad usage"),
            new Choice("3", "no engine"),
            new Choice("130", "ended by Ctrl-C"));
  }

  private static String others(CommandSpec spec, Registry registry) {
    String near =
        registry.all().stream()
            .map(Command::spec)
            .filter(s -> s.group() == spec.group() && !s.name().equals(spec.name()))
            .map(s -> String.join(" ", s.name()))
            .collect(Collectors.joining(", "));
    return (near.isEmpty() ? "" : near + ", ") + "help";
  }

  private static String sentence(String says) {
    return says.isEmpty() || says.endsWith(".") ? says : says + ".";
  }

  private static String small(String summary) {
    return summary.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + summary.substring(1);
  }
}
