package dev.stagecraft.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.Images;
import dev.stagecraft.engine.docker.DockerEngine;
import dev.stagecraft.engine.provision.Bases;
import dev.stagecraft.engine.provision.EngineFolder;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.engine.transport.EndpointChoice;
import dev.stagecraft.engine.transport.Reach;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;

/**
 * The engine of the machine, for a test that needs a real one; closing it fails where the test left
 * something behind or took something away.
 *
 * <p>It is the one that the docker CLI would use, else the private engine where that runs. Where
 * none answers, the test is skipped with the reason. Where others use the engine at the same time,
 * {@code STAGECRAFT_ENGINE_SHARED=1} limits the comparison to what carries this test's own prefix.
 */
public final class RealEngine implements AutoCloseable {
  private final Endpoint endpoint;
  private final Engine engine;
  private final String prefix;
  private final TreeSet<String> before;

  private RealEngine(Endpoint endpoint, Engine engine, String prefix) {
    this.endpoint = endpoint;
    this.engine = engine;
    this.prefix = prefix;
    this.before = objects();
  }

  /** The engine without a builder; the test is skipped where there is none. */
  public static RealEngine assumed() {
    return assumed(
        api -> {
          throw new IllegalStateException("this test asked for no builder");
        });
  }

  /** The engine with a builder; the test is skipped where there is none. */
  public static RealEngine assumed(Function<Api, Builder> builders) {
    Endpoint endpoint = endpoint();
    Engine engine = new DockerEngine(endpoint, builders, System.getenv());
    String prefix = "sc-it-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    return new RealEngine(endpoint, engine, prefix);
  }

  /** Where the engine is; the test is skipped where there is none. */
  public static Endpoint endpoint() {
    Optional<Endpoint> found = Optional.empty();
    String reason;
    try {
      EndpointChoice choice =
          EndpointChoice.resolve(
              Optional.empty(),
              Optional.empty(),
              System.getenv(),
              Path.of(System.getProperty("user.home")));
      Reach reach = choice.reach();
      reason = reach + " at " + choice.endpoint().address() + " (" + choice.why() + ")";
      if (reach == Reach.OPEN) {
        found = Optional.of(choice.endpoint());
      } else if (!choice.named()) {
        found = Optional.of(privateEngine()).filter(own -> Reach.of(own) == Reach.OPEN);
      }
    } catch (ProblemException unusable) {
      reason = unusable.problem().message();
    }
    if (found.isEmpty()) {
      System.out.println("skipped, no engine: " + reason);
      return Assumptions.abort("no engine: " + reason);
    }
    return found.get();
  }

  private static Endpoint privateEngine() {
    String state = System.getenv().getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return new Endpoint.Unix(EngineFolder.of(base.resolve("stagecraft"), System.getenv()).socket());
  }

  /** The engine. */
  public Engine engine() {
    return engine;
  }

  /** Where it is. */
  public Endpoint at() {
    return endpoint;
  }

  /** A name for an object of this test, told from all others by its prefix. */
  public String name(String what) {
    return prefix + "-" + what;
  }

  /** The environment of a process that is to use this engine. */
  public Map<String, String> environment() {
    return Map.of("DOCKER_HOST", endpoint.address());
  }

  /**
   * The engine's containers, images by name, networks and volumes, a line each, sorted; without
   * stand-ins of base images, which are a cache.
   */
  public TreeSet<String> objects() {
    TreeSet<String> objects = new TreeSet<>();
    engine
        .containers()
        .list(Containers.Query.everything())
        .forEach(c -> objects.add("container " + c.names() + " " + c.id().substring(0, 12)));
    engine.images().list(Images.Query.everything()).stream()
        .filter(i -> !i.tags().contains(i.labels().getOrDefault(Bases.STANDS_FOR, "")))
        .forEach(i -> objects.add("image " + i.tags() + " " + i.id()));
    for (JsonNode network : engine.networks().list(Map.of())) {
      objects.add("network " + network.path("Name").asText());
    }
    for (JsonNode volume : engine.volumes().list(Map.of())) {
      objects.add("volume " + volume.path("Name").asText());
    }
    if (!System.getenv().getOrDefault("STAGECRAFT_ENGINE_SHARED", "").isEmpty()) {
      objects.removeIf(o -> !o.contains(prefix));
    }
    return objects;
  }

  @Override
  public void close() {
    try {
      // An engine lets go of what a cancelled build used only after it has answered.
      Await.until(
          "the engine's objects are as before the test: " + before, () -> objects().equals(before));
    } catch (AssertionError late) {
      assertEquals(before, objects(), "the engine's objects before and after the test");
    } finally {
      engine.close();
    }
  }
}
