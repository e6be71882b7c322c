package dev.stagecraft.builtin.session;

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
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Session;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code session}: what this session made and still has. */
public final class SessionCommand implements Command {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("session"),
          List.of(),
          Group.SESSION,
          "List what this session made and removes at its end",
          List.of(),
          List.of(),
          false,
          List.of(new Example("session", "what goes when you leave, and what you kept")),
          List.of(
              new Choice("kind", "container, image, network, volume, folder, ..."),
              new Choice("name", "its name, or its place"),
              new Choice("id", "the first characters of its id"),
              new Choice("since", "the time of day when it was made"),
              new Choice("end", "stays or is removed")),
          List.of());

  private static final List<Column> COLUMNS =
      List.of(
          Column.left("kind", "KIND"),
          Column.left("name", "NAME"),
          Column.left("id", "ID"),
          Column.left("since", "SINCE"),
          Column.left("end", "AT THE END"));

  private final Session session;
  private final Belongings belongings;
  private final Clock clock;

  /** The list of a session's things; the clock's zone is the one that times are shown in. */
  public SessionCommand(Session session, Belongings belongings, Clock clock) {
    this.session = session;
    this.belongings = belongings;
    this.clock = clock;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Outcome run(Invocation call) {
    List<List<Object>> rows = new ArrayList<>();
    DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    belongings
        .names(session.owned())
        .forEach(
            (owned, name) ->
                rows.add(
                    List.of(
                        owned.kind().word(),
                        name,
                        owned.kind() == Kind.FOLDER
                            ? ""
                            : owned.id().map(Belongings::shortId).orElse(""),
                        owned.since().atZone(clock.getZone()).format(time),
                        owned.kept() ? "stays" : "is removed")));
    Table table = new Table(COLUMNS, rows);
    String text =
        rows.isEmpty()
            ? "session " + session.id() + " has made nothing so far\n"
            : "session "
                + session.id()
                + "\n"
                + TableFormat.TEXT.write(table, word -> word.codePointCount(0, word.length()));
    return Outcome.rows(table, text);
  }
}
