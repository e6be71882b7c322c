package dev.stagecraft.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * An engine in memory, for tests. It answers as a real one does, refuses what a real one refuses,
 * and refuses calls that break the protocol of the port. Safe for several threads.
 *
 * <p>Each call that changes something, or may fail, has a name such as {@code containers.remove
 * web}; {@link #calls} lists them, and {@link #on} and its kin make those that begin so fail.
 */
public final class FakeEngine implements Engine {
  private final String id;
  private Instant now = Instant.parse("2026-11-24T14:02:00Z");
  private final ObjectMapper json = new ObjectMapper();
  private final List<JsonNode> events = new ArrayList<>();
  private final Random random = new Random(7);
  private final List<String> calls = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final FakeContainers containers = new FakeContainers(this);
  private final FakeImages images = new FakeImages(this);
  private final FakeNetworks networks = new FakeNetworks(this);
  private final FakeVolumes volumes = new FakeVolumes(this);
  private final FakeBuilder builder = new FakeBuilder(this);
  private boolean closed;

  /** An engine of a given id. */
  public FakeEngine(String id) {
    this.id = id;
  }

  /** An engine. */
  public FakeEngine() {
    this("FAKE");
  }

  private record Fault(String prefix, boolean once, Runnable action) {}

  /** Runs something before each call whose name begins so; it may throw. */
  public synchronized void on(String prefix, Runnable action) {
    faults.add(new Fault(prefix, false, action));
  }

  /** Lets the next call whose name begins so fail. */
  public synchronized void failOnce(String prefix, RuntimeException failure) {
    faults.add(
        new Fault(
            prefix,
            true,
            () -> {
              throw failure;
            }));
  }

  /** Lets each call whose name begins so fail. */
  public synchronized void fail(String prefix, RuntimeException failure) {
    on(
        prefix,
        () -> {
          throw failure;
        });
  }

  /** The engine does not answer any more: calls fail at once. */
  public synchronized void goAway() {
    fail("", unreachable());
  }

  /** Calls whose name begins so get no answer until their thread is interrupted. */
  public synchronized void hang(String prefix) {
    on(
        prefix,
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled(prefix);
          }
        });
  }

  /** All is well again. */
  public synchronized void recover() {
    faults.clear();
  }

  /** The failure of an engine that is not there. */
  public static ProblemException unreachable() {
    return Problem.of("engine.unreachable", "no engine answers at unix:///fake.sock").exception();
  }

  /** The names of the calls so far, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** The engine's clock, which stands still unless it is moved. */
  public synchronized Instant now() {
    return now;
  }

  /** Moves the engine's clock. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  /** Every call comes through here first. */
  void call(String name) {
    List<Runnable> actions = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("called after close: " + name);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new Cancelled(name);
      }
      calls.add(name);
      for (Fault fault : List.copyOf(faults)) {
        if (name.startsWith(fault.prefix())) {
          actions.add(fault.action());
          if (fault.once()) {
            faults.remove(fault);
          }
        }
      }
    }
    actions.forEach(Runnable::run);
  }

  /** A new id: 64 hexadecimal digits. */
  synchronized String newId() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Values as JSON. */
  JsonNode tree(Object value) {
    return json.valueToTree(value);
  }

  static EngineRefusal missing(String what) {
    return new EngineRefusal(404, "No such " + what);
  }

  @Override
  public String address() {
    return "unix:///fake.sock";
  }

  @Override
  public String apiVersion() {
    return "1.41";
  }

  @Override
  public String id() {
    call("id");
    return id;
  }

  @Override
  public JsonNode info() {
    call("info");
    return tree(Map.of("ID", id, "SystemTime", now().toString()));
  }

  @Override
  public JsonNode version() {
    call("version");
    return tree(Map.of("Version", "20.10.24", "ApiVersion", "1.41", "Os", "linux"));
  }

  /** Something happens on the engine; those who listen hear of it. */
  synchronized void happened(String type, String action, String id, Map<String, String> named) {
    events.add(
        tree(
            Map.of(
                "Type", type, "Action", action, "Actor", Map.of("ID", id, "Attributes", named))));
    notifyAll();
  }

  @Override
  public void events(
      Instant since,
      Optional<Instant> until,
      Map<String, List<String>> filters,
      Consumer<JsonNode> listener) {
    call("events" + (until.isPresent() ? " until now" : ""));
    int heard = 0;
    while (true) {
      List<JsonNode> news;
      synchronized (this) {
        while (heard == events.size() && until.isEmpty()) {
          try {
            wait(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("events");
          }
        }
        news = List.copyOf(events.subList(heard, events.size()));
        heard = events.size();
      }
      news.stream().filter(event -> matches(filters, event)).forEach(listener);
      if (until.isPresent()) {
        return;
      }
    }
  }

  private static boolean matches(Map<String, List<String>> filters, JsonNode event) {
    return filters.getOrDefault("type", List.of(event.path("Type").asText())).stream()
            .anyMatch(type -> type.equals(event.path("Type").asText()))
        && filters.getOrDefault("event", List.of(event.path("Action").asText())).stream()
            .anyMatch(action -> action.equals(event.path("Action").asText()));
  }

  @Override
  public FakeContainers containers() {
    return containers;
  }

  @Override
  public FakeImages images() {
    return images;
  }

  @Override
  public FakeNetworks networks() {
    return networks;
  }

  @Override
  public FakeVolumes volumes() {
    return volumes;
  }

  @Override
  public FakeBuilder builder() {
    return builder;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
