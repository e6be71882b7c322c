package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Owned;
import dev.stagecraft.testkit.FakeEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** How many containers of a session run, without asking while the prompt is made. */
class RunningContainersTest {
  private final FakeEngine engine = new FakeEngine();
  private final Queue<Runnable> background = new ArrayDeque<>();

  private RunningContainers of(List<Owned> owned) {
    return new RunningContainers(() -> owned, () -> Optional.of(engine), background::add);
  }

  private Owned container(String name) {
    engine.images().add("web:1");
    String id = engine.containers().foreign(name, "web:1", Map.of());
    return new Owned(Kind.CONTAINER, name, Optional.of(id), Instant.EPOCH, false);
  }

  private void work() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  @Test
  void whatIsOwnedRunsUntilTheEngineWasSeenToSayOtherwise() {
    Owned image = new Owned(Kind.IMAGE, "web:1", Optional.empty(), Instant.EPOCH, false);
    RunningContainers count = of(List.of(container("a"), container("b"), image));
    assertEquals(2, count.count());
    engine.containers().stop("a", Optional.of(Duration.ZERO), Optional.empty());
    count.look();
    assertEquals(2, count.count());
    work();
    assertEquals(1, count.count());
    engine.containers().start("a");
    count.look();
    work();
    assertEquals(2, count.count());
  }

  @Test
  void engineThatIsAwayChangesNothing() {
    RunningContainers count = of(List.of(container("a")));
    engine.goAway();
    count.look();
    work();
    assertEquals(1, count.count());
  }

  @Test
  void sessionWithoutContainersAsksNobody() {
    of(List.of()).look();
    assertEquals(0, background.size());
  }
}
