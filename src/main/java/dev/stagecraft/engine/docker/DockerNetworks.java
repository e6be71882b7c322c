package dev.stagecraft.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.CreateNetworkResponse;
import dev.stagecraft.engine.Networks;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The networks of a Docker engine. */
final class DockerNetworks implements Networks {
  private final Api api;
  private final Json json;
  private final TypedClient typed;

  DockerNetworks(Api api, Json json, TypedClient typed) {
    this.api = api;
    this.json = json;
    this.typed = typed;
  }

  @Override
  public List<JsonNode> list(Map<String, List<String>> filters) {
    List<JsonNode> networks = new ArrayList<>();
    json.get(Target.of("/networks").with(filters, json)).forEach(networks::add);
    return networks;
  }

  @Override
  public JsonNode inspect(String reference) {
    return json.get(Target.of("networks", reference, ""));
  }

  @Override
  public String create(String name, String driver, Map<String, String> labels) {
    return typed
        .call(
            client ->
                client
                    .createNetworkCmd()
                    .withName(name)
                    .withDriver(driver)
                    .withLabels(labels)
                    .withCheckDuplicate(true)
                    .exec())
        .map(CreateNetworkResponse::getId)
        .orElseThrow();
  }

  @Override
  public JsonNode create(JsonNode config) {
    return json.post(Target.of("/networks/create"), config);
  }

  @Override
  public void connect(String reference, JsonNode config) {
    Request request = Request.post(Target.of("networks", reference, "connect").toString());
    api.call(json.withBody(request, config)).close();
  }

  @Override
  public void disconnect(String reference, String container, boolean force) {
    Request request = Request.post(Target.of("networks", reference, "disconnect").toString());
    JsonNode config = json.object().put("Container", container).put("Force", force);
    api.call(json.withBody(request, config)).close();
  }

  @Override
  public void remove(String reference) {
    typed.call(client -> client.removeNetworkCmd(Target.part(reference)).exec());
  }
}
