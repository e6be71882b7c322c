package dev.stagecraft.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.testkit.FakeEngineSocket;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the adapter asks of an engine, and what it makes of the answers. */
final class DockerEngineTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final FakeEngineSocket fake = FakeEngineSocket.speaking("1.45");
  private final Endpoint endpoint = new Endpoint.Unix(fake.socket());
  private final Engine engine =
      new DockerEngine(
          endpoint,
          api -> {
            throw new IllegalStateException("no builder here");
          },
          Map.of());
  private final Containers containers = engine.containers();

  @AfterEach
  void everythingAnnouncedWasAsked() {
    engine.close();
    fake.close();
  }

  @Test
  void makingAnEngineAsksNothing() {
    assertEquals(endpoint.address(), engine.address());
    assertEquals(List.of(), fake.calls());
  }

  @Test
  void theIdIsAskedOnce() {
    fake.on("GET /v1.45/info", 200, "{\"ID\":\"abc\"}");
    assertEquals("abc", engine.id());
    assertEquals("abc", engine.id());
  }

  @Test
  void aContainerInAListIsReadWhole() {
    fake.on(
        "GET /v1.45/containers/json?all=1&size=1&limit=3"
            + "&filters=%7B%22label%22%3A%7B%22a%3Db%22%3Atrue%7D%2C%22name%22%3A%7B%22x%22%3Atrue"
            + "%7D%7D",
        200,
        """
        [{"Id":"1f","Names":["/one","/two/one"],"Image":"app:1","ImageID":"sha256:9","Command":"a b",
          "Created":1700000000,"State":"running","Status":"Up 2 minutes","Labels":{"a":"b"},
          "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
                   {"PrivatePort":53,"Type":"udp"}],
          "NetworkSettings":{"Networks":{"bridge":{},"other":{}}},"SizeRw":5,"SizeRootFs":70,
          "Mounts":[{"Type":"volume","Name":"data","Source":"/x"},{"Type":"bind","Source":"/home"}]}]
        """);
    assertEquals(
        List.of(
            new Containers.Summary(
                "1f",
                List.of("one", "two/one"),
                "app:1",
                "sha256:9",
                "a b",
                Instant.ofEpochSecond(1700000000),
                "running",
                "Up 2 minutes",
                List.of(
                    new Containers.Port(Optional.of("0.0.0.0"), 80, OptionalInt.of(8080), "tcp"),
                    new Containers.Port(Optional.empty(), 53, OptionalInt.empty(), "udp")),
                Map.of("a", "b"),
                List.of("bridge", "other"),
                List.of("data", "/home"),
                5,
                70)),
        containers.list(
            new Containers.Query(
                true,
                OptionalInt.of(3),
                true,
                Map.of("name", List.of("x"), "label", List.of("a=b")))));
  }

  @Test
  void anImageInAListIsReadWholeAndNoNameIsNoName() {
    fake.on(
        "GET /v1.45/images/json",
        200,
        """
        [{"Id":"sha256:1","ParentId":"sha256:0","RepoTags":["a:1","a:2"],"RepoDigests":["a@sha256:d"],
          "Created":1700000000,"Size":12,"SharedSize":-1,"Containers":-1,"Labels":null},
         {"Id":"sha256:2","ParentId":"","RepoTags":["<none>:<none>"],"RepoDigests":["<none>@<none>"],
          "Created":1,"Size":0,"Labels":{"k":"v"}},
         {"Id":"sha256:3","RepoTags":null,"RepoDigests":null,"Created":1,"Size":0}]
        """);
    assertEquals(
        List.of(
            new Images.Summary(
                "sha256:1",
                "sha256:0",
                List.of("a:1", "a:2"),
                List.of("a@sha256:d"),
                Instant.ofEpochSecond(1700000000),
                12,
                -1,
                -1,
                Map.of()),
            new Images.Summary(
                "sha256:2",
                "",
                List.of(),
                List.of(),
                Instant.ofEpochSecond(1),
                0,
                -1,
                -1,
                Map.of("k", "v")),
            new Images.Summary(
                "sha256:3",
                "",
                List.of(),
                List.of(),
                Instant.ofEpochSecond(1),
                0,
                -1,
                -1,
                Map.of())),
        engine.images().list(Images.Query.everything()));
  }

  @Test
  void eachCallIsTheOneThatTheEngineKnows() {
    fake.on(
        "POST /v1.45/containers/create?name=n&platform=linux%2Famd64",
        e -> {
          assertEquals("{\"Image\":\"i\"}", new String(e.body(), StandardCharsets.UTF_8));
          e.reply(201, "application/json", "{\"Id\":\"1f\",\"Warnings\":[\"w\"]}");
        });
    fake.on("POST /v1.45/containers/n/start", 204, "");
    fake.on("POST /v1.45/containers/n/start", 304, "");
    fake.on("POST /v1.45/containers/n/stop?t=3&signal=SIGINT", 204, "");
    fake.on("POST /v1.45/containers/n/stop", 304, "");
    fake.on("POST /v1.45/containers/n/kill?signal=SIGHUP", 204, "");
    fake.on("POST /v1.45/containers/n/resize?h=4&w=5", 200, "");
    fake.on("DELETE /v1.45/containers/n?v=true&force=true", 204, "");
    fake.on("POST /v1.45/images/a%20b:1/tag?repo=r%2Fx&tag=t", 201, "");
    fake.on(
        "DELETE /v1.45/images/localhost:5/x@sha256:1?force=1&noprune=1",
        200,
        "[{\"Untagged\":\"x:1\"},{\"Deleted\":\"sha256:1\"}]");
    fake.on("DELETE /v1.45/networks/net", 204, "");
    fake.on("DELETE /v1.45/volumes/vol?force=1", 204, "");
    assertEquals(
        new Containers.Created("1f", List.of("w")),
        containers.create(
            Optional.of("n"),
            Optional.of("linux/amd64"),
            MAPPER.createObjectNode().put("Image", "i")));
    containers.start("n");
    containers.start("n");
    containers.stop("n", Optional.of(Duration.ofSeconds(3)), Optional.of("SIGINT"));
    containers.stop("n", Optional.empty(), Optional.empty());
    containers.kill("n", "SIGHUP");
    containers.resize("n", 4, 5);
    containers.remove("n", true, true);
    engine.images().tag("a b:1", "r/x", "t");
    assertEquals(
        List.of(new Images.Removed(true, "x:1"), new Images.Removed(false, "sha256:1")),
        engine.images().remove("localhost:5/x@sha256:1", true, false));
    engine.networks().remove("net");
    engine.volumes().remove("vol", true);
  }

  @Test
  void aRefusalOfATypedCallIsTheSameAsOfAnyOther() {
    fake.on("POST /v1.45/containers/n/start", 409, "{\"message\":\"port is already allocated\"}");
    EngineRefusal refusal = assertThrows(EngineRefusal.class, () -> containers.start("n"));
    assertEquals("409 port is already allocated", refusal.status() + " " + refusal.says());
  }

  private static final String PULL =
      "POST /v1.45/images/create?fromImage=docker.io%2Flibrary%2Falpine&tag=3.19";

  @Test
  void aPullTellsItsMessagesAndItsErrorIsAProblem() {
    fake.on(
        PULL,
        e -> {
          e.body();
          e.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          e.chunk("{\"status\":\"Pulling from library/alpine\",\"id\":\"3.19\"}\r\n{\"sta");
          e.chunk("tus\":\"Downloading\",\"id\":\"l\"}\r\n");
          e.chunk("{\"errorDetail\":{\"message\":\"no space left on device\"},");
          e.chunk("\"error\":\"no space left on device\"}\r\n");
          e.write("0\r\n\r\n");
        });
    List<String> told = new ArrayList<>();
    Problem problem =
        assertThrows(
                ProblemException.class,
                () ->
                    engine
                        .images()
                        .pull(
                            "alpine:3.19",
                            Optional.empty(),
                            m -> told.add(m.path("status").asText())))
            .problem();
    assertEquals(List.of("Pulling from library/alpine", "Downloading"), told);
    assertEquals("engine.pull", problem.code());
    assertEquals("no space left on device (pulling 'alpine:3.19')", problem.message());
  }

  @Test
  void aPullThatIsRefusedAtOnceIsTheSameProblem() {
    fake.on(PULL, 404, "{\"message\":\"pull access denied for alpine\"}");
    Problem problem =
        assertThrows(
                ProblemException.class,
                () -> engine.images().pull("alpine:3.19", Optional.empty(), m -> {}))
            .problem();
    assertEquals(
        Problem.of("engine.pull", "pull access denied for alpine (pulling 'alpine:3.19')")
            .withHint("check the name and the tag; an image that is private needs docker login"),
        problem);
  }

  @Test
  void loadingSendsTheArchiveAndTellsTheId() {
    fake.on(
        "POST /v1.45/images/create?fromSrc=-&repo=r&tag=t&changes=CMD%20%5B%22x%22%5D&changes=USER"
            + "%20me",
        e -> {
          assertEquals("tar", new String(e.body(), StandardCharsets.UTF_8));
          e.reply(200, "application/json", "{\"status\":\"sha256:1\"}\r\n");
        });
    assertEquals(
        "sha256:1",
        engine
            .images()
            .load(
                new ByteArrayInputStream("tar".getBytes(StandardCharsets.UTF_8)),
                "r",
                "t",
                List.of("CMD [\"x\"]", "USER me")));
  }

  @Test
  void aFullDiskPassesThrough() {
    fake.on(
        "POST /v1.45/images/create?fromSrc=-&repo=r&tag=t",
        500,
        "{\"message\":\"write /var/lib/docker/tmp/x: no space left on device\"}");
    EngineRefusal refusal =
        assertThrows(
            EngineRefusal.class,
            () ->
                engine.images().load(new ByteArrayInputStream(new byte[10]), "r", "t", List.of()));
    assertEquals("write /var/lib/docker/tmp/x: no space left on device", refusal.says());
  }

  @Test
  void anAnswerThatIsNoJsonIsAProblem() {
    fake.on("GET /v1.45/version", 200, "<html>");
    Problem problem = assertThrows(ProblemException.class, engine::version).problem();
    assertEquals("engine.answer", problem.code());
  }

  @Test
  void whatDockerSaysIsPassedOnUnchanged() {
    String json = "{\"Id\":\"1\",\"Config\":{\"Tty\":false,\"Unheard\":[1,null,1.5]}}";
    fake.on("GET /v1.45/containers/n/json?size=1", 200, json);
    JsonNode node = containers.inspect("n", true);
    assertEquals(json, node.toString());
  }
}
