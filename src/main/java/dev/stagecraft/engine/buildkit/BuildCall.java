package dev.stagecraft.engine.buildkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import java.io.InputStream;
import java.time.Duration;

/** The call that builds, and the one that stops it. */
final class BuildCall {
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(2);

  private final Api api;
  private final ObjectMapper json;

  BuildCall(Api api, ObjectMapper json) {
    this.api = api;
    this.json = json;
  }

  /** Sends the archive and reads the reply to its end. */
  void send(Builder.Request request, String dockerfile, InputStream archive, Reply reply) {
    String target = "/build?" + new BuildQuery(request, dockerfile, json).text();
    try (Response response =
        api.call(Request.post(target).withBody(archive, "application/x-tar"))) {
      reply.read(response.body(), json);
    }
  }

  /**
   * Tells the engine that a build is not wanted any more: the connection is closed already, but the
   * engine may be slow to see that. A failure of it is kept with the cancellation.
   */
  void cancel(String id, Cancelled cancelled) {
    boolean interrupted = Thread.interrupted();
    Request request = Request.post("/build/cancel?id=" + Request.encoded(id));
    try {
      api.call(request.answeredWithin(CANCEL_LIMIT)).close();
    } catch (EngineRefusal | ProblemException | Cancelled e) {
      cancelled.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
