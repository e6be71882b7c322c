package dev.stagecraft.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes things in a session on a real engine as the docker verbs do. */
final class RealThings {
  private final Session session;
  private final Engine engine;
  private final String image;

  RealThings(Session session, Engine engine, String image) {
    this.session = session;
    this.engine = engine;
    this.image = image;
  }

  /** A container that runs until it is stopped, with an anonymous volume. */
  String run(String name) {
    Claim claim = session.claim(Kind.CONTAINER, name);
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("Image", image);
    config.putArray("Cmd").add("pause");
    config.putObject("Volumes").putObject("/data");
    claim.labels().forEach(config.putObject("Labels")::put);
    String id = engine.containers().create(Optional.of(name), Optional.empty(), config).id();
    claim.created(id);
    engine.containers().start(id);
    return id;
  }

  void network(String name) {
    Claim claim = session.claim(Kind.NETWORK, name);
    claim.created(engine.networks().create(name, "bridge", claim.labels()));
  }

  void volume(String name) {
    Claim claim = session.claim(Kind.VOLUME, name);
    engine.volumes().create(name, claim.labels());
    claim.created(name);
  }

  String build(Path folder, String... tags) {
    BuildClaim claim = session.claimBuild(List.of(tags));
    Builder.Built built =
        engine.builder().build(Builder.Request.of(claim.id(), folder, List.of(tags)), event -> {});
    claim.built(built);
    return built.imageId();
  }
}
