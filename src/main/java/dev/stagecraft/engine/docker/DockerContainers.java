package dev.stagecraft.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The containers of a Docker engine. */
final class DockerContainers implements Containers {
  private static final String MULTIPLEXED = "application/vnd.docker.multiplexed-stream";
  private static final String RAW = "application/vnd.docker.raw-stream";

  private final Api api;
  private final Json json;
  private final TypedClient typed;

  DockerContainers(Api api, Json json, TypedClient typed) {
    this.api = api;
    this.json = json;
    this.typed = typed;
  }

  @Override
  public List<Summary> list(Query query) {
    Target target =
        Target.of("/containers/json").with("all", query.all()).with("size", query.size());
    query.limit().ifPresent(limit -> target.with("limit", Integer.toString(limit)));
    List<Summary> containers = new ArrayList<>();
    json.get(target.with(query.filters(), json))
        .forEach(node -> containers.add(ContainerSummary.of(node)));
    return List.copyOf(containers);
  }

  @Override
  public JsonNode inspect(String reference, boolean size) {
    return json.get(Target.of("containers", reference, "json").with("size", size));
  }

  @Override
  public Created create(Optional<String> name, Optional<String> platform, JsonNode config) {
    Target target = Target.of("/containers/create").with("name", name).with("platform", platform);
    JsonNode created = json.post(target, config);
    return new Created(created.path("Id").asText(), Json.list(created.path("Warnings")));
  }

  @Override
  public void start(String reference) {
    typed.call(client -> client.startContainerCmd(Target.part(reference)).exec());
  }

  @Override
  public void stop(String reference, Optional<Duration> timeout, Optional<String> signal) {
    Target target = Target.of("containers", reference, "stop");
    timeout.ifPresent(t -> target.with("t", Long.toString(t.toSeconds())));
    api.call(Request.post(target.with("signal", signal).toString())).close();
  }

  @Override
  public void kill(String reference, String signal) {
    typed.call(client -> client.killContainerCmd(Target.part(reference)).withSignal(signal).exec());
  }

  @Override
  public void restart(String reference, Optional<Duration> timeout, Optional<String> signal) {
    Target target = Target.of("containers", reference, "restart");
    timeout.ifPresent(t -> target.with("t", Long.toString(t.toSeconds())));
    api.call(Request.post(target.with("signal", signal).toString())).close();
  }

  @Override
  public void pause(String reference) {
    typed.call(client -> client.pauseContainerCmd(Target.part(reference)).exec());
  }

  @Override
  public void unpause(String reference) {
    typed.call(client -> client.unpauseContainerCmd(Target.part(reference)).exec());
  }

  @Override
  public void rename(String reference, String name) {
    Target target = Target.of("containers", reference, "rename").with("name", name);
    api.call(Request.post(target.toString())).close();
  }

  @Override
  public JsonNode top(String reference, List<String> arguments) {
    Target target = Target.of("containers", reference, "top");
    return json.get(
        arguments.isEmpty() ? target : target.with("ps_args", String.join(" ", arguments)));
  }

  @Override
  public List<JsonNode> changes(String reference) {
    List<JsonNode> changes = new ArrayList<>();
    json.get(Target.of("containers", reference, "changes")).forEach(changes::add);
    return changes;
  }

  @Override
  public JsonNode stats(String reference) {
    return json.get(Target.of("containers", reference, "stats").with("stream", "false"));
  }

  @Override
  public void remove(String reference, boolean force, boolean volumes) {
    typed.call(
        client ->
            client
                .removeContainerCmd(Target.part(reference))
                .withForce(force)
                .withRemoveVolumes(volumes)
                .exec());
  }

  @Override
  public int await(String reference, String condition, Runnable begun) {
    Target target = Target.of("containers", reference, "wait").with("condition", condition);
    try (Response response = api.call(Request.post(target.toString()))) {
      begun.run();
      JsonNode ended = json.read(response);
      String error = ended.path("Error").path("Message").asText();
      if (!error.isEmpty()) {
        throw new EngineRefusal(500, error);
      }
      return ended.path("StatusCode").asInt();
    }
  }

  @Override
  public void logs(String reference, LogQuery query, Sink sink) {
    Target target =
        Target.of("containers", reference, "logs")
            .with("stdout", true)
            .with("stderr", true)
            .with("follow", query.follow())
            .with("timestamps", query.timestamps())
            .with("since", query.since().map(Moment::of))
            .with("until", query.until().map(Moment::of))
            .with("tail", query.tail());
    try (Response response = api.call(Request.get(target.toString()))) {
      new Frames(response.body(), framed(response, reference)).passTo(sink);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  @Override
  public Attachment attach(String reference, boolean stdin, boolean logs) {
    Target target =
        Target.of("containers", reference, "attach")
            .with("stream", true)
            .with("stdin", stdin)
            .with("stdout", true)
            .with("stderr", true)
            .with("logs", logs);
    Response response = api.call(Request.post(target.toString()).upgradingTo("tcp"));
    boolean attached = false;
    try {
      Attachment attachment =
          new StreamAttachment(api.address(), response, framed(response, reference));
      attached = true;
      return attachment;
    } finally {
      if (!attached) {
        response.close();
      }
    }
  }

  /**
   * Whether output and errors come in frames. From 1.42 on the type says it; before, only whether
   * the container has a terminal does.
   */
  private boolean framed(Response response, String reference) {
    String type = response.header("Content-Type").orElse("");
    if (type.startsWith(MULTIPLEXED)) {
      return true;
    }
    if (type.startsWith(RAW) && api.atLeast("1.42")) {
      return false;
    }
    return !inspect(reference, false).path("Config").path("Tty").asBoolean();
  }

  @Override
  public void resize(String reference, int rows, int columns) {
    typed.call(
        client -> client.resizeContainerCmd(Target.part(reference)).withSize(rows, columns).exec());
  }

  @Override
  public String exec(String reference, JsonNode config) {
    return json.post(Target.of("containers", reference, "exec"), config).path("Id").asText();
  }

  @Override
  public Attachment execStart(String id, boolean detach, boolean tty) {
    ObjectNode config = json.object().put("Detach", detach).put("Tty", tty);
    Request request =
        json.withBody(Request.post(Target.of("exec", id, "start").toString()), config);
    Response response = api.call(detach ? request : request.upgradingTo("tcp"));
    Attachment attachment = new StreamAttachment(api.address(), response, !tty);
    if (detach) {
      attachment.close();
    }
    return attachment;
  }

  @Override
  public JsonNode execInspect(String id) {
    return json.get(Target.of("exec", id, "json"));
  }

  @Override
  public void execResize(String id, int rows, int columns) {
    typed.call(client -> client.resizeExecCmd(Target.part(id)).withSize(rows, columns).exec());
  }
}
