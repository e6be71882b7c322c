package dev.stagecraft.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.Images;
import dev.stagecraft.engine.Networks;
import dev.stagecraft.engine.Volumes;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A Docker engine over its HTTP interface. Making one opens nothing and asks nothing; the version
 * is agreed on with the first call. Safe for several threads.
 */
public final class DockerEngine implements Engine {
  private final Api api;
  private final Json json;
  private final Containers containers;
  private final Images images;
  private final Networks networks;
  private final Volumes volumes;
  private final Function<Api, Builder> builders;
  private volatile Optional<Builder> builder = Optional.empty();
  private volatile Optional<String> id = Optional.empty();

  /**
   * An engine at an endpoint.
   *
   * @param builders makes the builder, when it is first asked for
   * @param environment the variables; {@code DOCKER_API_VERSION} counts
   */
  public DockerEngine(
      Endpoint endpoint, Function<Api, Builder> builders, Map<String, String> environment) {
    this(new Api(endpoint, environment), builders);
  }

  /** An engine behind an interface that is there already. */
  public DockerEngine(Api api, Function<Api, Builder> builders) {
    this.api = api;
    this.builders = builders;
    this.json = new Json(api);
    TypedClient typed = new TypedClient(api);
    this.containers = new DockerContainers(api, json, typed);
    this.images = new DockerImages(api, json, typed);
    this.networks = new DockerNetworks(api, json, typed);
    this.volumes = new DockerVolumes(api, json, typed);
  }

  @Override
  public String address() {
    return api.address();
  }

  @Override
  public String apiVersion() {
    return api.version();
  }

  @Override
  public String id() {
    if (id.isEmpty()) {
      id = Optional.of(info().path("ID").asText());
    }
    return id.orElseThrow();
  }

  @Override
  public JsonNode info() {
    return json.get(Target.of("/info"));
  }

  @Override
  public JsonNode version() {
    return json.get(Target.of("/version"));
  }

  @Override
  public Containers containers() {
    return containers;
  }

  @Override
  public Images images() {
    return images;
  }

  @Override
  public Networks networks() {
    return networks;
  }

  @Override
  public Volumes volumes() {
    return volumes;
  }

  @Override
  public Builder builder() {
    Optional<Builder> made = builder;
    if (made.isEmpty()) {
      made = Optional.of(builders.apply(api));
      builder = made;
    }
    return made.get();
  }

  @Override
  public void events(
      Instant since,
      Optional<Instant> until,
      Map<String, List<String>> filters,
      Consumer<JsonNode> listener) {
    Target target =
        Target.of("/events")
            .with("since", Moment.text(since))
            .with("until", until.map(Moment::text))
            .with(filters, json);
    try (Response response = api.call(Request.get(target.toString()))) {
      json.each(response, listener);
    }
  }

  @Override
  public void close() {
    // Each call has a connection of its own and closes it; nothing else is open.
  }
}
