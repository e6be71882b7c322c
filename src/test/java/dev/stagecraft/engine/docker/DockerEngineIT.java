package dev.stagecraft.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Containers.Attachment;
import dev.stagecraft.engine.Containers.LogQuery;
import dev.stagecraft.engine.Containers.Sink;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import dev.stagecraft.engine.transport.PortProbe;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter against the engine of the machine. */
final class DockerEngineIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RealEngine real;
  private Engine engine;
  private Containers containers;
  private String image;

  @BeforeEach
  void anImage() {
    real = RealEngine.assumed();
    engine = real.engine();
    containers = engine.containers();
    image = real.name("tiny") + ":1";
    String id = TinyImage.make(engine, real.name("tiny"), "1");
    assertEquals(id, engine.images().inspect(image).path("Id").asText());
  }

  @AfterEach
  void nothingIsLeft() {
    if (real != null) {
      for (Containers.Summary left :
          containers.list(
              new Containers.Query(
                  true, OptionalInt.empty(), false, Map.of("name", List.of(real.name("")))))) {
        containers.remove(left.id(), true, true);
      }
      engine.images().remove(image, true, true);
      real.close();
    }
  }

  /** Takes apart what a container wrote. */
  private static final class Written implements Sink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Override
    public synchronized void out(byte[] bytes) {
      out.writeBytes(bytes);
    }

    @Override
    public synchronized void err(byte[] bytes) {
      err.writeBytes(bytes);
    }

    synchronized String all() {
      return "out:"
          + out.toString(StandardCharsets.UTF_8)
          + "err:"
          + err.toString(StandardCharsets.UTF_8);
    }
  }

  private ObjectNode config(String... words) {
    ObjectNode config = MAPPER.createObjectNode().put("Image", image);
    for (String word : words) {
      config.withArray("Cmd").add(word);
    }
    return config;
  }

  private String create(String name, ObjectNode config) {
    return containers.create(Optional.of(real.name(name)), Optional.empty(), config).id();
  }

  private String running(String name, String... words) {
    String id = create(name, config(words));
    containers.start(id);
    return id;
  }

  private int awaitEnd(String id) {
    return containers.await(id, "not-running", () -> {});
  }

  private static LogQuery whole(boolean follow) {
    return new LogQuery(follow, false, Optional.empty(), Optional.empty(), "all");
  }

  @Test
  void theEngineSaysWhoItIs() {
    assertEquals(engine.info().path("ID").asText(), engine.id());
    assertFalse(engine.id().isEmpty());
    assertTrue(engine.version().path("Version").asText().matches("\\d+\\..*"));
    assertTrue(engine.apiVersion().matches("1\\.\\d+"));
  }

  @Test
  void aContainerLivesAndDies() {
    String id = create("life", config("pause", "exit", "3"));
    assertEquals("created", state(id));
    containers.start(id);
    containers.start(id);
    assertEquals("running", state(id));
    containers.stop(id, Optional.of(Duration.ofSeconds(20)), Optional.empty());
    containers.stop(id, Optional.empty(), Optional.empty());
    assertEquals("exited", state(id));
    assertEquals(3, awaitEnd(id));
    containers.start(id);
    containers.kill(id, "SIGKILL");
    assertEquals(137, awaitEnd(id));
    containers.remove(id, false, true);
    assertEquals(
        404, assertThrows(EngineRefusal.class, () -> containers.inspect(id, false)).status());
  }

  private String state(String id) {
    return containers.inspect(id, false).path("State").path("Status").asText();
  }

  @Test
  void aListSaysWhatDockerSays() {
    ObjectNode config = config("pause");
    config.putObject("Labels").put("a", "b=c");
    String id = create("listed", config);
    List<Containers.Summary> listed =
        containers.list(
            new Containers.Query(
                true, OptionalInt.empty(), true, Map.of("name", List.of(real.name("listed")))));
    assertEquals(1, listed.size());
    Containers.Summary summary = listed.get(0);
    assertEquals(id, summary.id());
    assertEquals(List.of(real.name("listed")), summary.names());
    assertEquals(image, summary.image());
    assertEquals("/tiny pause", summary.command());
    assertEquals("created", summary.state());
    assertEquals("Created", summary.status());
    assertEquals(Map.of("a", "b=c"), summary.labels());
    assertEquals(
        TinyImage.program(engine.version().path("Arch").asText()).length, summary.sizeRootFs());
    assertEquals(List.of(), summary.ports());
  }

  @Test
  void logsTellOutputFromErrors() {
    String id = running("logs", "echo", "a", "err", "b", "echo", "c", "exit", "4");
    assertEquals(4, awaitEnd(id));
    Written written = new Written();
    containers.logs(id, whole(false), written);
    assertEquals("out:a\nc\nerr:b\n", written.all());
    Written followed = new Written();
    containers.logs(id, whole(true), followed);
    assertEquals("out:a\nc\nerr:b\n", followed.all());
  }

  @Test
  void ofALogOneMayAskTheEndOnly() {
    String id = running("tail", "echo", "a", "echo", "c");
    assertEquals(0, awaitEnd(id));
    Written last = new Written();
    containers.logs(
        id, new LogQuery(false, false, Optional.of("10m"), Optional.empty(), "1"), last);
    assertEquals("out:c\nerr:", last.all());
  }

  @Test
  void muchOutputComesWhole() {
    String id = running("flood", "flood", "20000");
    Written written = new Written();
    containers.logs(id, whole(true), written);
    assertEquals(20000 * 64 + "out:err:".length(), written.all().length());
  }

  @Test
  void aTerminalHasOneStreamAndASize() {
    ObjectNode config = config("pause", "size", "err", "e").put("Tty", true);
    String id = create("tty", config);
    Written written = new Written();
    try (Attachment attachment = containers.attach(id, false, false)) {
      containers.start(id);
      containers.resize(id, 33, 77);
      containers.kill(id, "TERM");
      attachment.read(written);
    }
    assertEquals("out:33 77\r\ne\r\nerr:", written.all());
    Written logged = new Written();
    containers.logs(id, whole(false), logged);
    assertEquals("out:33 77\r\ne\r\nerr:", logged.all());
  }

  @Test
  void whatIsWrittenToAContainerEndsAndComesBack() {
    ObjectNode config =
        config("cat", "err", "done", "exit", "5")
            .put("OpenStdin", true)
            .put("StdinOnce", true)
            .put("AttachStdin", true)
            .put("AttachStdout", true)
            .put("AttachStderr", true);
    String id = create("cat", config);
    Written written = new Written();
    try (Attachment attachment = containers.attach(id, true, false)) {
      containers.start(id);
      byte[] bytes = "hello\n".getBytes(StandardCharsets.UTF_8);
      attachment.write(bytes, 0, bytes.length);
      attachment.endInput();
      attachment.read(written);
    }
    assertEquals("out:hello\nerr:done\n", written.all());
    assertEquals(5, awaitEnd(id));
  }

  @Test
  void waitingBeginsBeforeTheStartAndEndsWithTheContainer() {
    String id = create("wait", config("exit", "9"));
    int status = containers.await(id, "next-exit", () -> containers.start(id));
    assertEquals(9, status);
  }

  @Test
  void waitingEndsWithAnInterrupt() {
    String id = running("long", "pause");
    AtomicReference<String> ended = new AtomicReference<>("");
    AtomicReference<Boolean> begun = new AtomicReference<>(false);
    Thread waiting =
        new Thread(
            () -> {
              try {
                ended.set("" + containers.await(id, "next-exit", () -> begun.set(true)));
              } catch (Cancelled cancelled) {
                ended.set("cancelled " + Thread.currentThread().isInterrupted());
              }
            });
    waiting.start();
    Await.until("the waiting", begun::get);
    waiting.interrupt();
    Await.ended(waiting);
    assertEquals("cancelled true", ended.get());
  }

  @Test
  void followingALogEndsWhenItsThreadIsInterrupted() {
    String id = running("follow", "echo", "a", "pause");
    Written written = new Written();
    AtomicReference<String> ended = new AtomicReference<>("");
    Thread following =
        new Thread(
            () -> {
              try {
                containers.logs(id, whole(true), written);
                ended.set("ended");
              } catch (Cancelled cancelled) {
                ended.set("cancelled");
              }
            });
    following.start();
    Await.until("the first line", () -> written.all().equals("out:a\nerr:"));
    following.interrupt();
    Await.ended(following);
    assertEquals("cancelled", ended.get());
  }

  @Test
  void anExecHasStreamsAndAStatus() {
    String id = running("exec", "pause");
    JsonNode config =
        MAPPER
            .createObjectNode()
            .put("AttachStdin", true)
            .put("AttachStdout", true)
            .put("AttachStderr", true)
            .set("Cmd", MAPPER.valueToTree(List.of("/tiny", "cat", "err", "e", "exit", "6")));
    String exec = containers.exec(id, config);
    Written written = new Written();
    try (Attachment attachment = containers.execStart(exec, false, false)) {
      attachment.write("in\n".getBytes(StandardCharsets.UTF_8), 0, 3);
      attachment.endInput();
      attachment.read(written);
    }
    assertEquals("out:in\nerr:e\n", written.all());
    Await.until("its end", () -> !containers.execInspect(exec).path("Running").asBoolean());
    assertEquals(6, containers.execInspect(exec).path("ExitCode").asInt());
  }

  @Test
  void aPublishedPortAnswers() {
    ObjectNode config = config("http", "8080");
    config.putObject("ExposedPorts").putObject("8080/tcp");
    config
        .putObject("HostConfig")
        .putObject("PortBindings")
        .putArray("8080/tcp")
        .addObject()
        .put("HostIp", "127.0.0.1")
        .put("HostPort", "0");
    String id = create("http", config);
    containers.start(id);
    Containers.Port port =
        containers
            .list(
                new Containers.Query(false, OptionalInt.empty(), false, Map.of("id", List.of(id))))
            .get(0)
            .ports()
            .get(0);
    assertEquals(
        "127.0.0.1 8080 tcp",
        port.ip().orElse("") + " " + port.privatePort() + " " + port.protocol());
    assertTrue(
        new PortProbe()
            .await("127.0.0.1", port.publicPort().orElseThrow(), Duration.ofSeconds(30))
            .isPresent());
  }

  @Test
  void refusalsCarryTheEnginesWords() {
    EngineRefusal missing =
        assertThrows(EngineRefusal.class, () -> containers.start(real.name("none")));
    assertEquals(
        "404 No such container: " + real.name("none"), missing.status() + " " + missing.says());
    String id = create("twice", config("pause"));
    EngineRefusal twice = assertThrows(EngineRefusal.class, () -> create("twice", config("pause")));
    assertEquals(409, twice.status());
    assertTrue(twice.says().contains("is already in use by container \"" + id + "\""));
    EngineRefusal image =
        assertThrows(
            EngineRefusal.class,
            () ->
                containers.create(
                    Optional.empty(),
                    Optional.empty(),
                    MAPPER.createObjectNode().put("Image", real.name("none"))));
    assertEquals(404, image.status());
    assertEquals(
        "400 invalid name or ID: value is empty",
        assertThrows(EngineRefusal.class, () -> containers.inspect("", false)).status()
            + " "
            + assertThrows(EngineRefusal.class, () -> containers.inspect(" ", false)).says());
  }

  @Test
  void namesOfImagesComeAndGo() {
    Images images = engine.images();
    assertTrue(images.exists(image));
    assertFalse(images.exists(real.name("none") + ":1"));
    images.tag(image, real.name("tiny"), "2");
    Images.Summary listed =
        images
            .list(new Images.Query(false, false, Map.of("reference", List.of(real.name("tiny")))))
            .get(0);
    assertEquals(
        List.of(real.name("tiny") + ":1", real.name("tiny") + ":2"),
        listed.tags().stream().sorted().toList());
    assertEquals(1, images.history(image).size());
    assertEquals(
        List.of(new Images.Removed(true, real.name("tiny") + ":2")),
        images.remove(real.name("tiny") + ":2", false, true));
  }

  @Test
  void aPullThatCannotBeIsAProblemWithTheEnginesWords() {
    Problem problem =
        assertThrows(
                ProblemException.class,
                () -> engine.images().pull("127.0.0.1:9/none:1", Optional.empty(), m -> {}))
            .problem();
    assertEquals("engine.pull", problem.code());
    assertTrue(problem.message().contains("127.0.0.1:9"), problem.message());
  }

  @Test
  void networksAndVolumesComeAndGo() {
    String network = engine.networks().create(real.name("net"), "bridge", Map.of("a", "b"));
    assertEquals(Map.of("a", "b"), Json.texts(engine.networks().inspect(network).path("Labels")));
    assertEquals(1, engine.networks().list(Map.of("name", List.of(real.name("net")))).size());
    engine.networks().remove(network);
    assertEquals(
        404, assertThrows(EngineRefusal.class, () -> engine.networks().remove(network)).status());
    engine.volumes().create(real.name("vol"), Map.of("c", "d"));
    assertEquals(
        Map.of("c", "d"), Json.texts(engine.volumes().inspect(real.name("vol")).path("Labels")));
    assertEquals(1, engine.volumes().list(Map.of("label", List.of("c=d"))).size());
    engine.volumes().remove(real.name("vol"), false);
    engine.volumes().remove(real.name("vol"), true);
    assertEquals(
        404,
        assertThrows(EngineRefusal.class, () -> engine.volumes().remove(real.name("vol"), false))
            .status());
  }
}
