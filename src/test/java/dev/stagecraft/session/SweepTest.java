package dev.stagecraft.session;

import static dev.stagecraft.session.SessionFixture.BUDGET;
import static dev.stagecraft.session.SessionFixture.CLOCK;
import static dev.stagecraft.session.SessionFixture.build;
import static dev.stagecraft.session.SessionFixture.config;
import static dev.stagecraft.session.SessionFixture.network;
import static dev.stagecraft.session.SessionFixture.run;
import static dev.stagecraft.session.SessionFixture.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a later start finds of a session that died, and what it does about it. */
class SweepTest {
  @TempDir private Path state;
  private final FakeEngine engine = new FakeEngine();

  /** As if the process had died: what it wrote stays, its lock is gone, its id was another's. */
  private void die(Session session) throws IOException {
    Path file = Journal.file(state, session.id());
    String text = Files.readString(file).replaceFirst("\"process\":\\d+", "\"process\":1");
    Files.writeString(file, text);
    Files.delete(Journal.lock(file));
  }

  private Leftover only() {
    List<Leftover> found = Sweep.look(state, engine, CLOCK).leftovers();
    assertEquals(1, found.size());
    return found.get(0);
  }

  @Test
  void findsNothingAndAsksNobody() {
    assertEquals(List.of(), Sweep.find(state.resolve("none"), engine));
    assertEquals(List.of(), engine.calls());
  }

  @Test
  void runningSessionIsLeftAlone() {
    engine.images().add("base:1");
    Session session = session(state, engine);
    run(session, engine, "web", "base:1");
    assertEquals(List.of(), Sweep.find(state, engine));
    session.tearDown(BUDGET);
  }

  @Test
  void anotherSessionThatRunsIsANeighbourUntilItEnds() throws IOException {
    engine.images().add("base:1");
    Session session = session(state, engine);
    build(session, engine, "base:1", "app:1");
    run(session, engine, "web", "base:1");
    try (Session other = session(state, engine)) {
      Optional<Neighbour> expected =
          Optional.of(new Neighbour(session.id(), ProcessHandle.current().pid()));
      assertEquals(expected, other.neighbour(Kind.IMAGE, "app:1"));
      assertEquals(expected, other.neighbour(Kind.CONTAINER, "web"));
      assertEquals(Optional.empty(), other.neighbour(Kind.IMAGE, "app:2"));
      assertEquals(Optional.empty(), session.neighbour(Kind.CONTAINER, "web"));
      die(session);
      assertEquals(Optional.empty(), other.neighbour(Kind.CONTAINER, "web"));
    }
  }

  @Test
  void cleansWhatADeadSessionLeft() throws IOException {
    String theirs = engine.images().add("app:1");
    engine.containers().foreign("theirs", "app:1", Map.of());
    Session session = session(state, engine);
    build(session, engine, "app:1", "mine:1");
    run(session, engine, "web", "app:1");
    network(session, engine, "net");
    Path folder = session.workFolder();
    Claim claim = session.claim(Kind.CONTAINER, "between");
    engine
        .containers()
        .create(Optional.of("odd"), Optional.empty(), config("app:1", claim.labels()));
    die(session);

    Leftover leftover = Sweep.look(state, engine, CLOCK).leftovers().get(0);
    assertEquals(
        "session "
            + session.id()
            + " from 14:02 left 2 containers, 1 network, 2 images, its work folder",
        leftover.describe());
    TeardownReport report = leftover.clean(BUDGET);
    assertEquals(List.of(), report.left());
    assertEquals(
        "removed 2 containers, 1 network, 1 image, 2 cache records (200 B), work folder · gave"
            + " back app:1 · 1 other container was never touched",
        report.summary().orElseThrow().replaceAll(" · [0-9.]+ s$", ""));
    assertEquals(List.of("theirs"), engine.containers().names());
    assertEquals(Map.of("app:1", theirs), engine.images().tags());
    assertFalse(Files.exists(folder));
    assertEquals(List.of(), Sweep.find(state, engine));
  }

  @Test
  void whatWasTakenOverOrRenamedIsCleanedToo() throws IOException {
    engine.images().add("base:1");
    engine.volumes().create("lab_other", Map.of());
    Session session = session(state, engine);
    session.renamed(Kind.CONTAINER, run(session, engine, "web", "base:1"), "old");
    engine.containers().rename("web", "old");
    String network = engine.networks().create("lab_default", "bridge", Map.of());
    session.adopt(Kind.NETWORK, "lab_default", network, engine.now());
    engine.volumes().create("lab_data", Map.of());
    session.adopt(Kind.VOLUME, "lab_data", "lab_data", engine.now());
    session.adopt(Kind.VOLUME, "lab_data", "lab_data", engine.now());
    session.adopt(Kind.VOLUME, "lab_other", "lab_other", engine.now().minus(Duration.ofMinutes(5)));
    die(session);
    assertEquals(
        List.of("old", "lab_default", "lab_data", "lab_other"),
        only().owned().stream().map(Owned::name).toList());
    assertEquals(
        "session " + session.id() + " from 14:02 left 1 container, 1 network, 1 volume",
        only().describe());
    assertEquals(List.of(), only().clean(BUDGET).left());
    assertEquals(List.of(), engine.containers().names());
    assertEquals(List.of("bridge"), engine.networks().names());
    assertEquals(List.of("lab_other"), engine.volumes().names(), "made at another time");
  }

  @Test
  void whatIsGoneIsNotCounted() throws IOException {
    engine.images().add("base:1");
    Session session = session(state, engine);
    run(session, engine, "web", "base:1");
    engine.containers().remove("web", true, true);
    die(session);
    assertEquals("session " + session.id() + " from 14:02 left its journal", only().describe());
    assertTrue(only().trivial());
  }

  @Test
  void cutOffLastLineIsFine() throws IOException {
    engine.images().add("base:1");
    Session session = session(state, engine);
    run(session, engine, "web", "base:1");
    die(session);
    Path file = Journal.file(state, session.id());
    Files.writeString(
        file, "{\"do\":\"claim\",\"n\":7,\"ki", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    assertEquals(1, only().owned().size());
    assertFalse(only().clean(BUDGET).incomplete());
    assertEquals(List.of(), engine.containers().names());
  }

  @Test
  void anotherEnginesJournalIsLeftAloneAndSaid() throws IOException {
    FakeEngine other = new FakeEngine("OTHER");
    Session session = session(state, other);
    session.claim(Kind.CONTAINER, "web");
    die(session);
    Sweep.Findings found = Sweep.look(state, engine, CLOCK);
    assertEquals(List.of(), found.leftovers());
    assertEquals(
        List.of(
            "session "
                + session.id()
                + " is about another engine, unix:///fake.sock, and is left alone"),
        found.remarks());
    assertTrue(found.elsewhere().get(0).clean(BUDGET).incomplete());
    assertTrue(Files.exists(Journal.file(state, session.id())));
    found.elsewhere().get(0).drop();
    assertFalse(Files.exists(Journal.file(state, session.id())));
  }

  @Test
  void engineThatDoesNotAnswerIsSaid() throws IOException {
    Session session = session(state, engine);
    session.claim(Kind.CONTAINER, "web");
    die(session);
    engine.goAway();
    Sweep.Findings found = Sweep.look(state, engine, CLOCK);
    assertEquals(List.of(), found.leftovers());
    assertEquals(
        List.of(
            "session "
                + session.id()
                + " cannot be cleaned now: no engine answers at unix:///fake.sock"),
        found.remarks());
  }

  @Test
  void workFolderAloneIsTrivialAndNeedsNoEngine() throws IOException {
    Session session = session(state, engine);
    Path folder = session.workFolder();
    die(session);
    assertTrue(only().trivial());
    assertEquals(List.of(), only().clean(BUDGET).left());
    assertFalse(Files.exists(folder));
    assertEquals(List.of(), engine.calls());
  }

  @Test
  void unknownVersionIsLeftAloneAndSaid() throws IOException {
    Path folder = Files.createDirectories(Journal.folder(state));
    Path newer = Files.writeString(folder.resolve("a.jsonl"), "{\"stagecraft\":2,\"x\":1}\n");
    Path empty = Files.writeString(folder.resolve("b.jsonl"), "");
    Sweep.Findings found = Sweep.look(state, engine, CLOCK);
    assertEquals(List.of(), found.leftovers());
    assertEquals(
        List.of(
            "the journal "
                + newer
                + " has the format 2, which this version does not know; it is left alone: the"
                + " version that wrote it can sweep it",
            "the journal " + empty + " has no readable beginning; it is left alone"),
        found.remarks());
    assertTrue(Files.exists(newer));
  }

  @Test
  void unfinishedBuildsTagIsNotGuessed() throws IOException {
    Session session = session(state, engine);
    session.claimBuild(List.of("app:1"));
    String someones = engine.images().add("app:1");
    die(session);
    TeardownReport report = only().clean(BUDGET);
    assertEquals(
        List.of(
            "image app:1: the session ended in the middle of its build, so it may be someone"
                + " else's; if not: docker rmi app:1"),
        report.left().stream().map(TeardownReport.Left::toString).toList());
    assertEquals(List.of(someones), engine.images().ids());
  }

  @Test
  void dropLeavesTheThings() throws IOException {
    engine.images().add("base:1");
    Session session = session(state, engine);
    run(session, engine, "web", "base:1");
    die(session);
    only().drop();
    assertEquals(List.of("web"), engine.containers().names());
    assertEquals(List.of(), Sweep.find(state, engine));
  }
}
