package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.session.Kind;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.FakeEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes to the host's docker CLI, and whose that is what it makes there. */
class DelegateTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T14:02:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private FakeEngine engine;
  private VerbFixture verbs;

  @BeforeEach
  void anEngineAndACli() {
    engine = new FakeEngine();
    engine.images().add("alpine:3.19");
    verbs = new VerbFixture(engine, folder, CLOCK, true);
    verbs.cli = Optional.of(Path.of("/usr/bin/docker"));
  }

  @AfterEach
  void noListenerIsLeft() {
    verbs.session.close();
  }

  @Test
  void theNearestWordIsNamedWhereTheHostsDockerFails() {
    assertEquals(new Said(7, "", "did you mean docker images?\n"), verbs.call("docker imagse"));
    assertEquals(new Said(7, "", ""), verbs.call("docker frobnicate"));
    assertEquals(new Said(7, "", ""), verbs.call("docker image frob"));
  }

  @Test
  void whatIsNotOursGoesToTheHostsDocker() {
    assertEquals(new Said(7, "", ""), verbs.call("docker buildx ls"));
    assertEquals(new Said(7, "", ""), verbs.call("docker ps --nonsense"));
    assertEquals(
        List.of(
            "/usr/bin/docker buildx ls on unix:///fake.sock",
            "/usr/bin/docker ps --nonsense on unix:///fake.sock"),
        verbs.delegated);
    assertEquals(List.of(), verbs.session.owned());
    Said stack = verbs.call("docker stack deploy x");
    assertEquals(
        "docker stack deploy goes to the host's docker; what it creates is not owned by the"
            + " session\n",
        stack.err());
    verbs.origin = Origin.REPLAY;
    Said prune = verbs.call("docker system prune -f");
    assertEquals(1, prune.status());
    assertTrue(prune.err().contains("a prune in a replay"), prune.err());
    engine.containers().foreign("web", "alpine:3.19", Map.of());
    Said update = verbs.call("docker update -m 1g web");
    assertTrue(update.err().contains("not made by this session"), update.err());
  }

  private static ObjectNode labelled(List<String> words) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("Image", "alpine:3.19");
    ObjectNode labels = config.putObject("Labels");
    for (int i = 0; i < words.size() - 1; i++) {
      if (words.get(i).equals("--label")) {
        String[] pair = words.get(i + 1).split("=", 2);
        labels.put(pair[0], pair[1]);
      }
    }
    return config;
  }

  @Test
  void aRunWithAFlagThatIsNotOursIsLabelledAndOwned() {
    verbs.cliDoes =
        words -> {
          assertTrue(
              engine.containers().names().isEmpty() && verbs.session.owned().size() == 1,
              "noted before it is made: " + verbs.session.owned());
          engine.containers().create(Optional.of("web"), Optional.empty(), labelled(words));
        };
    assertEquals(new Said(7, "", ""), verbs.call("docker run --gpus all -d alpine:3.19 sleep 1"));
    String line = verbs.delegated.get(0).replace(verbs.session.id(), "SESSION");
    assertTrue(line.startsWith("/usr/bin/docker run --label dev.stagecraft."), line);
    assertTrue(line.endsWith(" --gpus all -d alpine:3.19 sleep 1 on unix:///fake.sock"), line);
    assertEquals(1, verbs.session.owned().size());
    verbs.session.close();
    assertEquals(List.of(), engine.containers().names());
  }

  @Test
  void aRunThatMadeNothingLeavesNoClaim() {
    assertEquals(7, verbs.call("docker run --gpus all nothing").status());
    assertEquals(List.of(), verbs.session.owned());
  }

  @Test
  void aRunThatIsCutShortIsOwnedAllTheSame() {
    verbs.cliDoes =
        words -> {
          engine.containers().create(Optional.of("web"), Optional.empty(), labelled(words));
          Thread.currentThread().interrupt();
          throw new Cancelled("docker");
        };
    org.junit.jupiter.api.Assertions.assertThrows(
        Cancelled.class, () -> verbs.call("docker run --gpus all alpine:3.19"));
    assertTrue(Thread.interrupted(), "the interrupt is still there");
    verbs.session.close();
    assertEquals(List.of(), engine.containers().names());
  }

  @Test
  void aBuildThatIsNotOursLeavesItsNamesToTheSession() {
    verbs.cliDoes = words -> engine.images().add("app:1", "app:2");
    Said said = verbs.call("docker build --secret id=x -t app:1 --tag=app:2 .");
    assertEquals(
        "docker build goes to the host's docker; only the names that it gives an image are the"
            + " session's\n",
        said.err());
    verbs.session.close();
    assertEquals(List.of("alpine:3.19"), List.copyOf(engine.images().tags().keySet()));
  }

  private ObjectNode ofCompose(String image) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("Image", image);
    config.putObject("Labels").put("com.docker.compose.project", "lab");
    return config;
  }

  @Test
  void whatComposeMakesIsOwnedWhileItRunsAndGoesAtTheEnd() {
    Map<String, String> labels = Map.of("com.docker.compose.project", "lab");
    verbs.cliDoes =
        words -> {
          engine.networks().create("lab_default", "bridge", labels);
          engine.volumes().create("lab_data", labels);
          String web =
              engine
                  .containers()
                  .create(Optional.of("lab-web-1"), Optional.empty(), ofCompose("alpine:3.19"))
                  .id();
          Await.until(
              "the container is noted while compose runs",
              () -> verbs.session.owns(Kind.CONTAINER, web));
          engine.containers().foreign("theirs", "alpine:3.19", Map.of());
          engine.networks().create("theirs", "bridge", Map.of());
          engine.volumes().create("theirs", Map.of());
          engine
              .containers()
              .create(Optional.of("gone"), Optional.empty(), ofCompose("alpine:3.19"));
          engine.containers().remove("gone", true, true);
        };
    assertEquals(new Said(7, "", ""), verbs.call("docker compose up -d"));
    assertEquals(
        List.of("container lab-web-1", "network lab_default", "volume lab_data"),
        verbs.session.owned().stream()
            .map(o -> o.kind().word() + " " + o.name())
            .sorted()
            .toList());
    verbs.origin = Origin.REPLAY;
    assertEquals(new Said(0, "lab-web-1\n", ""), verbs.call("docker stop lab-web-1"));
    assertEquals(
        "lab_default\n",
        verbs
            .call("docker network ls --filter x=y --format {{.Name}}")
            .out()
            .replace("bridge\n", ""));
    verbs.session.close();
    assertEquals(List.of("theirs"), engine.containers().names());
    assertEquals(List.of("bridge", "theirs"), engine.networks().names());
    assertEquals(List.of("theirs"), engine.volumes().names());
  }

  @Test
  void aLaterVolumeOfTheSameNameIsSomebodyElses() {
    Map<String, String> labels = Map.of("com.docker.compose.project", "lab");
    verbs.cliDoes = words -> engine.volumes().create("lab_data", labels);
    verbs.call("docker compose up -d");
    engine.volumes().remove("lab_data", false);
    engine.pass(java.time.Duration.ofMinutes(1));
    engine.volumes().create("lab_data", Map.of());
    verbs.session.close();
    assertEquals(List.of("lab_data"), engine.volumes().names());
  }

  @Test
  void whatComposeRemovesIsForgotten() {
    Map<String, String> labels = Map.of("com.docker.compose.project", "lab");
    verbs.cliDoes = words -> engine.networks().create("lab_default", "bridge", labels);
    verbs.call("docker compose up -d");
    verbs.cliDoes = words -> engine.networks().remove("lab_default");
    verbs.call("docker compose down");
    assertEquals(List.of(), verbs.session.owned());
    assertFalse(engine.networks().names().contains("lab_default"));
  }

  @Test
  void withoutADockerCliTheNearestWordIsNamed() {
    verbs.cli = Optional.empty();
    assertEquals(
        new Said(
            125,
            "",
            "docker imgaes: not a docker word of Stagecraft, and there is no docker CLI on this"
                + " machine\n  try  did you mean docker images?\n"),
        verbs.call("docker imgaes"));
  }
}
