package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Table.Column;
import java.util.List;

/** What the values of docker's options are, by the options' names: a name means one thing. */
final class OptionValues {
  private static final List<Choice> SIGNALS =
      List.of(
          new Choice("TERM", "ask it to end"),
          new Choice("KILL", "end it at once"),
          new Choice("INT", "as Ctrl-C"),
          new Choice("HUP", "often: read the configuration again"),
          new Choice("QUIT", "end, often with a dump"),
          new Choice("USR1", ""),
          new Choice("USR2", ""),
          new Choice("STOP", "stand still"),
          new Choice("CONT", "go on"));

  private OptionValues() {}

  /** The option, with what is known of its value. */
  static Option known(Option option) {
    if (option.kind() == Kind.FLAG) {
      return option;
    }
    return switch (option.name()) {
      case "format" -> option.completes(Completes.TEMPLATE);
      case "signal", "stop-signal" -> option.choices(SIGNALS);
      case "platform" -> option.choices(Choice.of("linux/amd64", "linux/arm64", "linux/arm/v7"));
      case "env", "build-arg" -> option.completes(Completes.VARIABLE);
      case "file", "env-file", "label-file" -> option.completes(Completes.FILE);
      case "volume" -> option.completes(Completes.MOUNT);
      case "volumes-from", "link" -> option.completes(Completes.CONTAINER);
      case "target" -> option.completes(Completes.STAGE);
      case "config-from" -> option.completes(Completes.NETWORK);
      case "network", "net" -> option.completes(Completes.NETWORK);
      case "tag" -> option.completes(Completes.IMAGE);
      default -> chosen(option);
    };
  }

  private static Option chosen(Option option) {
    return switch (option.name()) {
      case "progress" ->
          option.choices(
              List.of(
                  new Choice("auto", "live on a terminal, else plain"),
                  new Choice("plain", "every line, as it comes"),
                  new Choice("tty", "live"),
                  new Choice("quiet", "the image's id alone")));
      case "pull" ->
          option.choices(
              List.of(
                  new Choice("always", "ask the registry each time"),
                  new Choice("missing", "only where it is not here"),
                  new Choice("never", "fail where it is not here")));
      case "restart" -> option.choices(Choice.of("no", "always", "on-failure", "unless-stopped"));
      case "log-driver" -> option.choices(Choice.of("json-file", "local", "none", "syslog"));
      case "cgroupns" -> option.choices(Choice.of("host", "private"));
      case "pid", "uts", "userns" -> option.choices(Choice.of("host"));
      case "ipc" -> option.choices(Choice.of("host", "none", "private", "shareable"));
      case "type" -> option.choices(Choice.of("container", "image", "network", "volume"));
      case "tail" -> option.choices(Choice.of("all", "10", "100"));
      default -> option;
    };
  }

  /** What the values of a column are, with an example of how a condition writes them. */
  static String type(Column column) {
    return switch (column.name()) {
      case "size" -> "size, as 100MB";
      case "created" -> "time, as < 30d";
      case "ports" -> "list";
      default -> column.right() ? "number" : "text";
    };
  }
}
