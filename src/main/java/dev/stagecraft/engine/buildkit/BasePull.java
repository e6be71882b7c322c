package dev.stagecraft.engine.buildkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks for the images that a build starts from, and pulls one, told as a step of the build. */
final class BasePull {
  private static final int NOT_FOUND = 404;

  private final Api api;
  private final ObjectMapper json;
  private final Clock clock;

  BasePull(Api api, ObjectMapper json, Clock clock) {
    this.api = api;
    this.json = json;
    this.clock = clock;
  }

  /** Whether the engine has an image. What is no name of an image is not there. */
  boolean exists(String reference) {
    String path = Request.encoded(reference).replace("%2F", "/").replace("%3A", ":");
    try (Response response = api.call(Request.get("/images/" + path + "/json"))) {
      return response.status() == 200;
    } catch (EngineRefusal refusal) {
      if (refusal.status() == NOT_FOUND || refusal.status() == 400) {
        return false;
      }
      throw Problem.of("build.failed", "the image " + reference + ": " + refusal.says())
          .withHint("check the FROM lines of the Dockerfile")
          .exception(refusal);
    }
  }

  /**
   * Pulls an image.
   *
   * @throws ProblemException {@code build.failed} with the engine's words
   */
  void pull(String base, Optional<String> platform, Consumer<BuildEvent> listener) {
    String step = "pull " + base;
    String name = "[internal] pull " + base;
    Instant begun = clock.instant();
    listener.accept(new BuildEvent.StepBegun(step, List.of(), name, begun));
    Optional<String> error = Optional.empty();
    try (Response response = api.call(Request.post(target(base, platform)));
        MappingIterator<JsonNode> messages =
            json.readerFor(JsonNode.class).readValues(response.body())) {
      while (messages.hasNextValue()) {
        JsonNode message = messages.nextValue();
        if (message.hasNonNull("error")) {
          error = Optional.of(message.path("error").asText().strip());
        } else {
          listener.accept(progress(step, message));
        }
      }
    } catch (EngineRefusal refusal) {
      error = Optional.of(refusal.says());
    } catch (IOException e) {
      error = Optional.of("its reply is not understood: " + e.getMessage());
    }
    listener.accept(
        new BuildEvent.StepEnded(step, name, false, error, Optional.of(begun), clock.instant()));
    if (error.isPresent()) {
      throw Problem.of(
              "build.failed",
              "the image " + base + " is not here and was not pulled: " + error.get())
          .withHint("check the name in the FROM line, the network, or build that image first")
          .exception();
    }
  }

  private static String target(String base, Optional<String> platform) {
    boolean tagged = base.contains("@") || base.lastIndexOf(':') > base.lastIndexOf('/');
    String whole = tagged ? base : base + ":latest";
    return "/images/create?fromImage="
        + Request.encoded(whole)
        + platform.map(p -> "&platform=" + Request.encoded(p)).orElse("");
  }

  private static BuildEvent progress(String step, JsonNode message) {
    String status = message.path("status").asText();
    JsonNode detail = message.path("progressDetail");
    return new BuildEvent.StepProgress(
        step,
        message.path("id").asText(),
        status,
        detail.path("current").asLong(),
        detail.path("total").asLong(),
        status.endsWith(" complete") || status.equals("Already exists"));
  }
}
