package dev.stagecraft.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.engine.Volumes;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The volumes of a Docker engine. */
final class DockerVolumes implements Volumes {
  private final Api api;
  private final Json json;
  private final TypedClient typed;

  DockerVolumes(Api api, Json json, TypedClient typed) {
    this.api = api;
    this.json = json;
    this.typed = typed;
  }

  @Override
  public List<JsonNode> list(Map<String, List<String>> filters) {
    List<JsonNode> volumes = new ArrayList<>();
    json.get(Target.of("/volumes").with(filters, json)).path("Volumes").forEach(volumes::add);
    return volumes;
  }

  @Override
  public JsonNode inspect(String name) {
    return json.get(Target.of("volumes", name, ""));
  }

  @Override
  public void create(String name, Map<String, String> labels) {
    typed.call(
        client ->
            client.createVolumeCmd().withName(name).withDriver("local").withLabels(labels).exec());
  }

  @Override
  public JsonNode create(JsonNode config) {
    return json.post(Target.of("/volumes/create"), config);
  }

  @Override
  public void remove(String name, boolean force) {
    if (!force) {
      typed.call(client -> client.removeVolumeCmd(Target.part(name)).exec());
      return;
    }
    api.call(Request.delete(Target.of("volumes", name, "").with("force", true).toString())).close();
  }
}
