package dev.stagecraft.config;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.command.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** {@code config}: every setting with what holds, and where that comes from. */
public final class ConfigCommand implements Command {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("config"),
          List.of(),
          Group.SESSION,
          "List the settings with their values, and where each comes from",
          List.of(),
          List.of(),
          false,
          List.of(
              new Example("config", "all of them, and the file that they are read from"),
              new Example("config | where source == file", "what the file says")),
          List.of(
              new Choice("key", "as it is written in the file"),
              new Choice("value", "what holds; lists with a comma between their texts"),
              new Choice("source", "default, file, environment, option or session"),
              new Choice("about", "what it is")),
          List.of());

  private final String file;
  private final Function<Setting, Effective> effective;
  private final ToIntFunction<String> width;

  /**
   * What holds.
   *
   * @param value as text
   * @param source {@code default}, {@code file}, {@code environment}, {@code option} or {@code
   *     session}
   */
  public record Effective(String value, String source) {}

  /**
   * Shows settings.
   *
   * @param file what a person calls the file
   * @param effective what holds now
   */
  public ConfigCommand(
      String file, Function<Setting, Effective> effective, ToIntFunction<String> width) {
    this.file = file;
    this.effective = effective;
    this.width = width;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    List<List<Object>> rows = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      Effective now = effective.apply(setting);
      rows.add(List.of(setting.key(), now.value(), now.source(), setting.says()));
    }
    Table table =
        new Table(
            List.of(
                Column.left("key", "KEY"),
                Column.left("value", "VALUE"),
                Column.left("source", "SOURCE"),
                Column.left("about", "ABOUT")),
            rows);
    return Outcome.rows(table, TableFormat.TEXT.write(table, width))
        .withRemark("the file is " + file);
  }
}
