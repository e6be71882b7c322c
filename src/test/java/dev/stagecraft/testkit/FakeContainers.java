package dev.stagecraft.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.EngineRefusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The containers of a {@link FakeEngine}. What one writes and ends with, a test says beforehand.
 */
public final class FakeContainers implements Containers {
  private final FakeEngine engine;
  private final Map<String, Container> containers = new LinkedHashMap<>();
  private final Map<String, String> execs = new LinkedHashMap<>();
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private String writes = "";
  private int endsWith;
  private Optional<String> ending = Optional.empty();

  FakeContainers(FakeEngine engine) {
    this.engine = engine;
  }

  /** A container as it stands. */
  private static final class Container {
    private final String id;
    private String name;
    private final JsonNode config;
    private final Instant created;
    private String state = "created";
    private int exit;

    Container(String id, String name, JsonNode config, Instant created) {
      this.id = id;
      this.name = name;
      this.config = config;
      this.created = created;
    }
  }

  /** What containers and execs write, and their exit status, from now on. */
  public synchronized void behave(String output, int status) {
    writes = output;
    endsWith = status;
  }

  /** From now on containers run, with their output open, until they are sent this signal. */
  public synchronized void runUntil(String signal) {
    ending = Optional.of(signal);
  }

  /** What was written to containers so far. */
  public synchronized String input() {
    return input.toString(StandardCharsets.UTF_8);
  }

  /** A container of somebody else, running. */
  public String foreign(String name, String image, Map<String, String> labels) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("Image", image);
    labels.forEach(config.putObject("Labels")::put);
    String id = create(Optional.of(name), Optional.empty(), config).id();
    start(id);
    return id;
  }

  /** The names of all containers, in the order made. */
  public synchronized List<String> names() {
    return containers.values().stream().map(container -> container.name).toList();
  }

  synchronized boolean anyUses(String imageId) {
    return containers.values().stream()
        .anyMatch(c -> engine.images().idOf(image(c)).equals(Optional.of(imageId)));
  }

  synchronized List<String> namesWith(String field, String value) {
    return containers.values().stream()
        .filter(c -> c.config.path("HostConfig").path(field).toString().contains(value))
        .map(c -> c.name)
        .toList();
  }

  private static String image(Container container) {
    return container.config.path("Image").asText();
  }

  private synchronized Container find(String reference) {
    for (Container container : containers.values()) {
      if (container.name.equals(reference)) {
        return container;
      }
    }
    List<Container> byId =
        containers.values().stream().filter(c -> c.id.startsWith(reference)).toList();
    if (byId.size() != 1) {
      throw FakeEngine.missing("container: " + reference);
    }
    return byId.get(0);
  }

  @Override
  public synchronized List<Summary> list(Query query) {
    engine.call("containers.list");
    List<Summary> found = new ArrayList<>();
    for (Container container : containers.values()) {
      Summary summary = summary(container);
      if ((query.all() || container.state.equals("running")) && matches(query.filters(), summary)) {
        found.add(0, summary);
      }
    }
    return found.subList(0, Math.min(found.size(), query.limit().orElse(found.size())));
  }

  private static boolean matches(Map<String, List<String>> filters, Summary summary) {
    return filters.getOrDefault("label", List.of()).stream()
            .allMatch(label -> FakeNetworks.labelled(summary.labels(), label))
        && filters.getOrDefault("name", List.of()).stream()
            .allMatch(name -> summary.names().get(0).contains(name))
        && (!filters.containsKey("status")
            || filters.getOrDefault("status", List.of()).contains(summary.state()));
  }

  private Summary summary(Container container) {
    Map<String, String> labels = new LinkedHashMap<>();
    container
        .config
        .path("Labels")
        .properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    return new Summary(
        container.id,
        List.of(container.name),
        image(container),
        engine.images().idOf(image(container)).orElse(""),
        container.config.path("Cmd").toString(),
        container.created,
        container.state,
        container.state,
        List.of(),
        labels,
        List.of("bridge"),
        List.of(),
        0,
        0);
  }

  @Override
  public synchronized JsonNode inspect(String reference, boolean size) {
    engine.call("containers.inspect " + reference);
    Container container = find(reference);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("Id", container.id).put("Name", "/" + container.name);
    node.put("Created", container.created.toString());
    node.put("Image", engine.images().idOf(image(container)).orElse(""));
    node.putObject("State")
        .put("Status", container.state)
        .put("Running", container.state.equals("running"))
        .put("ExitCode", container.exit);
    node.set("Config", container.config);
    JsonNode bindings = container.config.path("HostConfig").path("PortBindings");
    if (!bindings.isMissingNode() && container.state.equals("running")) {
      node.putObject("NetworkSettings").set("Ports", bindings);
    }
    return node;
  }

  @Override
  public Created create(Optional<String> name, Optional<String> platform, JsonNode config) {
    engine.call("containers.create " + name.orElse(""));
    synchronized (this) {
      String image = config.path("Image").asText();
      if (engine.images().idOf(image).isEmpty()) {
        throw FakeEngine.missing("image: " + image);
      }
      String id = engine.newId();
      String called = name.orElse("name_" + id.substring(0, 6));
      for (Container container : containers.values()) {
        if (container.name.equals(called)) {
          throw new EngineRefusal(
              409,
              "Conflict. The container name \"/"
                  + called
                  + "\" is already in use by container \""
                  + container.id
                  + "\". You have to remove (or rename) that container to be able to reuse that name.");
        }
      }
      containers.put(id, new Container(id, called, config.deepCopy(), engine.now()));
      engine.happened("container", "create", id, Map.of("name", called));
      return new Created(id, List.of());
    }
  }

  @Override
  public synchronized void start(String reference) {
    engine.call("containers.start " + reference);
    find(reference).state = "running";
    if (Thread.currentThread().isInterrupted()) {
      // the answer is not waited for any more
      throw new Cancelled("start");
    }
  }

  /** A container ends by itself. */
  public synchronized void end(String reference) {
    Container container = find(reference);
    container.state = "exited";
    container.exit = endsWith;
    notifyAll();
  }

  @Override
  public synchronized void stop(
      String reference, Optional<Duration> timeout, Optional<String> signal) {
    engine.call("containers.stop " + reference);
    end(reference);
  }

  @Override
  public synchronized void kill(String reference, String signal) {
    engine.call("containers.kill " + reference + " " + signal);
    Container container = find(reference);
    if (!container.state.equals("running")) {
      throw new EngineRefusal(
          409,
          "Cannot kill container: "
              + reference
              + ": Container "
              + container.id
              + " is not running");
    }
    if (ending.isEmpty() || ending.get().equals(signal)) {
      end(reference);
    }
  }

  @Override
  public synchronized void restart(
      String reference, Optional<Duration> timeout, Optional<String> signal) {
    engine.call("containers.restart " + reference);
    find(reference).state = "running";
  }

  @Override
  public synchronized void pause(String reference) {
    engine.call("containers.pause " + reference);
    find(reference).state = "paused";
  }

  @Override
  public synchronized void unpause(String reference) {
    engine.call("containers.unpause " + reference);
    find(reference).state = "running";
  }

  @Override
  public synchronized void rename(String reference, String name) {
    engine.call("containers.rename " + reference + " " + name);
    find(reference).name = name;
  }

  @Override
  public synchronized JsonNode top(String reference, List<String> arguments) {
    engine.call("containers.top " + reference + " " + arguments);
    return engine.tree(
        Map.of(
            "Titles",
            List.of("PID", "CMD"),
            "Processes",
            List.of(List.of("1", find(reference).config.path("Cmd").toString()))));
  }

  @Override
  public synchronized List<JsonNode> changes(String reference) {
    engine.call("containers.changes " + find(reference).name);
    return List.of(engine.tree(Map.of("Kind", 1, "Path", "/made")));
  }

  @Override
  public synchronized JsonNode stats(String reference) {
    engine.call("containers.stats " + reference);
    return engine.tree(Map.of("id", find(reference).id, "name", "/" + find(reference).name));
  }

  @Override
  public void remove(String reference, boolean force, boolean volumes) {
    engine.call("containers.remove " + reference);
    synchronized (this) {
      Container container = find(reference);
      if (container.state.equals("running") && !force) {
        throw new EngineRefusal(
            409,
            "You cannot remove a running container "
                + container.id
                + ". Stop the container before attempting removal or force remove");
      }
      containers.remove(container.id);
      engine.happened("container", "destroy", container.id, Map.of("name", container.name));
      notifyAll();
    }
  }

  @Override
  public synchronized int await(String reference, String condition, Runnable begun) {
    engine.call("containers.await " + reference + " " + condition);
    Container container = find(reference);
    begun.run();
    try {
      while (containers.containsKey(container.id)
          && (condition.equals("removed")
              || container.state.equals("running")
              || (ending.isPresent() && !container.state.equals("exited")))) {
        wait(60_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled("await");
    }
    return container.exit;
  }

  @Override
  public synchronized void logs(String reference, LogQuery query, Sink sink) {
    engine.call("containers.logs " + reference);
    String id = find(reference).id;
    if (id.length() == 64) {
      sink.out(writes.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public synchronized Attachment attach(String reference, boolean stdin, boolean logs) {
    engine.call("containers.attach " + reference);
    return attachment(find(reference).name);
  }

  private Attachment attachment(String name) {
    return new Attachment() {
      private boolean open = true;

      @Override
      public void read(Sink sink) {
        if (!open) {
          throw new IllegalStateException("read after close: " + name);
        }
        sink.out(writes.getBytes(StandardCharsets.UTF_8));
        if (ending.isPresent()) {
          int unused = FakeContainers.this.await(name, "next-exit", () -> {});
        }
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        synchronized (FakeContainers.this) {
          if (!open) {
            throw new IllegalStateException("write after the end: " + name);
          }
          input.write(bytes, offset, length);
        }
      }

      @Override
      public void endInput() {
        engine.call("attachment.endInput " + name);
      }

      @Override
      public void close() {
        open = false;
      }
    };
  }

  @Override
  public void resize(String reference, int rows, int columns) {
    engine.call("containers.resize " + reference + " " + rows + "x" + columns);
  }

  @Override
  public synchronized String exec(String reference, JsonNode config) {
    engine.call("containers.exec " + reference + " " + config.path("Cmd"));
    Container container = find(reference);
    if (!container.state.equals("running")) {
      throw new EngineRefusal(409, "Container " + container.id + " is not running");
    }
    String id = engine.newId();
    execs.put(id, container.name);
    return id;
  }

  @Override
  public synchronized Attachment execStart(String id, boolean detach, boolean tty) {
    engine.call("containers.execStart");
    return attachment(execName(id));
  }

  private String execName(String id) {
    return Optional.ofNullable(execs.get(id))
        .orElseThrow(() -> FakeEngine.missing("exec instance: " + id));
  }

  @Override
  public synchronized JsonNode execInspect(String id) {
    return engine.tree(Map.of("ID", id, "ExitCode", endsWith, "Name", execName(id)));
  }

  @Override
  public void execResize(String id, int rows, int columns) {
    engine.call("containers.execResize " + rows + "x" + columns);
  }
}
