package dev.stagecraft.session;

import static dev.stagecraft.session.SessionFixture.build;
import static dev.stagecraft.session.SessionFixture.run;
import static dev.stagecraft.session.SessionFixture.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Problem;
import dev.stagecraft.testkit.FakeEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay may see and touch. */
class ShieldTest {
  @TempDir private Path state;
  private final FakeEngine engine = new FakeEngine();
  private Session session = session(Path.of("unused"), engine);

  @BeforeEach
  void open() {
    session = session(state, engine);
    engine.images().add("base:1");
    engine.containers().foreign("theirs", "base:1", Map.of());
  }

  @Test
  void listsShowTheSessionsOnly() {
    String id = run(session, engine, "web", "base:1");
    build(session, engine, "app:1");
    Shield shield = session.shield();
    Shield.Sifted<String> sifted =
        shield.sift(Kind.CONTAINER, List.of("web", "theirs", "more"), List::of);
    assertEquals(new Shield.Sifted<>(List.of("web"), 2), sifted);
    assertEquals(
        Optional.of("2 other containers were left alone (--no-shield shows everything)"),
        sifted.remark(Kind.CONTAINER));
    assertTrue(Shield.isRemark(sifted.remark(Kind.CONTAINER).orElseThrow()));
    assertFalse(Shield.isRemark("web"));
    assertFalse(Shield.isRemark(""));
    assertTrue(shield.shows(Kind.CONTAINER, id, "some-name"));
    assertTrue(shield.shows(Kind.IMAGE, "app:1"));
    assertFalse(shield.shows(Kind.IMAGE, "base:1"));
    session.uses(Kind.IMAGE, "base:1");
    assertTrue(shield.shows(Kind.IMAGE, "base:1"));
    assertTrue(shield.shows(Kind.NETWORK, "bridge"));
  }

  @Test
  void foreignObjectsAreRefused() {
    session.uses(Kind.IMAGE, "base:1");
    Shield shield = session.shield();
    assertEquals(
        Optional.of(
            Problem.of(
                    "session.foreign",
                    "rm theirs: this container was not made by this session, and a replay leaves"
                        + " others alone")
                .withHint("--no-shield lets it")),
        shield.refuses(Kind.CONTAINER, "theirs", "rm"));
    assertTrue(shield.refuses(Kind.IMAGE, "base:1", "rmi").isPresent(), "used is not owned");
    assertEquals(Optional.empty(), shield.refuses(Kind.CONTAINER, "nothing", "rm"));
  }

  @Test
  void ownObjectsAreNot() {
    String id = run(session, engine, "web", "base:1");
    String image = build(session, engine, "app:1");
    Shield shield = session.shield();
    for (String reference : List.of("web", id, id.substring(0, 5))) {
      assertEquals(Optional.empty(), shield.refuses(Kind.CONTAINER, reference, "rm"), reference);
    }
    assertEquals(Optional.empty(), shield.refuses(Kind.IMAGE, "app:1", "rmi"));
    assertEquals(Optional.empty(), shield.refuses(Kind.IMAGE, image, "rmi"));
    engine.images().tag(image, "theirs", "1");
    assertTrue(shield.refuses(Kind.IMAGE, image, "rmi").isPresent(), "it has a foreign name too");
  }

  @Test
  void anotherContainerOfTheSameNameIsForeign() {
    run(session, engine, "web", "base:1");
    engine.containers().remove("web", true, true);
    engine.containers().foreign("web", "base:1", Map.of());
    assertTrue(session.shield().refuses(Kind.CONTAINER, "web", "rm").isPresent());
  }
}
