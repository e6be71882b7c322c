package dev.stagecraft.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.testkit.FakeEngineSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agreement on a version, and refusals. */
final class ApiTest {
  private final FakeEngineSocket fake = new FakeEngineSocket();
  private final Endpoint endpoint = new Endpoint.Unix(fake.socket());
  private final Api api = new Api(endpoint, Map.of());

  @AfterEach
  void everythingAnnouncedWasAsked() {
    fake.close();
  }

  @ParameterizedTest
  @CsvSource({"1.41,1.41", "1.51,1.51", "1.55,1.51", "2.0,1.51", "1.24,1.24"})
  void theOlderOfBothIsSpoken(String theirs, String spoken) {
    fake.on("HEAD /_ping", e -> e.write("HTTP/1.1 200 OK\r\nApi-Version: " + theirs + "\r\n\r\n"));
    assertEquals(spoken, api.version());
    assertEquals(spoken, api.version());
    assertEquals(List.of("HEAD /_ping"), fake.calls());
  }

  @Test
  void anEngineThatKnowsNoHeadIsAskedWithGet() {
    fake.on("HEAD /_ping", 404, "{}");
    fake.on(
        "GET /_ping",
        e ->
            e.write(
                "HTTP/1.1 200 OK\r\nApi-Version: 1.30\r\nLibpod-Api-Version: 5.4.2\r\n"
                    + "Content-Length: 2\r\n\r\nOK"));
    assertEquals(
        new Api.Ping(Optional.of("1.30"), Optional.empty(), Optional.of("5.4.2"), Optional.empty()),
        api.ping());
  }

  @Test
  void anEngineThatSaysNoVersionSpeaksTheOldest() {
    fake.on("HEAD /_ping", e -> e.write("HTTP/1.1 200 OK\r\n\r\n"));
    assertEquals("1.24", api.version());
  }

  @Test
  void anEngineThatIsTooOldIsRefused() {
    fake.on("HEAD /_ping", e -> e.write("HTTP/1.1 200 OK\r\nApi-Version: 1.12\r\n\r\n"));
    Problem problem = assertThrows(ProblemException.class, api::version).problem();
    assertEquals(
        Problem.of(
                "engine.version",
                "the engine at " + endpoint.address() + " speaks API 1.12 at most, 1.24 is needed")
            .withHint("use a newer engine"),
        problem);
  }

  @Test
  void theVariableOverridesAndNothingIsAsked() {
    assertEquals("1.40", new Api(endpoint, Map.of("DOCKER_API_VERSION", "1.40")).version());
    assertEquals(List.of(), fake.calls());
  }

  @Test
  void aWebServerIsNoEngine() {
    fake.on("HEAD /_ping", 404, "");
    fake.on("GET /_ping", 404, "not found");
    Problem problem = assertThrows(ProblemException.class, api::version).problem();
    assertEquals("engine.unreachable", problem.code());
    assertEquals(
        "what answers at " + endpoint.address() + " is no engine: it does not answer /_ping as one",
        problem.message());
  }

  @Test
  void aRefusalCarriesStatusAndTheEnginesOwnWords() {
    Api told = new Api(endpoint, Map.of("DOCKER_API_VERSION", "1.41"));
    fake.on("GET /v1.41/images/x/json", 404, "{\"message\":\"No such image: x\"}\n");
    fake.on("GET /v1.41/plain", 500, "write /x: no space left on device\n");
    fake.on("GET /v1.41/empty", 503, "");
    assertEquals("404 No such image: x", refusal(told, "/images/x/json"));
    assertEquals("500 write /x: no space left on device", refusal(told, "/plain"));
    assertEquals("503 status 503", refusal(told, "/empty"));
  }

  private static String refusal(Api api, String target) {
    EngineRefusal refusal =
        assertThrows(EngineRefusal.class, () -> api.call(Request.get(target)).close());
    return refusal.status() + " " + refusal.says();
  }

  @Test
  void aVersionThatTheEngineRefusesIsAProblemOfTheVersion() {
    Api told = new Api(endpoint, Map.of("DOCKER_API_VERSION", "1.12"));
    fake.on(
        "GET /v1.12/info",
        400,
        "{\"message\":\"client version 1.12 is too old. Minimum supported API version is 1.44\"}");
    Problem problem =
        assertThrows(ProblemException.class, () -> told.call(Request.get("/info")).close())
            .problem();
    assertEquals(
        Problem.of(
                "engine.version",
                "the engine at "
                    + endpoint.address()
                    + " refuses API 1.12: client version 1.12 is too old. Minimum supported API"
                    + " version is 1.44")
            .withHint("unset DOCKER_API_VERSION, and the version is agreed on"),
        problem);
  }
}
