package dev.stagecraft.session;

import static dev.stagecraft.session.SessionFixture.BUDGET;
import static dev.stagecraft.session.SessionFixture.CLOCK;
import static dev.stagecraft.session.SessionFixture.build;
import static dev.stagecraft.session.SessionFixture.config;
import static dev.stagecraft.session.SessionFixture.network;
import static dev.stagecraft.session.SessionFixture.run;
import static dev.stagecraft.session.SessionFixture.session;
import static dev.stagecraft.session.SessionFixture.volume;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.testkit.FakeEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes at the end of a session, in which order, and what stays. */
class TeardownTest {
  @TempDir private Path state;
  private final FakeEngine engine = new FakeEngine();

  private static String masked(TeardownReport report) {
    return report.summary().orElse("nothing").replaceAll("\\d+\\.\\d s", "T s");
  }

  private List<String> removals() {
    return engine.calls().stream()
        .filter(call -> call.contains(".remove ") || call.contains("prune"))
        .map(call -> call.replaceAll("[0-9a-f]{64}", "ID"))
        .toList();
  }

  @Test
  void removesWhatItMadeAndNothingElse() {
    String base = engine.images().add("base:1");
    engine.containers().foreign("theirs", "base:1", Map.of());
    engine.volumes().create("precious", Map.of());
    String record = engine.builder().addRecord(engine.now());
    engine.pass(Duration.ofMinutes(10));
    Session session =
        Session.open(
            new Session.Settings(
                state, () -> engine, java.time.Clock.offset(CLOCK, Duration.ofMinutes(10)), false));
    build(session, engine, "app:1");
    run(session, engine, "web", "app:1");
    network(session, engine, "net");
    volume(session, engine, "data");
    session.workFolder();
    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(
        "removed 1 container, 1 network, 1 volume, 1 image, 2 cache records (200 B), work folder"
            + " · 1 other container was never touched · T s",
        masked(report));
    assertEquals(0, report.status());
    assertEquals(
        List.of(
            "containers.remove ID",
            "networks.remove ID",
            "volumes.remove data",
            "images.remove app:1",
            "builder.prune 2"),
        removals());
    assertEquals(List.of("theirs"), engine.containers().names());
    assertEquals(List.of("bridge"), engine.networks().names());
    assertEquals(List.of("precious"), engine.volumes().names());
    assertEquals(List.of(base), engine.images().ids());
    assertEquals(List.of(record), engine.builder().records());
    assertFalse(Files.exists(Journal.file(state, session.id())));
    assertEquals(report, session.tearDown(BUDGET), "a second time changes nothing");
  }

  @Test
  void givesTagsBack() {
    String theirs = engine.images().add("app:latest");
    String same = engine.images().add("stays:1");
    Session session = session(state, engine);
    build(session, engine, "app");
    build(session, engine, "app", "app:new");
    Claim tag = session.claim(Kind.IMAGE, "stays:1");
    engine.images().tag(same, "stays", "1");
    tag.created(same);
    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(
        "removed 2 images, 4 cache records (400 B) · gave back app:latest · T s", masked(report));
    assertEquals(Map.of("app:latest", theirs, "stays:1", same), engine.images().tags());
    assertEquals(List.of(theirs, same), engine.images().ids());
  }

  @Test
  void givesATagBackThatThePersonRemoved() {
    String theirs = engine.images().add("app:latest");
    Session session = session(state, engine);
    build(session, engine, "app");
    engine.images().remove("app:latest", false, true);
    session.forget(Kind.IMAGE, "app");
    session.tearDown(BUDGET);
    assertEquals(Map.of("app:latest", theirs), engine.images().tags());
  }

  @Test
  void leavesATagThatSomeoneElseMoved() {
    Session session = session(state, engine);
    build(session, engine, "app");
    String theirs = engine.images().add("app:latest");
    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(Map.of("app:latest", theirs), engine.images().tags());
    assertEquals("removed 1 image, 2 cache records (200 B) · T s", masked(report));
  }

  @Test
  void leavesWhatOthersStartedFromOurImageAndSaysSo() {
    Session session = session(state, engine);
    build(session, engine, "app:1");
    engine.containers().foreign("theirs", "app:1", Map.of());
    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(4, report.status());
    assertEquals(
        List.of(
            "image app:1: conflict: unable to remove repository reference \"app:1\" (must force) -"
                + " a container is using its referenced image ID"),
        report.left().stream()
            .map(left -> left.toString().replaceAll("[0-9a-f]{12}", "ID"))
            .toList());
    assertEquals(List.of("theirs"), engine.containers().names());
    engine.containers().remove("theirs", true, true);
    assertFalse(session.tearDown(BUDGET).incomplete(), "the next call tries again");
    assertFalse(Files.exists(Journal.file(state, session.id())));
  }

  @Test
  void inheritedLabelsAreNotOurs() {
    Session session = session(state, engine);
    engine.images().add("base:1");
    run(session, engine, "web", "base:1");
    engine.containers().foreign("committed", "base:1", session.labels("web"));
    session.tearDown(BUDGET);
    assertEquals(List.of("committed"), engine.containers().names());
  }

  @Test
  void keptThingsStay() {
    Session session = session(state, engine);
    String image = build(session, engine, "app:1");
    run(session, engine, "web", "app:1");
    run(session, engine, "db", "app:1");
    assertTrue(session.keep(Kind.CONTAINER, "web"));
    assertTrue(session.keep(Kind.IMAGE, "app:1"));
    assertFalse(session.keep(Kind.VOLUME, "nothing"));
    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(
        "removed 1 container, 2 cache records (200 B) · kept 1 container, 1 image · T s",
        masked(report));
    assertEquals(List.of("web"), engine.containers().names());
    assertEquals(List.of(image), engine.images().ids());
  }

  @Test
  void keepLeavesEverything() {
    engine.images().add("base:1");
    Session session = Session.open(new Session.Settings(state, () -> engine, CLOCK, true));
    run(session, engine, "web", "base:1");
    assertEquals("kept 1 container · T s", masked(session.tearDown(BUDGET)));
    assertEquals(List.of("web"), engine.containers().names());
    Sweep.Findings found = Sweep.look(state, engine, CLOCK);
    assertEquals(List.of(), found.leftovers());
    assertEquals(List.of(), found.remarks());
  }

  @Test
  void downGoesOn() {
    engine.images().add("base:1");
    Session session = session(state, engine);
    Path folder = session.workFolder();
    run(session, engine, "web", "base:1");
    assertEquals("removed 1 container · T s", masked(session.down(BUDGET)));
    assertTrue(Files.exists(folder));
    assertEquals(List.of(Kind.FOLDER), session.owned().stream().map(Owned::kind).toList());
    run(session, engine, "web", "base:1");
    assertEquals("removed 1 container, work folder · T s", masked(session.tearDown(BUDGET)));
  }

  @Test
  void triesAgainWhileInUse() {
    Session session = session(state, engine);
    network(session, engine, "net");
    EngineRefusal busy = new EngineRefusal(403, "network net has active endpoints");
    engine.failOnce("networks.remove", busy);
    engine.failOnce("networks.remove", busy);
    assertEquals("removed 1 network · T s", masked(session.tearDown(BUDGET)));
  }

  @Test
  void asksAgainForTheCacheWhileOthersAsk() {
    Session session = session(state, engine);
    build(session, engine, "app:1");
    EngineRefusal busy = new EngineRefusal(500, "a disk usage operation is already running");
    engine.failOnce("builder.cache", busy);
    engine.failOnce("builder.cache", busy);
    assertEquals(
        "removed 1 image, 2 cache records (200 B) · T s", masked(session.tearDown(BUDGET)));
  }

  @Test
  void waitsForARemovalThatSomeoneElseBegan() {
    engine.images().add("base:1");
    Session session = session(state, engine);
    String id = run(session, engine, "web", "base:1");
    engine.failOnce(
        "containers.remove",
        new EngineRefusal(409, "removal of container " + id + " is already in progress"));
    engine.on(
        "containers.await",
        () -> {
          throw FakeEngine.unreachable();
        });
    assertTrue(session.tearDown(BUDGET).incomplete());
    engine.recover();
    assertFalse(session.tearDown(BUDGET).incomplete());
  }

  @Test
  void goneEngineEndsItAtOnceAndTheJournalStays() {
    engine.images().add("base:1");
    Session session = session(state, engine);
    build(session, engine, "app:1");
    run(session, engine, "web", "app:1");
    Path folder = session.workFolder();
    engine.goAway();
    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(
        List.of("1 container, 1 image, the build cache: no engine answers at unix:///fake.sock"),
        report.left().stream().map(TeardownReport.Left::toString).toList());
    assertEquals("removed work folder · could not remove everything · T s", masked(report));
    assertFalse(Files.exists(folder));
    assertTrue(Files.exists(Journal.file(state, session.id())));
    engine.recover();
    assertFalse(session.tearDown(BUDGET).incomplete());
  }

  @Test
  void hangingEngineCostsTheBudgetOnly() {
    engine.images().add("base:1");
    Session session = session(state, engine);
    run(session, engine, "web", "base:1");
    engine.hang("containers.list");
    TeardownReport report = session.tearDown(Duration.ofMillis(300));
    assertEquals(
        List.of("1 container: time was up"),
        report.left().stream().map(TeardownReport.Left::toString).toList());
    assertTrue(report.took().compareTo(Duration.ofSeconds(5)) < 0, report.took().toString());
  }

  @Test
  void oneFailureDoesNotStopTheRest() {
    engine.images().add("base:1");
    Session session = session(state, engine);
    String bad = run(session, engine, "bad", "base:1");
    run(session, engine, "good", "base:1");
    engine.fail("containers.remove " + bad, new EngineRefusal(500, "driver failed"));
    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(List.of(new TeardownReport.Left("container bad", "driver failed")), report.left());
    assertEquals(List.of("bad"), engine.containers().names());
  }

  @Test
  void waitsForWhatIsBeingMade() throws InterruptedException {
    engine.images().add("base:1");
    Session session = session(state, engine);
    Claim claim = session.claim(Kind.CONTAINER, "late");
    CountDownLatch listed = new CountDownLatch(1);
    engine.on("containers.list", listed::countDown);
    Thread maker =
        new Thread(
            () -> {
              try {
                listed.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              claim.created(
                  engine
                      .containers()
                      .create(
                          Optional.of("late"), Optional.empty(), config("base:1", claim.labels()))
                      .id());
            });
    maker.start();
    TeardownReport report = session.tearDown(BUDGET);
    maker.join();
    assertEquals(List.of(), engine.containers().names());
    assertFalse(report.incomplete());
  }

  @Test
  void interruptedCallerStillTearsDown() {
    engine.images().add("base:1");
    Session session = session(state, engine);
    run(session, engine, "web", "base:1");
    Thread.currentThread().interrupt();
    TeardownReport report = session.tearDown(BUDGET);
    assertTrue(Thread.interrupted(), "the flag is as it was");
    assertFalse(report.incomplete());
    assertEquals(List.of(), engine.containers().names());
  }

  @Test
  void problemOfTheEngineIsNoProblemOfOthers() {
    assertTrue(Refusals.engineGone(FakeEngine.unreachable()));
    assertFalse(Refusals.engineGone(new EngineRefusal(500, "no")));
    assertFalse(
        Refusals.engineGone(
            Problem.of("engine.refused", "no").exception(new EngineRefusal(404, "no"))));
  }
}
