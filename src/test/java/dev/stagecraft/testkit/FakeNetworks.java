package dev.stagecraft.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Networks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The networks of a {@link FakeEngine}; a container is in the one that its host config names. */
public final class FakeNetworks implements Networks {
  private final FakeEngine engine;
  private final Map<String, Network> networks = new LinkedHashMap<>();

  FakeNetworks(FakeEngine engine) {
    this.engine = engine;
    add("bridge", "bridge", Map.of());
  }

  private record Network(
      String id, String name, String driver, Map<String, String> labels, String created) {}

  static boolean labelled(Map<String, String> labels, String wanted) {
    int at = wanted.indexOf('=');
    return at < 0
        ? labels.containsKey(wanted)
        : wanted.substring(at + 1).equals(labels.get(wanted.substring(0, at)));
  }

  private synchronized String add(String name, String driver, Map<String, String> labels) {
    String id = engine.newId();
    networks.put(id, new Network(id, name, driver, Map.copyOf(labels), engine.now().toString()));
    engine.happened("network", "create", id, Map.of("name", name));
    return id;
  }

  @Override
  public JsonNode create(JsonNode config) {
    Map<String, String> labels = new LinkedHashMap<>();
    config.path("Labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    String id = create(config.path("Name").asText(), config.path("Driver").asText(), labels);
    return engine.tree(Map.of("Id", id, "Warning", ""));
  }

  @Override
  public void connect(String reference, JsonNode config) {
    engine.call("networks.connect " + find(reference).name() + " " + config);
  }

  @Override
  public void disconnect(String reference, String container, boolean force) {
    engine.call("networks.disconnect " + find(reference).name() + " " + container + " " + force);
  }

  /** The names of all networks, in the order made. */
  public synchronized List<String> names() {
    return networks.values().stream().map(Network::name).toList();
  }

  private synchronized Network find(String reference) {
    return networks.values().stream()
        .filter(n -> n.name().equals(reference) || n.id().startsWith(reference))
        .findFirst()
        .orElseThrow(() -> FakeEngine.missing("network: " + reference));
  }

  private JsonNode node(Network network) {
    return engine.tree(
        Map.of(
            "Id",
            network.id(),
            "Name",
            network.name(),
            "Driver",
            network.driver(),
            "Created",
            network.created(),
            "Labels",
            network.labels()));
  }

  @Override
  public synchronized List<JsonNode> list(Map<String, List<String>> filters) {
    engine.call("networks.list");
    List<JsonNode> found = new ArrayList<>();
    for (Network network : networks.values()) {
      if (filters.getOrDefault("label", List.of()).stream()
          .allMatch(label -> labelled(network.labels(), label))) {
        found.add(node(network));
      }
    }
    return found;
  }

  @Override
  public JsonNode inspect(String reference) {
    engine.call("networks.inspect " + reference);
    return node(find(reference));
  }

  @Override
  public String create(String name, String driver, Map<String, String> labels) {
    engine.call("networks.create " + name);
    if (names().contains(name)) {
      throw new EngineRefusal(409, "network with name " + name + " already exists");
    }
    return add(name, driver, labels);
  }

  @Override
  public void remove(String reference) {
    engine.call("networks.remove " + reference);
    synchronized (this) {
      Network network = find(reference);
      if (!engine.containers().namesWith("NetworkMode", network.name()).isEmpty()) {
        throw new EngineRefusal(
            403,
            "error while removing network: network "
                + network.name()
                + " id "
                + network.id()
                + " has active endpoints");
      }
      networks.remove(network.id());
      engine.happened("network", "destroy", network.id(), Map.of("name", network.name()));
    }
  }
}
