package dev.stagecraft.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Volumes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The volumes of a {@link FakeEngine}; a container uses those that its binds begin with. */
public final class FakeVolumes implements Volumes {
  private final FakeEngine engine;
  private final Map<String, Map<String, String>> volumes = new LinkedHashMap<>();
  private final Map<String, String> created = new LinkedHashMap<>();

  FakeVolumes(FakeEngine engine) {
    this.engine = engine;
  }

  /** The names of all volumes, in the order made. */
  public synchronized List<String> names() {
    return List.copyOf(volumes.keySet());
  }

  private synchronized JsonNode node(String name) {
    Map<String, String> labels = volumes.get(name);
    if (labels == null) {
      throw new EngineRefusal(404, "get " + name + ": no such volume");
    }
    return engine.tree(
        Map.of("Name", name, "Labels", labels, "CreatedAt", created.getOrDefault(name, "")));
  }

  @Override
  public synchronized List<JsonNode> list(Map<String, List<String>> filters) {
    engine.call("volumes.list");
    List<JsonNode> found = new ArrayList<>();
    volumes.forEach(
        (name, labels) -> {
          if (filters.getOrDefault("label", List.of()).stream()
              .allMatch(label -> FakeNetworks.labelled(labels, label))) {
            found.add(node(name));
          }
        });
    return found;
  }

  @Override
  public JsonNode inspect(String name) {
    engine.call("volumes.inspect " + name);
    return node(name);
  }

  @Override
  public void create(String name, Map<String, String> labels) {
    engine.call("volumes.create " + name);
    synchronized (this) {
      // As a real engine: one that is there already stays as it is.
      if (volumes.putIfAbsent(name, Map.copyOf(labels)) == null) {
        created.put(name, engine.now().toString());
        engine.happened("volume", "create", name, Map.of("driver", "local"));
      }
    }
  }

  @Override
  public JsonNode create(JsonNode config) {
    Map<String, String> labels = new LinkedHashMap<>();
    config.path("Labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    String given = config.path("Name").asText();
    String name = given.isEmpty() ? engine.newId() : given;
    create(name, labels);
    return inspect(name);
  }

  @Override
  public void remove(String name, boolean force) {
    engine.call("volumes.remove " + name);
    synchronized (this) {
      String known = node(name).path("Name").asText();
      List<String> users = engine.containers().namesWith("Binds", known + ":");
      if (!users.isEmpty()) {
        throw new EngineRefusal(409, "remove " + name + ": volume is in use - " + users);
      }
      volumes.remove(known);
      created.remove(known);
      engine.happened("volume", "destroy", known, Map.of());
    }
  }
}
