package dev.stagecraft.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Containers.LogQuery;
import dev.stagecraft.engine.Containers.Sink;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests over tiny containers, of which none is left. */
abstract class TinyContainers {
  static final ObjectMapper MAPPER = new ObjectMapper();

  RealEngine real;
  Engine engine;
  Containers containers;
  String image;

  @BeforeEach
  void anImage() {
    real = RealEngine.assumed();
    engine = real.engine();
    containers = engine.containers();
    image = real.name("tiny") + ":1";
    String id = TinyImage.make(engine, real.name("tiny"), "1");
    assertEquals(id, engine.images().inspect(image).path("Id").asText());
  }

  @AfterEach
  void nothingIsLeft() {
    if (real != null) {
      for (Containers.Summary left :
          containers.list(
              new Containers.Query(
                  true, OptionalInt.empty(), false, Map.of("name", List.of(real.name("")))))) {
        containers.remove(left.id(), true, true);
      }
      engine.images().remove(image, true, true);
      real.close();
    }
  }

  /** Takes apart what a container wrote. */
  static final class Written implements Sink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Override
    public synchronized void out(byte[] bytes) {
      out.writeBytes(bytes);
    }

    @Override
    public synchronized void err(byte[] bytes) {
      err.writeBytes(bytes);
    }

    synchronized String all() {
      return "out:"
          + out.toString(StandardCharsets.UTF_8)
          + "err:"
          + err.toString(StandardCharsets.UTF_8);
    }
  }

  ObjectNode config(String... words) {
    ObjectNode config = MAPPER.createObjectNode().put("Image", image);
    for (String word : words) {
      config.withArray("Cmd").add(word);
    }
    return config;
  }

  String create(String name, ObjectNode config) {
    return containers.create(Optional.of(real.name(name)), Optional.empty(), config).id();
  }

  String running(String name, String... words) {
    String id = create(name, config(words));
    containers.start(id);
    return id;
  }

  int awaitEnd(String id) {
    return containers.await(id, "not-running", () -> {});
  }

  static LogQuery whole(boolean follow) {
    return new LogQuery(follow, false, Optional.empty(), Optional.empty(), "all");
  }
}
