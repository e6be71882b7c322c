package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.engine.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Asks a port over HTTP/1.0 and waits for one byte. A connection alone proves nothing: docker's
 * proxy accepts before the program in the container listens. A server that speaks first answers
 * too. Proxies of the environment are not asked.
 */
public final class PortProbe implements Probe {
  private static final byte[] QUESTION =
      "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final long BETWEEN_MILLIS = 25;
  private static final long LOOK_MILLIS = 250;
  private static final long FIRST_PATIENCE_MILLIS = 1000;

  @Override
  public Optional<Duration> await(String host, int port, Duration limit, BooleanSupplier worth) {
    long begun = System.nanoTime();
    long end = begun + limit.toNanos();
    long patience = FIRST_PATIENCE_MILLIS;
    long look = begun;
    while (true) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return Optional.empty();
      }
      // A connection that is taken and never answered may have been lost: others are tried, and
      // each has twice the time of the one before, so that a slow answer is heard in the end.
      if (answers(host, port, (int) Math.min(left, patience))) {
        return Optional.of(Duration.ofNanos(System.nanoTime() - begun));
      }
      if (System.nanoTime() - look >= 0) {
        if (!worth.getAsBoolean()) {
          return Optional.empty();
        }
        look = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
      }
      patience = Math.min(patience * 2, Integer.MAX_VALUE);
      pause(Math.min(BETWEEN_MILLIS, Math.max(1, left)));
    }
  }

  private static boolean answers(String host, int port, int patienceMillis) {
    try (SocketChannel channel = SocketChannel.open()) {
      Socket socket = channel.socket();
      socket.connect(new InetSocketAddress(host, port), patienceMillis);
      socket.setSoTimeout(patienceMillis);
      socket.getOutputStream().write(QUESTION);
      return socket.getInputStream().read() >= 0;
    } catch (ClosedByInterruptException interrupted) {
      throw new Cancelled("waiting for port " + port);
    } catch (IOException notYet) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Cancelled("waiting for port " + port);
      }
      return false;
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Cancelled("waiting for a port");
    }
  }
}
