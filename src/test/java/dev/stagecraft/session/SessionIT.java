package dev.stagecraft.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions on a real engine: nothing stays, and nothing of others goes. */
class SessionIT {
  private static final Duration BUDGET = Duration.ofSeconds(30);

  @TempDir private Path state;
  @TempDir private Path context;
  private RealEngine real = RealEngine.assumed(BuildKit::new);
  private Engine engine = real.engine();
  private String base = "";

  @BeforeEach
  void makeBase() {
    base = real.name("base:1");
    TinyImage.make(engine, real.name("base"), "1");
  }

  @AfterEach
  void leaveNothing() {
    assertFalse(engine.images().remove(base, false, true).isEmpty());
    real.close();
  }

  private Session open() {
    return Session.open(new Session.Settings(state, () -> engine, Clock.systemUTC(), false));
  }

  private static Set<String> cache(Engine engine) {
    return CacheTeardown.records(engine).stream()
        .map(Builder.CacheRecord::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void dockerfile(String text) throws IOException {
    Files.writeString(context.resolve("Dockerfile"), text);
    Files.writeString(context.resolve("file"), text);
  }

  @Test
  void teardownRemovesAllAndGivesTagsBack() throws IOException {
    String taken = real.name("app:1");
    TinyImage.make(engine, real.name("app"), "1");
    String theirs = Tags.pointsTo(engine, taken).orElseThrow();
    Set<String> records = cache(engine);
    TreeSet<String> objects = real.objects();
    Session session = open();
    RealThings things = new RealThings(session, engine, base);
    dockerfile("FROM scratch\nCOPY file /one\nENV A=1\n");
    String first = things.build(context, taken);
    dockerfile("FROM scratch\nCOPY file /two\nENV A=2\n");
    String second = things.build(context, taken, real.name("app:new"));
    assertNotEquals(first, second);
    things.run(real.name("web"));
    things.run(real.name("db"));
    things.network(real.name("net"));
    things.volume(real.name("data"));
    session.workFolder();
    Set<String> made = cache(engine);
    made.removeAll(records);
    assertFalse(made.isEmpty());

    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(List.of(), report.left());
    String summary = report.summary().orElse("");
    assertTrue(
        summary.startsWith("removed 2 containers, 1 network, 1 volume, 2 images, "), summary);
    assertTrue(summary.contains("work folder · gave back " + taken), summary);
    assertEquals(objects, real.objects());
    assertEquals(Optional.of(theirs), Tags.pointsTo(engine, taken));
    made.retainAll(cache(engine));
    assertEquals(Set.of(), made, "records of the build cache");
    assertFalse(Files.exists(Journal.file(state, session.id())));
    assertFalse(engine.images().remove(taken, false, true).isEmpty());
  }

  @Test
  void killedSessionIsSweptByTheNext() throws IOException, InterruptedException {
    Process child = child();
    String[] said;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      said = String.valueOf(out.readLine()).split(" ");
      assertEquals(2, said.length, String.join(" ", said));
      assertEquals(List.of(), Sweep.find(state, engine), "it runs");
      Session other = open();
      new RealThings(other, engine, base).run(real.name("other"));

      child.destroyForcibly().waitFor();
      List<Leftover> found = Sweep.find(state, engine);
      assertEquals(List.of(said[0]), found.stream().map(Leftover::session).toList());
      Leftover left = found.get(0);
      assertTrue(
          left.describe().endsWith(" left 2 containers, 1 network, 1 volume, its work folder"),
          left.describe());
      TeardownReport report = left.clean(BUDGET);
      assertEquals(List.of(), report.left());
      assertTrue(
          report
              .summary()
              .orElse("")
              .startsWith("removed 2 containers, 1 network, 1 volume, work folder · "),
          report.toString());
      assertEquals(List.of(), Sweep.find(state, engine));
      assertTrue(other.owns(Kind.CONTAINER, real.name("other")));
      assertEquals(1, other.tearDown(BUDGET).removed().getOrDefault(Kind.CONTAINER, 0));
    }
    try (var files = Files.list(state.resolve("sessions"))) {
      assertEquals(List.of(), files.toList());
    }
  }

  private Process child(String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(SessionChild.class.getName());
    command.addAll(List.of(state.toString(), real.at().address(), real.name("child"), base));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  void killedInTheMiddleOfABuild() throws IOException, InterruptedException {
    Set<String> records = cache(engine);
    dockerfile("FROM " + base + "\nCOPY file /file\nRUN [\"/tiny\", \"pause\"]\n");
    Process child = child(context.toString());
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      String said = String.valueOf(out.readLine());
      assertTrue(said.contains("RUN"), said);
    }
    Set<String> made = cache(engine);
    made.removeAll(records);
    assertFalse(made.isEmpty());
    child.destroyForcibly().waitFor();
    List<Leftover> found = Sweep.find(state, engine);
    assertEquals(1, found.size());
    TeardownReport report = found.get(0).clean(BUDGET);
    assertEquals(List.of(), report.left());
    assertTrue(report.cacheRecords() > 0, report.toString());
    made.retainAll(cache(engine));
    assertEquals(Set.of(), made, "records of the build cache");
    assertEquals(Optional.empty(), Tags.pointsTo(engine, real.name("child-app:1")));
    assertEquals(List.of(), Sweep.find(state, engine));
  }

  @Test
  void containersOfOthersFromOurImagesAreReportedAndLeft() throws IOException {
    Session session = open();
    dockerfile("FROM " + base + "\nENV A=3\n");
    String tag = real.name("ours:1");
    new RealThings(session, engine, base).build(context, tag);
    String foreign =
        engine
            .containers()
            .create(
                Optional.of(real.name("foreign")),
                Optional.empty(),
                JsonNodeFactory.instance.objectNode().put("Image", tag))
            .id();
    TeardownReport report = session.tearDown(BUDGET);
    assertEquals(4, report.status());
    assertEquals(List.of("image " + tag), report.left().stream().map(l -> l.what()).toList());
    assertTrue(
        report.left().get(0).why().contains(foreign.substring(0, 12)), report.left().get(0).why());
    engine.containers().remove(foreign, true, true);
    assertEquals(List.of(), session.tearDown(BUDGET).left());
  }

  @Test
  void shieldKnowsWhoseIsWhat() {
    Session session = open();
    new RealThings(session, engine, base).run(real.name("mine"));
    Shield shield = session.shield();
    assertEquals(Optional.empty(), shield.refuses(Kind.CONTAINER, real.name("mine"), "rm"));
    assertEquals(
        Optional.of("session.foreign"), shield.refuses(Kind.IMAGE, base, "rmi").map(p -> p.code()));
    assertEquals(Optional.empty(), shield.refuses(Kind.VOLUME, real.name("none"), "rm"));
    session.tearDown(BUDGET);
  }
}
