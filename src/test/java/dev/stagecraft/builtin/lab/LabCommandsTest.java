package dev.stagecraft.builtin.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.replay.FakeBases;
import dev.stagecraft.replay.FakeShell;
import dev.stagecraft.replay.LabEngine;
import dev.stagecraft.replay.LabShell;
import dev.stagecraft.replay.ReplayListener;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.FakeEngine;
import dev.stagecraft.testkit.PlainStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab that is open: how its steps are listed, and what a step that it has not ends with. */
class LabCommandsTest {
  @TempDir Path folder;
  private final FakeShell shell = new FakeShell();
  private final LabDesk desk = new LabDesk(Room::new, () -> Optional.of(shell));

  /** What surrounds the lab here. */
  private final class Room implements ReplayRoom {
    @Override
    public LabShell shell(Invocation call) {
      return shell;
    }

    @Override
    public LabEngine engine() {
      return new LabEngine(
          FakeEngine::new,
          FakeBases::new,
          (host, port, limit, worth) -> Optional.empty(),
          image -> {},
          new Removals());
    }

    @Override
    public Path home() {
      return folder;
    }

    @Override
    public Path ownHome() {
      return home();
    }

    @Override
    public void atTheEnd(Runnable work) {}

    @Override
    public boolean ending() {
      return false;
    }

    @Override
    public ReplayListener screen(Invocation call) {
      return event -> {};
    }

    @Override
    public int width(String text) {
      return text.length();
    }
  }

  private Outcome call(String... words) {
    return new Dispatcher(new Registry(new LabCommands(desk).all()))
        .call(
            List.of(words),
            new Dispatcher.Surroundings(
                folder, Map.of(), new PlainStreams(), Progress.none(), Invocation.Origin.BATCH));
  }

  private Outcome opened(String text) throws IOException {
    Files.writeString(folder.resolve("lab.md"), text, StandardCharsets.UTF_8);
    return call("lab", "lab.md");
  }

  @Test
  void aLabWithoutPartsIsListedWithoutAColumnForThem() throws IOException {
    Outcome listed = opened("# L\n\n## One\n\n```bash\ntrue\n```\n");
    assertEquals("L\nSTEP   TITLE   STATE   TIME\n   1   One     next\n", listed.text());
    assertEquals(
        List.of("number", "title", "part", "state", "time"),
        listed.rows().orElseThrow().columns().stream().map(Column::name).toList());
  }

  @Test
  void aLabWithPartsIsListedWithThem() throws IOException {
    Outcome listed = opened("# L\n\n## Part\n\n### One\n\n```bash\ntrue\n```\n");
    assertEquals(
        "L\nSTEP   TITLE   PART   STATE   TIME\n   1   One     Part   next\n", listed.text());
  }

  @Test
  void aStepThatTheLabHasNotIsWrongUsage() throws IOException {
    assertEquals(0, opened("# L\n\n## One\n\n```bash\nfalse\n```\n").status());
    Outcome wrong = call("step", "99");
    assertEquals(2, wrong.status());
    assertEquals("the lab has no step 99", wrong.problem().orElseThrow().message());
    shell.on("false", "", 1);
    assertEquals(1, call("step", "1").status());
  }
}
