package dev.stagecraft.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.testkit.PlainStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code --json}, of whatever command returns rows. */
class AsJsonTest {
  private static final Table ROWS =
      new Table(
          List.of(
              Column.left("name", "NAME"),
              Column.right("made-of", "SIZE"),
              Column.right("took", "TOOK"),
              Column.left("ports", "PORTS")),
          List.of(
              List.of("a \"b\"", new ByteSize(917), Duration.ofMillis(830), List.of("80", "443"))));

  private static final class Listing implements Command {
    @Override
    public CommandSpec spec() {
      return new CommandSpec(
          List.of("list"),
          List.of(),
          Group.SESSION,
          "List",
          List.of(Option.flag("quiet", "no rows")),
          List.of(new Argument("NAME", Arity.ANY, Completes.NOTHING)),
          false,
          List.of(),
          Choice.of("name", "made-of", "took", "ports"),
          List.of());
    }

    @Override
    public Outcome run(Invocation call) {
      try {
        call.streams().out().write("for a person\n".getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String given = String.join(" ", call.arguments().all("NAME"));
      return call.arguments().flag("quiet")
          ? Outcome.text("quiet " + given + "\n")
          : Outcome.rows(ROWS, "text " + given + "\n").withStatus(3);
    }
  }

  private final PlainStreams streams = new PlainStreams();

  private Outcome call(String... words) {
    return new Dispatcher(new Registry(List.of(new Listing())))
        .call(
            List.of(words),
            new Dispatcher.Surroundings(
                Path.of("/"), Map.of(), streams, Progress.none(), Invocation.Origin.BATCH));
  }

  @Test
  void rowsBecomeObjectsAndTheStatusStays() {
    Outcome outcome = call("list", "--json", "a");
    assertEquals(
        """
        [
          {"name": "a \\"b\\"", "madeOf": 917, "took": 0.830, "ports": ["80", "443"]}
        ]
        """,
        outcome.text());
    assertEquals(3, outcome.status());
    assertEquals("", streams.said());
    assertEquals("for a person\n", streams.complained());
  }

  @Test
  void withoutItNothingIsDifferent() {
    assertEquals("text a\n", call("list", "a").text());
    assertEquals("for a person\n", streams.said());
    assertEquals("text --json\n", call("list", "--", "--json").text());
  }

  @Test
  void whatHasNoRowsSaysSo() {
    Outcome outcome = call("list", "--quiet", "--json");
    assertEquals(2, outcome.status());
    assertEquals(
        "list returns no rows with these options", outcome.problem().orElseThrow().message());
  }
}
