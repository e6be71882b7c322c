package dev.stagecraft.command;

import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code help} says, made from the specs. */
public final class Help {
  private Help() {}

  /** One line: {@code docker run [OPTIONS] IMAGE [COMMAND...]}. */
  public static String usage(CommandSpec spec) {
    StringBuilder line = new StringBuilder(String.join(" ", spec.name()));
    if (!spec.options().isEmpty()) {
      line.append(" [OPTIONS]");
    }
    for (Argument argument : spec.arguments()) {
      line.append(' ').append(written(argument));
    }
    return line.toString();
  }

  private static String written(Argument argument) {
    return switch (argument.arity()) {
      case ONE -> argument.name();
      case OPTIONAL -> "[" + argument.name() + "]";
      case SOME -> argument.name() + " [" + argument.name() + "...]";
      case ANY -> "[" + argument.name() + "...]";
    };
  }

  /** All about one command. */
  public static String of(CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    text.append(spec.summary()).append("\n\nUsage\n  ").append(usage(spec)).append('\n');
    if (!spec.aliases().isEmpty()) {
      text.append("\nAlso written as\n  ")
          .append(
              spec.aliases().stream()
                  .map(a -> String.join(" ", a))
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    if (!spec.options().isEmpty()) {
      List<String> left = spec.options().stream().map(Help::spelled).toList();
      int width = left.stream().mapToInt(String::length).max().orElse(0);
      text.append("\nOptions\n");
      for (int i = 0; i < left.size(); i++) {
        text.append("  ")
            .append(left.get(i))
            .append(" ".repeat(width - left.get(i).length() + 3))
            .append(spec.options().get(i).summary())
            .append('\n');
      }
    }
    if (!spec.examples().isEmpty()) {
      text.append("\nExamples\n");
      for (Example example : spec.examples()) {
        text.append("  # ").append(example.says()).append("\n  ").append(example.line());
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String spelled(Option option) {
    String letter = option.letter().map(l -> "-" + l + ", ").orElse("    ");
    String value = option.kind() == Kind.FLAG ? "" : " " + option.value();
    return letter + "--" + option.name() + value;
  }

  /** All commands, by group, a line each. */
  public static String overview(List<Command> commands) {
    StringBuilder text = new StringBuilder();
    int width =
        commands.stream().mapToInt(c -> String.join(" ", c.spec().name()).length()).max().orElse(0);
    for (Group group : Group.values()) {
      List<CommandSpec> of = new ArrayList<>();
      for (Command command : commands) {
        if (command.spec().group() == group && isListed(command)) {
          of.add(command.spec());
        }
      }
      if (of.isEmpty()) {
        continue;
      }
      text.append(title(group)).append('\n');
      for (CommandSpec spec : of) {
        String name = String.join(" ", spec.name());
        text.append("  ")
            .append(name)
            .append(" ".repeat(width - name.length() + 3))
            .append(spec.summary())
            .append('\n');
      }
      text.append('\n');
    }
    text.append("Everything else that is typed is run by bash. help COMMAND tells more.\n");
    return text.toString();
  }

  /** The way to the host's docker CLI has no line of its own. */
  private static boolean isListed(Command command) {
    return command instanceof RowCommand || !Binder.takesAllAsItStands(command.spec());
  }

  private static String title(Group group) {
    return switch (group) {
      case DOCKER -> "Docker (the word docker may be left out where a short form exists)";
      case ROWS -> "Rows, after a |";
      case SCRIPT -> "Groovy and Java: groovy { … }, jshell { … }";
      case EXPLORE -> "Explore images";
      case LAB -> "Labs";
      case SESSION -> "Session and engine";
      case HELP -> "Help";
    };
  }

  /** Whether a call asks for help rather than work. */
  public static boolean asked(CommandSpec spec, List<String> words) {
    if (Binder.takesAllAsItStands(spec) || words.isEmpty()) {
      return false;
    }
    List<String> own =
        spec.optionsFirst()
            ? words.stream().takeWhile(w -> w.startsWith("-")).toList()
            : words.stream().takeWhile(w -> !w.equals("--")).toList();
    return own.contains("--help");
  }
}
