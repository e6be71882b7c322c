package dev.stagecraft.session;

import static dev.stagecraft.session.SessionFixture.BUDGET;
import static dev.stagecraft.session.SessionFixture.build;
import static dev.stagecraft.session.SessionFixture.network;
import static dev.stagecraft.session.SessionFixture.run;
import static dev.stagecraft.session.SessionFixture.session;
import static dev.stagecraft.session.SessionFixture.volume;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session writes down, and what it answers. */
class SessionTest {
  @TempDir private Path state;
  private final FakeEngine engine = new FakeEngine();

  private List<String> files() throws IOException {
    if (!Files.exists(state.resolve("sessions"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(state.resolve("sessions"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private List<String> journal(Session session) throws IOException {
    return Files.readAllLines(Journal.file(state, session.id())).stream()
        .map(line -> line.replace(session.id(), "SESSION"))
        .map(line -> line.replaceAll("\"process(Start)?\":\\d+", "\"process$1\":0"))
        .toList();
  }

  @Test
  void openingCostsNothing() throws IOException {
    Session session = session(state, engine);
    assertTrue(session.id().matches("[0-9a-f]{8}"), session.id());
    assertEquals(List.of(), session.owned());
    session.close();
    assertEquals(List.of(), files());
    assertEquals(List.of(), engine.calls());
  }

  @Test
  void claimIsWrittenBeforeAnythingIsMade() throws IOException {
    Session session = session(state, engine);
    session.claim(Kind.CONTAINER, "web");
    assertEquals(
        List.of(
            "{\"stagecraft\":1,\"session\":\"SESSION\",\"process\":0,\"processStart\":0,"
                + "\"at\":\"2026-11-24T14:02:00Z\"}",
            "{\"do\":\"engine\",\"id\":\"FAKE\",\"address\":\"unix:///fake.sock\","
                + "\"aheadMillis\":0}",
            "{\"do\":\"claim\",\"n\":1,\"kind\":\"container\",\"name\":\"web\","
                + "\"at\":\"2026-11-24T14:02:00Z\"}"),
        journal(session));
    assertEquals(List.of("info"), engine.calls());
  }

  @Test
  void journalSurvivesAnInterruptedThread() throws IOException {
    Session session = session(state, engine);
    Claim claim = session.claim(Kind.CONTAINER, "web");
    Thread.currentThread().interrupt();
    claim.created("abc");
    session.keep(Kind.CONTAINER, "web");
    assertTrue(Thread.interrupted());
    List<String> lines = journal(session);
    assertEquals(
        List.of("{\"do\":\"created\",\"n\":1,\"id\":\"abc\"}", "{\"do\":\"keep\",\"of\":[1]}"),
        lines.subList(3, lines.size()));
  }

  @Test
  void buildNotesWhatItsTagsMeanNow() throws IOException {
    String before = engine.images().add("app:latest");
    Session session = session(state, engine);
    session.claimBuild(List.of("app", "docker.io/library/app:2")).failed();
    List<String> lines = journal(session);
    assertEquals(
        List.of(
            "{\"do\":\"build\",\"n\":1,\"id\":\"stagecraft-SESSION-1\","
                + "\"at\":\"2026-11-24T14:02:00Z\",\"tags\":[{\"name\":\"app:latest\",\"before\":\""
                + before
                + "\"},{\"name\":\"app:2\"}]}",
            "{\"do\":\"built\",\"n\":1,\"at\":\"2026-11-24T14:02:00Z\"}"),
        lines.subList(2, lines.size()));
    assertEquals(List.of(), session.owned());
  }

  @Test
  void labelsNameTheOwner() {
    Session session = session(state, engine);
    assertEquals(
        Map.of(
            "dev.stagecraft.session", session.id(), "dev.stagecraft.owner", session.id() + "/web"),
        session.claim(Kind.CONTAINER, "web").labels());
    assertEquals(Map.of(), session.claim(Kind.IMAGE, "web:1").labels());
  }

  @Test
  void ownsByNameTagAndId() {
    Session session = session(state, engine);
    String image = build(session, engine, "app:1");
    String id = run(session, engine, "web", "app:1");
    network(session, engine, "net");
    volume(session, engine, "data");
    assertTrue(session.owns(Kind.CONTAINER, "web"));
    assertTrue(session.owns(Kind.CONTAINER, id.substring(0, 12)));
    assertFalse(session.owns(Kind.CONTAINER, id.substring(0, 4)), "too short to be sure");
    assertFalse(session.owns(Kind.NETWORK, "web"));
    assertTrue(session.owns(Kind.IMAGE, "docker.io/library/app:1"));
    assertTrue(session.owns(Kind.IMAGE, image));
    assertEquals(
        List.of("image app:1", "container web", "network net", "volume data"),
        session.owned().stream().map(o -> o.kind().word() + " " + o.name()).toList());
    session.forget(Kind.CONTAINER, "web");
    assertFalse(session.owns(Kind.CONTAINER, id));
  }

  @Test
  void workFolderIsPrivateAndGoesWithTheSession() throws IOException {
    Session session = session(state, engine);
    Path folder = session.workFolder();
    assertEquals(folder, session.workFolder());
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    Path outside = Files.createDirectories(state.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "1");
    Files.createSymbolicLink(folder.resolve("link"), outside);
    Files.createDirectories(folder.resolve("a/b"));
    assertEquals(
        Optional.of("removed work folder · 0.0 s"),
        session.tearDown(BUDGET).summary().map(line -> line.replaceAll("\\d+\\.\\d", "0.0")));
    assertEquals(List.of(), files());
    assertTrue(Files.exists(outside.resolve("precious")));
    assertEquals(List.of(), engine.calls(), "a folder needs no engine");
  }

  @Test
  void stateFolderThatCannotBeWrittenIsSaidBeforeAnythingIsMade() throws IOException {
    Path file = Files.writeString(state.resolve("file"), "");
    Session session = session(file.resolve("state"), engine);
    Problem problem =
        assertThrows(ProblemException.class, () -> session.claim(Kind.CONTAINER, "web")).problem();
    assertEquals("session.state", problem.code());
    assertEquals(
        "the state folder "
            + file.resolve("state")
            + " cannot be written (not a directory); nothing was created, because it could not be"
            + " noted for removal",
        problem.message());
    assertEquals(
        Optional.of(
            "make room or rights there, or use another folder:"
                + " XDG_STATE_HOME=/tmp/stagecraft-state"),
        problem.hint());
    assertEquals(List.of(), engine.containers().names());
  }

  @Test
  void afterTheEndNothingIsClaimed() {
    Session session = session(state, engine);
    session.claim(Kind.CONTAINER, "web").abandoned();
    session.tearDown(BUDGET);
    Problem problem =
        assertThrows(ProblemException.class, () -> session.claim(Kind.CONTAINER, "more")).problem();
    assertEquals("session.ending", problem.code());
  }
}
