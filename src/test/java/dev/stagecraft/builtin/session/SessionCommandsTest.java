package dev.stagecraft.builtin.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Claim;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Session;
import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about ownership, called as a line calls them. */
class SessionCommandsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T14:02:00Z"), ZoneOffset.UTC);

  @TempDir private Path state;
  private final FakeEngine engine = new FakeEngine();
  private Session session = open(Path.of("unused"));
  private Calls calls = new Calls(List.of());

  private Session open(Path folder) {
    return Session.open(new Session.Settings(folder, () -> engine, CLOCK, false));
  }

  @BeforeEach
  void begin() {
    session = open(state);
    Belongings belongings = new Belongings(session, () -> engine);
    calls =
        new Calls(
            List.of(
                new SessionCommand(session, belongings, CLOCK),
                new KeepCommand(session, belongings),
                new DownCommand(session),
                new SweepCommand(state, () -> engine, CLOCK)));
    engine.images().add("base:1");
  }

  private Outcome call(String line) {
    return calls.call(line);
  }

  private String text(String line) {
    Outcome outcome = call(line);
    assertEquals(Optional.empty(), outcome.problem());
    return outcome.text().replace(session.id(), "SESSION").replaceAll("\\d\\.\\d s", "T s");
  }

  private String run(Session owner, Optional<String> name) {
    Claim claim = owner.claim(Kind.CONTAINER, name.orElseGet(() -> owner.nameFor(Kind.CONTAINER)));
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("Image", "base:1");
    claim.labels().forEach(config.putObject("Labels")::put);
    String id = engine.containers().create(name, Optional.empty(), config).id();
    claim.created(id);
    return id;
  }

  @Test
  void sessionListsWhatItMade() {
    assertEquals("session SESSION has made nothing so far\n", text("session"));
    String web = run(session, Optional.of("web")).substring(0, 12);
    String other = run(session, Optional.empty());
    assertEquals("container web stays\n", text("keep web"));
    assertEquals(
        "session SESSION\n"
            + "KIND        NAME          ID             SINCE      AT THE END\n"
            + "container   web           "
            + web
            + "   14:02:00   stays\n"
            + "container   name_"
            + other.substring(0, 6)
            + "   "
            + other.substring(0, 12)
            + "   14:02:00   is removed\n",
        text("session"));
    engine.containers().remove(other, true, true);
    assertTrue(!text("session").contains("name_"), "what is gone is not listed");
    engine.goAway();
    assertTrue(text("session").contains("container   web "), "without an engine too");
  }

  @Test
  void keepFindsByNameIdAndTheEnginesName() {
    String id = run(session, Optional.empty());
    String name = "name_" + id.substring(0, 6);
    String all = "container " + name + " stays\n";
    assertEquals(all, text("keep " + name));
    assertEquals(all, text("keep container " + id.substring(0, 5)));
    assertEquals(
        Optional.of(
            Problem.of("session.unknown", "this session made no volume that is called " + name)
                .withHint("session lists what it made")),
        call("keep volume " + name).problem());
    assertEquals(
        Optional.of(
            Problem.of("session.unknown", "this session made nothing that is called nobody")
                .withHint("session lists what it made")),
        call("keep nobody").problem());
  }

  @Test
  void downRemovesAndGoesOn() {
    assertEquals("nothing to remove\n", text("down"));
    run(session, Optional.of("web"));
    assertEquals("removed 1 container · T s\n", text("down"));
    String id = run(session, Optional.of("web"));
    engine.fail("containers.remove " + id, new EngineRefusal(500, "driver failed"));
    Outcome outcome = call("down");
    assertEquals(4, outcome.status());
    assertEquals(List.of("could not remove container web: driver failed"), outcome.remarks());
  }

  @Test
  void sweepListsCleansAndForgets() throws IOException {
    assertEquals("nothing was left behind\n", text("sweep"));
    Session first = dead();
    Session second = dead();
    List<String> ids = List.of(first.id(), second.id()).stream().sorted().toList();
    Outcome listed = call("sweep");
    assertEquals(
        "session "
            + ids.get(0)
            + " from 14:02 left 1 container\n"
            + "session "
            + ids.get(1)
            + " from 14:02 left 1 container\n",
        listed.text());
    assertEquals(
        List.of("sweep --yes removes that, sweep --forget leaves it to you"), listed.remarks());
    assertEquals(2, engine.containers().names().size(), "only listed");
    assertEquals(
        "session "
            + first.id()
            + ": removed 1 container · 1 other container was never touched · T s\n",
        text("sweep " + first.id()));
    assertEquals("session " + second.id() + " is forgotten\n", text("sweep --forget"));
    assertEquals(1, engine.containers().names().size());
    assertEquals(
        "no session that ended is called 7f3a",
        call("sweep 7f3a").problem().map(Problem::message).orElse(""));
  }

  @Test
  void anEmptyNameSweepsNothing() throws IOException {
    Session left = dead();
    assertEquals(
        "no session that ended is called \"\"",
        calls.call(List.of("sweep", "")).problem().map(Problem::message).orElse(""));
    assertEquals(
        "no session that ended is called 7f3a",
        calls.call(List.of("sweep", left.id(), "7f3a")).problem().map(Problem::message).orElse(""));
    assertEquals(1, engine.containers().names().size());
  }

  private Session dead() throws IOException {
    Session dead = open(state);
    run(dead, Optional.empty());
    die(dead);
    return dead;
  }

  /** As if another process had written the journal and were gone. */
  private void die(Session dead) throws IOException {
    Path journal = state.resolve("sessions").resolve(dead.id() + ".jsonl");
    Files.writeString(
        journal, Files.readString(journal).replaceFirst("\"process\":\\d+", "\"process\":1"));
    Files.delete(state.resolve("sessions").resolve(dead.id() + ".lock"));
  }

  @Test
  void keptSessionIsSweptOnlyWhereItIsMeant() throws IOException {
    Session kept = Session.open(new Session.Settings(state, () -> engine, CLOCK, true));
    run(kept, Optional.of("web"));
    assertEquals(
        Optional.of("kept 1 container · 0.0 s"), kept.tearDown(Duration.ofSeconds(10)).summary());
    die(kept);
    assertEquals("nothing was left behind\n", text("sweep --yes"));
    assertEquals("session " + kept.id() + " from 14:02 kept 1 container\n", text("sweep --kept"));
    assertEquals(
        "session " + kept.id() + ": removed 1 container · T s\n", text("sweep " + kept.id()));
    assertEquals(List.of(), engine.containers().names());
  }
}
