package dev.stagecraft.engine.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An engine's HTTP interface with the version agreed on: asked once, by {@code HEAD /_ping}, the
 * older of the engine's own and {@link #NEWEST}; {@code DOCKER_API_VERSION} overrides both. Safe
 * for several threads. Source: moby, client/ping.go.
 */
public final class Api {
  /** The newest version that we speak; later ones drop fields that we read. */
  public static final String NEWEST = "1.51";

  private static final String OLDEST = "1.24";
  private static final Duration PING_LIMIT = Duration.ofSeconds(10);
  private static final int LONGEST_REFUSAL = 64 * 1024;

  private final Http http;
  private final Optional<String> wanted;
  private final Object asking = new Object();
  private volatile Optional<Ping> ping = Optional.empty();

  /**
   * What an engine says of itself before any version is agreed on.
   *
   * @param apiVersion its newest
   * @param builderVersion {@code 2} where BuildKit is the default
   * @param libpod Podman's version, where it is Podman
   * @param system {@code linux} or {@code windows}
   */
  public record Ping(
      Optional<String> apiVersion,
      Optional<String> builderVersion,
      Optional<String> libpod,
      Optional<String> system) {}

  /** The interface of the engine at an endpoint. Nothing is asked yet. */
  public Api(Endpoint endpoint, Map<String, String> environment) {
    this(new Http(endpoint), environment);
  }

  /** The interface of the engine behind a client. Nothing is asked yet. */
  public Api(Http http, Map<String, String> environment) {
    this.http = http;
    this.wanted =
        Optional.ofNullable(environment.get("DOCKER_API_VERSION"))
            .map(v -> v.startsWith("v") ? v.substring(1) : v)
            .filter(v -> !v.isEmpty());
  }

  /** The client below. */
  public Http http() {
    return http;
  }

  /** Where the engine is. */
  public String address() {
    return http.address();
  }

  /** The version agreed on, {@code 1.41}. */
  public String version() {
    if (wanted.isPresent()) {
      return wanted.get();
    }
    String theirs = ping().apiVersion().orElse(OLDEST);
    if (older(theirs, OLDEST)) {
      throw Problem.of(
              "engine.version",
              "the engine at "
                  + address()
                  + " speaks API "
                  + theirs
                  + " at most, "
                  + OLDEST
                  + " is needed")
          .withHint("use a newer engine")
          .exception();
    }
    return older(theirs, NEWEST) ? theirs : NEWEST;
  }

  /** Whether the version agreed on is this one or later. */
  public boolean atLeast(String version) {
    return !older(version(), version);
  }

  /** What the engine says of itself. Asked once. */
  public Ping ping() {
    Optional<Ping> known = ping;
    if (known.isPresent()) {
      return known.get();
    }
    synchronized (asking) {
      if (ping.isEmpty()) {
        ping = Optional.of(ask());
      }
      return ping.orElseThrow();
    }
  }

  private Ping ask() {
    Optional<Ping> head = ask("HEAD");
    return head.or(() -> ask("GET"))
        .orElseThrow(
            () -> Trouble.stranger(address(), "it does not answer /_ping as one").exception());
  }

  private Optional<Ping> ask(String method) {
    try (Response response = http.send(Request.of(method, "/_ping").answeredWithin(PING_LIMIT))) {
      Optional<String> version = response.header("Api-Version").filter(v -> !v.isBlank());
      if (version.isEmpty() && response.status() != 200) {
        return Optional.empty();
      }
      return Optional.of(
          new Ping(
              version,
              response.header("Builder-Version").filter(v -> !v.isBlank()),
              response.header("Libpod-Api-Version").filter(v -> !v.isBlank()),
              response.header("Ostype").filter(v -> !v.isBlank())));
    }
  }

  /** Sends a request to its target under the version agreed on; any status is returned. */
  public Response send(Request request) {
    return http.send(request.to("/v" + version() + request.target()));
  }

  /**
   * Sends a request to its target under the version agreed on.
   *
   * @throws EngineRefusal for a status from 400 on
   * @throws dev.stagecraft.core.ProblemException {@code engine.version} where the engine refuses
   *     the version
   */
  public Response call(Request request) {
    Response response = send(request);
    if (response.status() < 300 || response.status() == 304) {
      return response;
    }
    try (response) {
      if (response.status() < 400) {
        throw new EngineRefusal(404, "no such object: " + request.target());
      }
      throw refusal(response);
    }
  }

  private RuntimeException refusal(Response response) {
    String message = words(response);
    String lower = message.toLowerCase(Locale.ROOT);
    if (response.status() == 400
        && lower.contains("client version")
        && (lower.contains("too old") || lower.contains("too new"))) {
      return Problem.of(
              "engine.version",
              "the engine at " + address() + " refuses API " + version() + ": " + message)
          .withHint(
              wanted.isPresent()
                  ? "unset DOCKER_API_VERSION, and the version is agreed on"
                  : "a newer Stagecraft, or an engine that still speaks " + NEWEST + ", is needed")
          .exception();
    }
    return new EngineRefusal(response.status(), message);
  }

  /** The engine's own words: the message of its JSON, or all of it. */
  private static String words(Response response) {
    byte[] body;
    try {
      body = response.body().readNBytes(LONGEST_REFUSAL);
    } catch (IOException unread) {
      throw new java.io.UncheckedIOException(unread);
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.startsWith("{")) {
      return message(text).orElse(text);
    }
    return text.isEmpty() ? "status " + response.status() : text;
  }

  private static Optional<String> message(String json) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("message") || (name.equals("cause") && json.indexOf("\"message\"") < 0)) {
          return Optional.of(parser.getText().strip());
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** Whether a version {@code major.minor} is older than another. */
  static boolean older(String one, String other) {
    int[] a = parts(one);
    int[] b = parts(other);
    return a[0] != b[0] ? a[0] < b[0] : a[1] < b[1];
  }

  private static int[] parts(String version) {
    int dot = version.indexOf('.');
    try {
      return new int[] {
        Integer.parseInt(dot < 0 ? version : version.substring(0, dot)),
        dot < 0 ? 0 : Integer.parseInt(version.substring(dot + 1))
      };
    } catch (NumberFormatException odd) {
      throw Problem.of("engine.version", "'" + version + "' is no API version")
          .withHint("a version looks like 1.41; see DOCKER_API_VERSION")
          .exception(odd);
    }
  }
}
