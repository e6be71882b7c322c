package dev.stagecraft.engine.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.FakeEngineSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of containers, and calls that end before their answer. */
final class DockerStreamsTest {

  private final FakeEngineSocket fake = FakeEngineSocket.speaking("1.45");
  private final Endpoint endpoint = new Endpoint.Unix(fake.socket());
  private final Engine engine =
      new DockerEngine(
          endpoint,
          api -> {
            throw new IllegalStateException("no builder here");
          },
          Map.of());
  private final Containers containers = engine.containers();

  @AfterEach
  void everythingAnnouncedWasAsked() {
    engine.close();
    fake.close();
  }

  /** What a log or attachment gave, in the order in which it came. */
  private static Containers.Sink collecting(List<String> parts) {
    return Containers.Sink.of(
        out -> parts.add("out " + new String(out, StandardCharsets.UTF_8)),
        err -> parts.add("err " + new String(err, StandardCharsets.UTF_8)));
  }

  private static Containers.LogQuery whole() {
    return new Containers.LogQuery(false, false, Optional.empty(), Optional.empty(), "all");
  }

  private static final String LOGS = "GET /v1.45/containers/n/logs?stdout=1&stderr=1&tail=all";

  @Test
  void theTypeOfALogSaysWhetherItHasFrames() {
    fake.on(
        LOGS,
        e -> {
          e.write(
              "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\n\r\n");
          e.frame(1, "a");
          e.frame(2, "b");
          e.frame(1, "");
          e.frame(3, "engine");
          e.frame(1, "c");
        });
    List<String> framed = new ArrayList<>();
    containers.logs("n", whole(), collecting(framed));
    assertEquals(List.of("out a", "err b", "err engine", "out c"), framed);
    fake.on(
        LOGS,
        e ->
            e.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
                    + "\u0001\u0000\u0000\u0000raw"));
    List<String> raw = new ArrayList<>();
    containers.logs("n", whole(), collecting(raw));
    assertEquals(List.of("out \u0001\u0000\u0000\u0000raw"), raw);
  }

  @Test
  void withoutATypeTheContainersTerminalSaysIt() {
    fake.on(LOGS, e -> e.write("HTTP/1.1 200 OK\r\n\r\nhello"));
    fake.on("GET /v1.45/containers/n/json", 200, "{\"Config\":{\"Tty\":true}}");
    List<String> parts = new ArrayList<>();
    containers.logs("n", whole(), collecting(parts));
    assertEquals(List.of("out hello"), parts);
  }

  @Test
  void anAttachmentPassesBothWaysAndItsInputEnds() {
    fake.on(
        "POST /v1.45/containers/n/attach?stream=1&stdin=1&stdout=1&stderr=1",
        e -> {
          assertEquals("Upgrade", e.header("connection").orElse(""));
          assertEquals("tcp", e.header("upgrade").orElse(""));
          e.write(
              "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
                  + "Content-Type: application/vnd.docker.multiplexed-stream\r\n\r\n");
          e.frame(2, "ready");
          byte[] input = e.in().readAllBytes();
          e.frame(1, new String(input, StandardCharsets.UTF_8) + "!");
        });
    List<String> parts = new ArrayList<>();
    try (Containers.Attachment attachment = containers.attach("n", true, false)) {
      attachment.write("xhix".getBytes(StandardCharsets.UTF_8), 1, 2);
      attachment.endInput();
      attachment.read(collecting(parts));
    }
    assertEquals(List.of("err ready", "out hi!"), parts);
  }

  @Test
  void closingAnAttachmentEndsItsReader() {
    fake.on(
        "POST /v1.45/exec/1/start",
        e -> {
          assertEquals(
              "{\"Detach\":false,\"Tty\":true}", new String(e.body(), StandardCharsets.UTF_8));
          e.write("HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\nprompt");
          e.awaitHangUp();
        });
    List<String> parts = new ArrayList<>();
    Containers.Attachment attachment = containers.execStart("1", false, true);
    CountDownLatch read = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () ->
                attachment.read(
                    Containers.Sink.of(
                        out -> {
                          parts.add(new String(out, StandardCharsets.UTF_8));
                          read.countDown();
                        },
                        err -> parts.add("err"))));
    reader.start();
    Await.until("the first bytes", () -> read.getCount() == 0);
    attachment.close();
    Await.ended(reader);
    assertEquals(List.of("prompt"), parts);
  }

  @Test
  void waitingIsToldWhenItHasBegunAndEndsWithTheStatus() {
    CountDownLatch begun = new CountDownLatch(1);
    fake.on(
        "POST /v1.45/containers/n/wait?condition=next-exit",
        e -> {
          e.body();
          e.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          Await.until("the waiter", () -> begun.getCount() == 0);
          e.chunk("{\"StatusCode\":42}\n");
          e.write("0\r\n\r\n");
        });
    assertEquals(42, containers.await("n", "next-exit", begun::countDown));
  }

  @Test
  void anEngineThatDiesWhileAContainerIsAwaitedIsGone() {
    fake.on(
        "POST /v1.45/containers/n/wait?condition=removed",
        e -> e.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    Problem problem =
        assertThrows(ProblemException.class, () -> containers.await("n", "removed", () -> {}))
            .problem();
    assertEquals("engine.gone", problem.code());
    assertTrue(problem.hint().isPresent());
  }

  @Test
  void aTypedCallEndsWithAnInterrupt() {
    CountDownLatch asked = new CountDownLatch(1);
    fake.on(
        "POST /v1.45/containers/n/start",
        e -> {
          asked.countDown();
          e.awaitHangUp();
        });
    AtomicReference<String> ended = new AtomicReference<>("");
    Thread caller =
        new Thread(
            () -> {
              try {
                containers.start("n");
                ended.set("started");
              } catch (Cancelled cancelled) {
                ended.set("cancelled " + Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    Await.until("the call", () -> asked.getCount() == 0);
    caller.interrupt();
    Await.ended(caller);
    assertEquals("cancelled true", ended.get());
  }
}
