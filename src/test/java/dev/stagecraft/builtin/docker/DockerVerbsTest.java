package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Progress;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs over an engine in memory. */
class DockerVerbsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T14:04:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private FakeEngine engine;
  private VerbFixture verbs;

  @BeforeEach
  void anEngine() {
    engine = new FakeEngine();
    verbs = new VerbFixture(engine, folder, CLOCK, true);
  }

  @Test
  void imagesAsATableAndAsRows() {
    String id = engine.images().add("go-app:single", "go-app:1");
    assertEquals(
        new Said(
            0,
            """
            REPOSITORY   TAG       IMAGE ID       CREATED         SIZE
            go-app       single    %1$s   2 minutes ago   1kB
            go-app       1         %1$s   2 minutes ago   1kB
            """
                .formatted(id.substring(7, 19)),
            ""),
        verbs.call("images"));
    assertEquals(
        List.of("repository", "tag", "id", "created", "size"),
        verbs.outcome("docker image ls").rows().orElseThrow().columns().stream()
            .map(column -> column.name())
            .toList());
  }

  @Test
  void everyVerbHasItsSpellings() {
    engine.images().add("a:1");
    for (String line : List.of("docker images", "docker image ls", "docker image list", "images")) {
      assertEquals(verbs.call("docker images"), verbs.call(line));
    }
    for (String line :
        List.of(
            "docker container ls", "docker container ps", "docker container list", "containers")) {
      assertEquals(verbs.call("docker ps"), verbs.call(line));
    }
  }

  @Test
  void runInTheForegroundWritesAndEndsAsTheContainerDoes() {
    engine.images().add("alpine:3.19");
    engine.containers().behave("hello\n", 3);
    engine.on("containers.resize", () -> {});
    Said said = verbs.call("docker run --name web alpine:3.19 echo hello");
    assertEquals("hello\n", said.out());
    assertEquals("", said.err());
    assertEquals(List.of("web"), engine.containers().names());
    assertTrue(verbs.session.owns(Kind.CONTAINER, "web"));
    int attach = first("containers.attach");
    int start = first("containers.start");
    assertTrue(attach >= 0 && attach < start, "attached before it starts: " + engine.calls());
  }

  /** A foreground run, interrupted as soon as each of these calls has been made. */
  private Said interrupted(String... calls) throws InterruptedException {
    engine.images().add("alpine:3.19");
    List<Said> said = new CopyOnWriteArrayList<>();
    Thread thread = new Thread(() -> said.add(verbs.call("docker run --name web alpine:3.19")));
    thread.start();
    for (String call : calls) {
      Await.until(call, () -> first(call) >= 0);
      thread.interrupt();
    }
    Await.ended(thread);
    return said.get(0);
  }

  private List<String> kills() {
    return engine.calls().stream()
        .filter(call -> call.startsWith("containers.kill"))
        .map(call -> call.substring(call.lastIndexOf(' ') + 1))
        .toList();
  }

  @Test
  void controlCIsPassedOnToTheContainer() throws InterruptedException {
    verbs.origin = Origin.PROMPT;
    engine.containers().behave("hello\n", 3);
    engine.containers().runUntil("SIGINT");
    assertEquals(new Said(3, "hello\n", ""), interrupted("containers.start"));
    assertEquals(List.of("SIGINT"), kills());
  }

  @Test
  void theSecondControlCKillsTheContainer() throws InterruptedException {
    verbs.origin = Origin.PROMPT;
    engine.containers().behave("hello\n", 137);
    engine.containers().runUntil("SIGKILL");
    Said said = interrupted("containers.start", "containers.kill");
    assertEquals(new Said(137, "hello\n", ""), said);
    assertEquals(List.of("SIGINT", "SIGKILL"), kills());
  }

  @Test
  void theSecondControlCKillsTheContainerWhileTheFirstIsPassedOn() throws InterruptedException {
    verbs.origin = Origin.PROMPT;
    engine.containers().behave("hello\n", 137);
    engine.containers().runUntil("SIGKILL");
    engine.on(
        "containers.kill",
        () -> {
          if (kills().equals(List.of("SIGINT"))) {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new Cancelled("kill");
            }
          }
        });
    Said said = interrupted("containers.start", "containers.kill");
    assertEquals(new Said(137, "hello\n", ""), said);
    assertEquals(List.of("SIGINT", "SIGKILL"), kills());
  }

  @Test
  void aControlCWhileTheContainerIsStartedIsNotLost() throws InterruptedException {
    verbs.origin = Origin.PROMPT;
    engine.containers().behave("hello\n", 3);
    engine.containers().runUntil("SIGINT");
    engine.on("containers.start", () -> Thread.currentThread().interrupt());
    assertEquals(new Said(3, "hello\n", ""), interrupted());
    assertEquals(List.of("SIGINT"), kills());
  }

  @Test
  void withoutAPersonOneControlCIsEnough() throws InterruptedException {
    engine.containers().behave("hello\n", 137);
    engine.containers().runUntil("SIGKILL");
    assertEquals(new Said(137, "hello\n", ""), interrupted("containers.start"));
    assertEquals(List.of("SIGINT", "SIGKILL"), kills());
  }

  private int first(String prefix) {
    List<String> calls = engine.calls();
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).startsWith(prefix)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void whatRunCreatesIsLabelledAndRemovedWithTheSession() {
    engine.images().add("alpine:3.19");
    Said said = verbs.call("docker run -d -v data:/data alpine:3.19");
    assertEquals(65, said.out().length());
    String id = said.out().strip();
    Map<String, String> labels =
        engine
            .containers()
            .list(dev.stagecraft.engine.Containers.Query.everything())
            .get(0)
            .labels();
    assertTrue(labels.containsValue(verbs.session.id()), labels.toString());
    assertTrue(verbs.session.owns(Kind.CONTAINER, id));
    assertTrue(verbs.session.owns(Kind.VOLUME, "data"));
    verbs.session.close();
    assertEquals(List.of(), engine.containers().names());
  }

  @Test
  void aMissingImageIsBroughtAsDockerSaysIt() {
    engine.images().publish("alpine:3.19");
    Said said = verbs.call("docker run -d alpine:3.19");
    assertEquals("Unable to find image 'alpine:3.19' locally\n", said.err());
    assertEquals(0, said.status());
    assertEquals(
        List.of("alpine:3.19 begins", "pulling", "DONE pulled"),
        verbs.progress.stream().map(DockerVerbsTest::told).toList());
  }

  private static String told(Progress.Event event) {
    if (event instanceof Progress.Begun begun) {
      return begun.label() + " begins";
    }
    if (event instanceof Progress.Said said) {
      return said.line();
    }
    return event instanceof Progress.Ended ended ? ended.how() + " " + ended.detail() : "";
  }

  @Test
  void anImageThatNobodyHas() {
    Said said = verbs.call("docker run nothing");
    assertEquals(
        new Said(
            125,
            "",
            "Unable to find image 'nothing:latest' locally\n"
                + "no source has nothing:latest\n"
                + "  try  docker images lists what is here\n"),
        said);
    assertEquals(List.of(), verbs.session.owned());
  }

  @Test
  void aNameInUseAndAPortThatIsTaken() {
    engine.images().add("alpine:3.19");
    engine.containers().foreign("web", "alpine:3.19", Map.of());
    Said said = verbs.call("docker run -d --name web alpine:3.19");
    assertEquals(125, said.status());
    assertTrue(said.err().startsWith("docker: Error response from daemon: Conflict."), said.err());
    assertTrue(said.err().contains("try  docker rm -f web"), said.err());
    engine.failOnce(
        "containers.start",
        new EngineRefusal(
            500,
            "driver failed programming external connectivity on endpoint x (1): Bind for"
                + " 0.0.0.0:1 failed: port is already allocated"));
    Said taken = verbs.call("docker run -d -p 1:80 alpine:3.19");
    assertEquals(125, taken.status());
    assertTrue(taken.err().contains("port 1 is taken by "), taken.err());
    assertTrue(taken.out().endsWith("\n"), "the id, as of one that starts");
  }

  @Test
  void statusesOfProgramsThatCannotBeStarted() {
    engine.images().add("alpine:3.19");
    engine.failOnce(
        "containers.start",
        new EngineRefusal(400, "exec: \"nope\": executable file not found in $PATH: unknown"));
    assertEquals(127, verbs.call("docker run alpine:3.19 nope").status());
    engine.failOnce("containers.start", new EngineRefusal(400, "exec: permission denied"));
    assertEquals(126, verbs.call("docker run alpine:3.19 nope").status());
  }

  @Test
  void theShieldHidesAndRefusesInAReplayOnly() {
    engine.images().add("alpine:3.19");
    engine.containers().foreign("web", "alpine:3.19", Map.of());
    verbs.origin = Origin.REPLAY;
    Said listed = verbs.call("docker ps -q");
    assertEquals(
        new Said(0, "", "1 other container was left alone (--no-shield shows everything)\n"),
        listed);
    for (String line : List.of("rm -f web", "stop web", "kill web", "exec web true")) {
      Said refused = verbs.call("docker " + line);
      assertEquals(1, refused.status(), line);
      assertTrue(refused.err().contains("not made by this session"), refused.err());
    }
    Said image = verbs.call("docker rmi alpine:3.19");
    assertTrue(image.err().contains("not made by this session"), image.err());
    assertEquals(List.of("web"), engine.containers().names());
    verbs.origin = Origin.PROMPT;
    assertEquals(new Said(0, "web\n", ""), verbs.call("docker rm -f web"));
  }

  @Test
  void severalAreStoppedAndTheOnesThatAreNotThereAreTold() {
    engine.images().add("alpine:3.19");
    engine.containers().foreign("a", "alpine:3.19", Map.of());
    engine.containers().foreign("b", "alpine:3.19", Map.of());
    assertEquals(
        new Said(1, "a\nb\n", "Error response from daemon: No such container: c\n"),
        verbs.call("docker stop a c b"));
    assertEquals(
        new Said(0, "a\n", "Error response from daemon: No such container: c\n"),
        verbs.call("docker rm -f a c"));
  }

  @Test
  void aBuildTellsItsStepsAndIsOwned() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
    Said said = verbs.call("docker build -t go-app:single .");
    assertEquals(new Said(0, "", "#1 [1/1] FROM scratch\n#1 DONE 0.0s\n"), said);
    assertTrue(verbs.session.owns(Kind.IMAGE, "go-app:single"));
    Said quiet = verbs.call("build -q -t go-app:single .");
    assertEquals("", quiet.err());
    assertTrue(quiet.out().startsWith("sha256:"), quiet.out());
  }

  @Test
  void aDockerfileOnStandardInputIsBuiltAndOwned() {
    verbs.cli = Optional.of(Path.of("/usr/bin/docker"));
    verbs.input = "FROM scratch\n";
    for (String line : List.of("build -q -t a:1 -f - .", "build -q -t a:2 -")) {
      Said said = verbs.call("docker " + line);
      assertTrue(said.out().startsWith("sha256:"), said.toString());
    }
    assertTrue(verbs.session.owns(Kind.IMAGE, "a:1"));
    assertTrue(verbs.session.owns(Kind.IMAGE, "a:2"));
    assertEquals(
        new Said(
            1,
            "",
            "ERROR: invalid argument: can't use stdin for both build context and dockerfile\n"),
        verbs.call("docker build -f - -"));
    assertEquals(List.of(), verbs.delegated);
  }

  @Test
  void aBuildThatCannotBegin() {
    assertEquals(
        new Said(
            1,
            "",
            "ERROR: unable to prepare context: path \"nowhere\" not found\n"
                + "there is no folder nowhere in "
                + folder
                + "\n  try  ls shows what is there; the last word of docker build is the folder\n"),
        verbs.call("docker build nowhere"));
    engine.failOnce(
        "builder.build",
        Problem.of("build.disk", "no space is left").withHint("docker system df").exception());
    Said full = verbs.call("docker build .");
    assertEquals(
        new Said(1, "", "ERROR: failed to solve: no space is left\n  try  docker system df\n"),
        full);
    assertEquals(List.of(), verbs.session.owned());
  }

  @Test
  void aWrongNumberOfWordsHasDockersStatus() {
    String usage = "'docker rm' requires at least 1 argument\n  try  docker rm [OPTIONS] CONTAINER";
    assertEquals(new Said(1, "", usage + " [CONTAINER...]\n"), verbs.call("docker rm -f"));
    assertEquals(125, verbs.call("docker ps -n").status());
  }

  @Test
  void anEngineThatIsGone() {
    engine.goAway();
    for (String line : List.of("docker ps", "docker images", "docker inspect x")) {
      assertEquals(
          new Said(1, "", "no engine answers at unix:///fake.sock\n"), verbs.call(line), line);
    }
    assertEquals(125, verbs.call("docker run alpine").status());
  }

  @Test
  void wrongUsesOfFlags() {
    assertEquals(
        new Said(
            125,
            "",
            "docker: invalid argument \"x\" for \"-m, --memory\" flag: invalid size: 'x'\n\n"
                + "Run 'docker run --help' for more information\n"),
        verbs.call("docker run -m x alpine"));
    assertEquals(125, verbs.call("docker ps -f nonsense").status());
    assertEquals(
        "docker: invalid containerPort: abc\n\nRun 'docker run --help' for more information\n",
        verbs.call("docker run -p 80:abc alpine").err());
  }

  @Test
  void stdinReachesTheContainer() {
    engine.images().add("alpine:3.19");
    engine.containers().foreign("web", "alpine:3.19", Map.of());
    verbs.input = "some lines\n";
    engine.containers().behave("out\n", 5);
    Said said = verbs.call("docker exec -i web cat");
    assertEquals(new Said(5, "out\n", ""), said);
    assertEquals(
        new Said(1, "", "the input device is not a TTY\n"), verbs.call("docker exec -it web sh"));
  }
}
