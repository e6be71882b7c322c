package dev.stagecraft.engine.buildkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BuildEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The reply to a build: JSON messages until the engine has said all. */
final class Reply {
  private final Trace trace;
  private final ClassicReply classic;
  private final OutputTail tail;
  private final Clock clock;
  private Optional<String> image = Optional.empty();
  private Optional<String> error = Optional.empty();

  Reply(Consumer<BuildEvent> listener, Clock clock) {
    this.clock = clock;
    this.tail = new OutputTail();
    Consumer<BuildEvent> both =
        event -> {
          tail.hear(event);
          listener.accept(event);
        };
    this.trace = new Trace(both);
    this.classic = new ClassicReply(both, clock);
  }

  /** Reads to the end, events going to the listener as they come. */
  void read(InputStream body, ObjectMapper json) {
    try (MappingIterator<JsonNode> messages = json.readerFor(JsonNode.class).readValues(body)) {
      while (messages.hasNextValue()) {
        take(messages.nextValue());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.of("build.failed", "the engine's reply to the build is not understood: " + e)
          .withHint("look at the engine's log; another version of the engine may help")
          .exception(e);
    }
    if (error.isEmpty()) {
      trace.endUnneeded(clock.instant());
    }
    classic.end(error);
  }

  private void take(JsonNode message) {
    String id = message.path("id").asText();
    JsonNode aux = message.path("aux");
    if (id.equals("moby.buildkit.trace")) {
      trace.take(Base64.getDecoder().decode(aux.asText()));
    } else if (aux.hasNonNull("ID")) {
      image = Optional.of(aux.path("ID").asText());
    }
    if (message.hasNonNull("stream")) {
      classic.take(message.path("stream").asText());
    }
    String failure =
        message.path("errorDetail").path("message").asText(message.path("error").asText());
    if (!failure.isEmpty()) {
      error = Optional.of(failure.strip());
    }
  }

  /** The image's id, where one was made. */
  Optional<String> image() {
    return image;
  }

  /** The engine's words on why there is none. */
  Optional<String> error() {
    return error;
  }

  /** The name of the step that failed. */
  Optional<String> failedStep() {
    return trace.failed().map(Trace.Step::name).or(tail::lastFailed);
  }

  /** The last lines that the failed step wrote. */
  String failedOutput() {
    return tail.ofFailed();
  }

  /** The steps in which the engine took the context. */
  List<Trace.Step> contextSteps() {
    List<Trace.Step> named = trace.named("http url http://build-context-");
    return named.isEmpty() ? trace.named("[internal] load remote build context") : named;
  }
}
