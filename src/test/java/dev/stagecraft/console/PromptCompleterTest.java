package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.completion.Suggestion;
import dev.stagecraft.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The person at the prompt waits 150 ms at most. */
class PromptCompleterTest {
  private final ExecutorService background = Executors.newCachedThreadPool();
  private final List<Duration> waited = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void end() {
    background.shutdownNow();
  }

  private static List<Suggestion> some(String... words) {
    return List.of(words).stream()
        .map(w -> new Suggestion(w, w.toUpperCase(java.util.Locale.ROOT), "g", "", true))
        .toList();
  }

  @Test
  void sourceThatNeverAnswersHoldsNobodyUp() {
    CountDownLatch never = new CountDownLatch(1);
    PromptCompleter completer =
        new PromptCompleter(
            before -> {
              asked.incrementAndGet();
              await(never);
              return some(before);
            },
            background,
            (answer, longest) -> {
              waited.add(longest);
              return answer.isDone();
            });
    assertEquals(List.of(), completer.suggested("a"));
    assertEquals(List.of(), completer.suggested("a"));
    assertEquals(List.of(), completer.suggested("b"));
    Duration longest = Duration.ofMillis(150);
    assertEquals(List.of(longest, longest, longest), waited);
    Await.until("one question a text", () -> asked.get() == 2);
    never.countDown();
    Await.until("what came late", () -> completer.suggested("b").equals(some("b")));
  }

  @Test
  void realPatienceEnds() {
    PromptCompleter completer =
        new PromptCompleter(
            before -> {
              await(new CountDownLatch(1));
              return some(before);
            },
            background,
            Patience::real);
    assertEquals(List.of(), completer.suggested("a"));
  }

  @Test
  void eachTabAsksAnew() {
    PromptCompleter completer =
        new PromptCompleter(
            before -> some("turn-" + asked.incrementAndGet()), background, Patience::real);
    assertEquals(some("turn-1"), completer.suggested("a"));
    assertEquals(some("turn-2"), completer.suggested("a"));
  }

  @Test
  void whatIsPreparedIsAskedAndForgotten() {
    PromptCompleter completer =
        new PromptCompleter(
            before -> some(before + asked.incrementAndGet()), background, Patience::real);
    completer.prepare("a", Runnable::run);
    assertEquals(1, asked.get());
    assertEquals(some("a2"), completer.suggested("a"));
  }

  @Test
  void failureIsNothingToOffer() {
    PromptCompleter completer =
        new PromptCompleter(
            before -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("gone");
              }
              return some("b");
            },
            background,
            Patience::real);
    assertEquals(List.of(), completer.suggested("a"));
    assertEquals(some("b"), completer.suggested("a"));
  }

  @Test
  void wholeWordAtTheCursorIsCompleted() throws java.io.IOException {
    PromptCompleter completer =
        new PromptCompleter(before -> some(before, "x"), background, Patience::real);
    List<Candidate> candidates = new ArrayList<>();
    try (DumbTerminal terminal =
        new DumbTerminal(
            java.io.InputStream.nullInputStream(), java.io.OutputStream.nullOutputStream())) {
      completer.complete(
          org.jline.reader.LineReaderBuilder.builder().terminal(terminal).build(),
          new PromptParser(text -> dev.stagecraft.language.Completeness.COMPLETE)
              .parse("docker ima web", 9, ParseContext.COMPLETE),
          candidates);
    }
    assertEquals(
        List.of("docker ima DOCKER IMA g true 1", "x X g true 2"),
        candidates.stream()
            .map(
                c ->
                    String.join(" ", c.value(), c.displ(), c.group())
                        + " "
                        + c.complete()
                        + " "
                        + c.sort())
            .toList());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
