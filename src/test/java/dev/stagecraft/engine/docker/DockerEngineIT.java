package dev.stagecraft.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import dev.stagecraft.engine.transport.PortProbe;
import dev.stagecraft.testkit.TinyImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The adapter against the engine of the machine. */
final class DockerEngineIT extends TinyContainers {
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
            .await("127.0.0.1", port.publicPort().orElseThrow(), Duration.ofSeconds(30), () -> true)
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
