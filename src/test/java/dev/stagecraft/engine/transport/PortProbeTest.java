package dev.stagecraft.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The probe of a published port. */
final class PortProbeTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private final PortProbe probe = new PortProbe();

  /** What a server does with the connection of a number, counted from 1. */
  @FunctionalInterface
  private interface Serving {
    void serve(int number, Socket socket) throws IOException;
  }

  private static Thread serving(ServerSocket server, Serving serving) {
    AtomicInteger number = new AtomicInteger();
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  serving.serve(number.incrementAndGet(), socket);
                } catch (IOException ended) {
                  continue;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void aServerThatAnswersIsThere() throws IOException {
    AtomicReference<String> asked = new AtomicReference<>("");
    try (ServerSocket server = server()) {
      serving(
          server,
          (n, s) -> {
            asked.set(new String(s.getInputStream().readNBytes(35), StandardCharsets.US_ASCII));
            s.getOutputStream().write('H');
          });
      assertTrue(probe.await("127.0.0.1", server.getLocalPort(), LONG, () -> true).isPresent());
    }
    assertEquals("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", asked.get());
  }

  @Test
  void aServerThatSpeaksFirstIsThere() throws IOException {
    try (ServerSocket server = server()) {
      serving(
          server,
          (n, s) -> s.getOutputStream().write("220 hello\r\n".getBytes(StandardCharsets.US_ASCII)));
      assertTrue(probe.await("127.0.0.1", server.getLocalPort(), LONG, () -> true).isPresent());
    }
  }

  @Test
  void aConnectionThatIsAcceptedAndDroppedIsNoAnswerUntilOneIs() throws IOException {
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket server = server()) {
      serving(
          server,
          (n, s) -> {
            connections.set(n);
            if (n > 3) {
              s.getOutputStream().write('x');
            }
          });
      assertTrue(probe.await("127.0.0.1", server.getLocalPort(), LONG, () -> true).isPresent());
    }
    assertTrue(connections.get() > 3, "connections: " + connections.get());
  }

  @Test
  void aConnectionThatStaysSilentIsNoAnswer() throws IOException {
    try (ServerSocket server = server()) {
      serving(
          server,
          (n, s) -> {
            while (s.getInputStream().read() >= 0) {
              continue;
            }
          });
      assertEquals(
          Optional.empty(), probe.await("127.0.0.1", server.getLocalPort(), SHORT, () -> true));
    }
  }

  @Test
  void aPortWithoutAListenerIsNoAnswer() throws IOException {
    int port;
    try (ServerSocket server = server()) {
      port = server.getLocalPort();
    }
    assertEquals(Optional.empty(), probe.await("127.0.0.1", port, SHORT, () -> true));
  }

  @Test
  void whatIsNoLongerWorthWaitingForEndsTheWaiting() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    int port;
    try (ServerSocket server = server()) {
      port = server.getLocalPort();
    }
    long begun = System.nanoTime();
    assertEquals(
        Optional.empty(), probe.await("127.0.0.1", port, LONG, () -> asked.incrementAndGet() < 2));
    assertEquals(2, asked.get());
    assertTrue(Duration.ofNanos(System.nanoTime() - begun).compareTo(LONG) < 0);
  }

  @Test
  void aServerThatIsThereIsAskedEvenWhereNothingIsWorthWaitingFor() throws IOException {
    try (ServerSocket server = server()) {
      serving(server, (n, s) -> s.getOutputStream().write('H'));
      assertTrue(probe.await("127.0.0.1", server.getLocalPort(), LONG, () -> false).isPresent());
    }
  }

  @Test
  void anInterruptEndsTheWaiting() throws IOException {
    AtomicReference<String> ended = new AtomicReference<>("");
    AtomicInteger connections = new AtomicInteger();
    try (ServerSocket server = server()) {
      serving(
          server,
          (n, s) -> {
            connections.set(n);
            while (s.getInputStream().read() >= 0) {
              continue;
            }
          });
      Thread waiting =
          new Thread(
              () -> {
                try {
                  ended.set("" + probe.await("127.0.0.1", server.getLocalPort(), LONG, () -> true));
                } catch (Cancelled cancelled) {
                  ended.set("cancelled " + Thread.currentThread().isInterrupted());
                }
              });
      waiting.start();
      Await.until("the connection", () -> connections.get() == 1);
      waiting.interrupt();
      Await.ended(waiting);
    }
    assertEquals("cancelled true", ended.get());
  }
}
