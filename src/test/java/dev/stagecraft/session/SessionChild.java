package dev.stagecraft.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.engine.docker.DockerEngine;
import dev.stagecraft.engine.transport.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that makes things in a session, says so, and waits for its end. */
public final class SessionChild {
  private SessionChild() {}

  /**
   * Makes things, and says so by a line that begins with the session's id.
   *
   * @param words the state folder, the engine's address, a prefix for names, an image, and the
   *     folder of a build that does not end, or nothing to make other things
   */
  public static void main(String[] words) throws IOException {
    Engine engine = new DockerEngine(Endpoint.parse(words[1]), BuildKit::new, Map.of());
    Session session =
        Session.open(
            new Session.Settings(Path.of(words[0]), () -> engine, Clock.systemUTC(), false));
    if (words.length > 4) {
      build(session, engine, words[2] + "-app:1", Path.of(words[4]));
    } else {
      things(session, engine, words[2], words[3]);
    }
    if (System.in.read() < 0) {
      throw new IOException("whoever started this is gone");
    }
  }

  /** A container, a network, a volume, and a container that it does not get to note. */
  private static void things(Session session, Engine engine, String prefix, String image) {
    session.workFolder();
    RealThings things = new RealThings(session, engine, image);
    things.run(prefix + "-web");
    things.network(prefix + "-net");
    things.volume(prefix + "-data");
    Claim claim = session.claim(Kind.CONTAINER, prefix + "-between");
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("Image", image);
    claim.labels().forEach(config.putObject("Labels")::put);
    String made =
        engine.containers().create(Optional.of(prefix + "-odd"), Optional.empty(), config).id();
    System.out.println(session.id() + " " + made);
  }

  private static void build(Session session, Engine engine, String tag, Path folder) {
    BuildClaim claim = session.claimBuild(List.of(tag));
    engine
        .builder()
        .build(
            Builder.Request.of(claim.id(), folder, List.of(tag)),
            event -> {
              if (event instanceof BuildEvent.StepBegun step && step.name().contains("RUN")) {
                System.out.println(session.id() + " " + step.name());
              }
            });
  }
}
