package dev.stagecraft.builtin.help;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import java.util.List;

/**
 * The program itself, as it is called from outside.
 *
 * @param summary what it is, one sentence
 * @param synopsis ways to call it, each with what it does
 * @param options its own options, before the command
 * @param files where it keeps what, each with what it is
 * @param statuses its exit statuses, each with what it means
 */
public record Launcher(
    String summary,
    List<Choice> synopsis,
    List<Option> options,
    List<Choice> files,
    List<Choice> statuses) {
  public Launcher {
    synopsis = List.copyOf(synopsis);
    options = List.copyOf(options);
    files = List.copyOf(files);
    statuses = List.copyOf(statuses);
  }

  /** What {@code stagecraft --help} says. */
  public String usage() {
    StringBuilder text = new StringBuilder(summary).append(".\n\nUsage\n");
    int width = synopsis.stream().mapToInt(c -> c.word().length()).max().orElse(0);
    for (Choice way : synopsis) {
      line(text, way.word(), width, way.says());
    }
    text.append("\nOptions\n");
    width = options.stream().mapToInt(o -> spelled(o).length()).max().orElse(0);
    for (Option option : options) {
      line(text, spelled(option), width, option.summary());
    }
    text.append("\nExit status\n");
    for (Choice status : statuses) {
      line(text, status.word(), 11, status.says());
    }
    return text.append("\nstagecraft help lists the commands, man stagecraft tells more.\n")
        .toString();
  }

  private static void line(StringBuilder text, String left, int width, String right) {
    text.append("  ").append(left).append(" ".repeat(Math.max(0, width - left.length()) + 3));
    text.append(right).append('\n');
  }

  /** How an option is written in help: {@code -H, --host URL}. */
  static String spelled(Option option) {
    String value = option.kind() == Kind.FLAG ? "" : " " + option.value();
    if (option.name().length() == 1) {
      return "-" + option.name() + value;
    }
    return option.letter().map(l -> "-" + l + ", ").orElse("    ") + "--" + option.name() + value;
  }
}
