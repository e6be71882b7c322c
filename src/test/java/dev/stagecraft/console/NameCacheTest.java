package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names for completion never hold the prompt up. */
class NameCacheTest {
  private final FixedClock clock = new FixedClock();
  private final ExecutorService background = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void end() {
    background.shutdownNow();
  }

  @Test
  void firstQuestionIsAnswered() {
    NameCache cache = new NameCache(kind -> Choice.of(kind + "-1"), background, clock);
    assertEquals(Choice.of("IMAGE-1"), cache.names(Completes.IMAGE));
    assertEquals(Choice.of("RUNNING-1"), cache.names(Completes.RUNNING));
  }

  @Test
  void sourceThatHangsIsWaitedForALittleAndAskedOnce() {
    CountDownLatch hangs = new CountDownLatch(1);
    List<Duration> waited = new ArrayList<>();
    NameCache cache =
        new NameCache(
            kind -> {
              asked.incrementAndGet();
              await(hangs);
              return Choice.of("late");
            },
            background,
            clock,
            (answer, longest) -> {
              waited.add(longest);
              return answer.isDone();
            });
    assertEquals(List.of(), cache.names(Completes.IMAGE));
    for (int i = 0; i < 50; i++) {
      clock.pass(3000);
      assertEquals(List.of(), cache.names(Completes.IMAGE));
      cache.stale();
    }
    assertEquals(List.of(NameCache.FIRST), waited);
    Await.until("the question", () -> asked.get() == 1);
    hangs.countDown();
    Await.until("the late answer", () -> cache.names(Completes.IMAGE).equals(Choice.of("late")));
  }

  @Test
  void knownNamesAreGivenAtOnceAndRenewedBehind() {
    CountDownLatch second = new CountDownLatch(1);
    NameCache cache =
        new NameCache(
            kind -> {
              int turn = asked.incrementAndGet();
              if (turn > 1) {
                await(second);
              }
              return Choice.of("turn-" + turn);
            },
            background,
            clock);
    assertEquals(Choice.of("turn-1"), cache.names(Completes.IMAGE));
    clock.pass(1999);
    assertEquals(Choice.of("turn-1"), cache.names(Completes.IMAGE));
    assertEquals(1, asked.get());
    clock.pass(1);
    assertEquals(Choice.of("turn-1"), cache.names(Completes.IMAGE));
    second.countDown();
    Await.until("the new answer", () -> cache.names(Completes.IMAGE).equals(Choice.of("turn-2")));
  }

  @Test
  void whatWasAskedForBeforeIsThere() {
    NameCache cache =
        new NameCache(kind -> Choice.of("turn-" + asked.incrementAndGet()), background, clock);
    cache.ask(Completes.IMAGE, Completes.IMAGE);
    Await.until("the answer", () -> cache.names(Completes.IMAGE).equals(Choice.of("turn-1")));
    assertEquals(1, asked.get());
  }

  @Test
  void whatWasMadeByTheLastCommandIsThere() {
    List<String> engine = new ArrayList<>(List.of("a"));
    NameCache cache =
        new NameCache(
            kind -> engine.stream().map(n -> new Choice(n, "")).toList(), background, clock);
    assertEquals(Choice.of("a"), cache.names(Completes.CONTAINER));
    engine.add("b");
    assertEquals(Choice.of("a"), cache.names(Completes.CONTAINER));
    cache.stale();
    assertEquals(Choice.of("a", "b"), cache.names(Completes.CONTAINER));
  }

  @Test
  void failureIsNoNamesOrTheLastOnes() {
    NameCache cache =
        new NameCache(
            kind -> {
              int turn = asked.incrementAndGet();
              if (turn != 2) {
                throw new IllegalStateException("engine gone");
              }
              return Choice.of("web");
            },
            background,
            clock);
    assertEquals(List.of(), cache.names(Completes.CONTAINER));
    clock.pass(2000);
    assertEquals(Choice.of("web"), cache.names(Completes.CONTAINER));
    cache.stale();
    assertEquals(Choice.of("web"), cache.names(Completes.CONTAINER));
    assertEquals(3, asked.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
