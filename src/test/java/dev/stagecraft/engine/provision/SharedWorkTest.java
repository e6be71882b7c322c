package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that several threads ask for at once. */
class SharedWorkTest {
  private final SharedWork<String, String> works = new SharedWork<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicInteger doings = new AtomicInteger();

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Cancelled("the work");
    }
  }

  /** Begins, waits for {@code go}, says a line, ends. */
  private FutureTask<String> asks(List<String> heard) {
    return new FutureTask<>(
        () ->
            works.share(
                "it",
                heard::add,
                tell -> {
                  int doing = doings.incrementAndGet();
                  begun.countDown();
                  await(go);
                  tell.accept("half");
                  return "done by " + doing;
                }));
  }

  private static Thread start(FutureTask<String> task) {
    Thread thread = new Thread(task, "asks");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void waits(Thread thread) {
    Await.until(
        "a thread that waits",
        () ->
            thread.getState() == Thread.State.WAITING
                && List.of(thread.getStackTrace()).toString().contains("CompletableFuture"));
  }

  @Test
  void oneDoesItAndAllHear() throws Exception {
    List<String> first = new CopyOnWriteArrayList<>();
    List<String> second = new CopyOnWriteArrayList<>();
    FutureTask<String> one = asks(first);
    FutureTask<String> two = asks(second);
    start(one);
    await(begun);
    waits(start(two));
    go.countDown();
    assertEquals("done by 1", one.get());
    assertEquals("done by 1", two.get());
    assertEquals(List.of("half"), first);
    assertEquals(List.of("half"), second);
    assertEquals("done by 2", works.share("it", line -> {}, tell -> "done by 2"), "asked anew");
  }

  @Test
  void whoeverWaitsGoesOnWhereTheFirstIsCancelled() throws Exception {
    FutureTask<String> one = asks(new CopyOnWriteArrayList<>());
    FutureTask<String> two = asks(new CopyOnWriteArrayList<>());
    Thread doing = start(one);
    await(begun);
    waits(start(two));
    doing.interrupt();
    assertTrue(assertThrows(Exception.class, one::get).getCause() instanceof Cancelled);
    go.countDown();
    assertEquals("done by 2", two.get());
  }

  @Test
  void whoeverWaitsMayStopWaiting() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    FutureTask<String> one = asks(new CopyOnWriteArrayList<>());
    FutureTask<String> two = asks(heard);
    start(one);
    await(begun);
    Thread waiting = start(two);
    waits(waiting);
    waiting.interrupt();
    assertTrue(assertThrows(Exception.class, two::get).getCause() instanceof Cancelled);
    go.countDown();
    assertEquals("done by 1", one.get());
    assertEquals(List.of(), heard);
  }

  @Test
  void aFailureIsEverybodysAndIsNotKept() {
    IllegalStateException failure = new IllegalStateException("no");
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                works.share(
                    "it",
                    line -> {},
                    tell -> {
                      throw failure;
                    })));
    assertEquals("fine", works.share("it", line -> {}, tell -> "fine"));
  }
}
