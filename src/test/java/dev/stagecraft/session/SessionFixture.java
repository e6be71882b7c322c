package dev.stagecraft.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.testkit.FakeEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes things in a session as the docker verbs do: claimed, made, settled. */
final class SessionFixture {
  static final Duration BUDGET = Duration.ofSeconds(10);
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T14:02:00Z"), ZoneOffset.UTC);

  private SessionFixture() {}

  static Session session(Path state, FakeEngine engine) {
    return Session.open(new Session.Settings(state, () -> engine, CLOCK, false));
  }

  static ObjectNode config(String image, Map<String, String> labels) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("Image", image);
    labels.forEach(config.putObject("Labels")::put);
    return config;
  }

  static String run(Session session, FakeEngine engine, String name, String image) {
    Claim claim = session.claim(Kind.CONTAINER, name);
    String id =
        engine
            .containers()
            .create(Optional.of(name), Optional.empty(), config(image, claim.labels()))
            .id();
    claim.created(id);
    engine.containers().start(id);
    return id;
  }

  static String network(Session session, FakeEngine engine, String name) {
    Claim claim = session.claim(Kind.NETWORK, name);
    String id = engine.networks().create(name, "bridge", claim.labels());
    claim.created(id);
    return id;
  }

  static void volume(Session session, FakeEngine engine, String name) {
    Claim claim = session.claim(Kind.VOLUME, name);
    engine.volumes().create(name, claim.labels());
    claim.created(name);
  }

  static String build(Session session, FakeEngine engine, String... tags) {
    BuildClaim claim = session.claimBuild(List.of(tags));
    Builder.Built built =
        engine
            .builder()
            .build(Builder.Request.of(claim.id(), Path.of("."), List.of(tags)), event -> {});
    claim.built(built);
    return built.imageId();
  }
}
