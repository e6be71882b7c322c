package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.Await;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which removals go on behind their statement, and what waits for them. */
class OverlapTest {
  private final Removals removals = new Removals();
  private final Overlap overlap = new Overlap(removals);
  private final CountDownLatch engine = new CountDownLatch(1);

  private static LabStatement statement(String text) {
    if (LabReader.read("lab.md", "```bash\n" + text + "\n```\n").blocks().get(0)
        instanceof Block.Commands commands) {
      return commands.statements().get(0);
    }
    throw new AssertionError(text);
  }

  private boolean mayGoOn(String text) {
    overlap.before(statement(text));
    boolean open = removals.isOpen();
    overlap.after();
    assertFalse(removals.isOpen());
    return open;
  }

  /** As {@code docker rm -f web}, for which the engine needs until the latch opens. */
  private void removing() {
    overlap.before(statement("docker rm -f web"));
    removals.begin(
        () -> {
          try {
            engine.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    overlap.after();
  }

  private void waits(String text) {
    removing();
    Thread next = new Thread(() -> overlap.before(statement(text)), "next");
    next.start();
    Await.until(text + " to wait", () -> next.getState() == Thread.State.WAITING);
    engine.countDown();
    Await.ended(next);
    assertTrue(removals.isEmpty());
  }

  @Test
  void onlyAForcedRemovalOfKnownContainersAloneGoesOn() {
    assertTrue(mayGoOn("docker rm -f web db"));
    assertTrue(mayGoOn("docker container rm --force web"));
    assertFalse(mayGoOn("docker rm web"));
    assertFalse(mayGoOn("docker rm -f web web"));
    assertFalse(mayGoOn("docker rm -f $(docker ps -aq)"));
    assertFalse(mayGoOn("docker rm -f web && docker ps -a"));
    assertFalse(mayGoOn("docker rm -f web | cat"));
    assertFalse(mayGoOn("docker rmi -f web"));
  }

  @Test
  void filesAndBuildsDoNotWait() {
    removing();
    for (String text :
        new String[] {
          "mkdir -p app && cd app", "cat > Dockerfile <<'E'\nFROM scratch\nE", "docker build -t a ."
        }) {
      overlap.before(statement(text));
      overlap.after();
      assertFalse(removals.isEmpty(), text);
    }
    engine.countDown();
    overlap.settle();
    assertTrue(removals.isEmpty());
  }

  @Test
  void aListWaits() {
    waits("docker ps -a");
  }

  @Test
  void whatRunsProgramsWaits() {
    waits("cat <<E > out\n$(docker ps -aq)\nE");
  }

  @Test
  void whatNamesTheContainerWaits() {
    waits("docker build --network container:web .");
  }

  @Test
  void aFailureIsTheRemovalsOwn() {
    overlap.before(statement("docker rm -f web"));
    removals.begin(
        () -> {
          throw new EngineRefusal(500, "device busy");
        });
    overlap.after();
    ProblemException failed =
        assertThrows(ProblemException.class, () -> overlap.before(statement("docker ps")));
    assertEquals("a container could not be removed: device busy", failed.problem().message());
    assertEquals("docker rm -f web", failed.problem().place().orElseThrow().text());
  }
}
