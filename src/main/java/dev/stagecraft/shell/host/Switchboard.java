package dev.stagecraft.shell.host;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes the connections of the shell and of its shims on 127.0.0.1, each of which says the
 * session's token and its kind first, and hands them on. A connection without the token is closed.
 */
final class Switchboard implements Closeable {
  private static final int GREETING_MILLIS = 5_000;

  /** The kind of a connection that only proves that all before it have been taken. */
  private static final String BARRIER = "B";

  /** The kinds that others wait for: reports of the driver, and expanded words. */
  private static final Set<String> AWAITED = Set.of("N", "Z", "X", BARRIER);

  /** Serves one connection, on a thread of its own. */
  interface Desk {
    /**
     * Serves a connection, and closes it where it does not keep it.
     *
     * @param turn returns when all connections that came before have been served, as far as others
     *     wait for them: they are read on threads of their own, and what came first must count
     *     first
     */
    void serve(String kind, Connection connection, Runnable turn) throws IOException;
  }

  private final ServerSocket server;
  private final String token;
  private final Desk desk;
  private final ExecutorService threads;

  /** Connections that have not yet said what they are, or say something that others wait for. */
  private final Map<Long, CompletableFuture<Void>> unsettled = new ConcurrentHashMap<>();

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  Switchboard(Desk desk, ExecutorService threads) throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.token = HexFormat.of().formatHex(random);
    this.desk = desk;
    this.threads = threads;
    this.server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 200);
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  String token() {
    return token;
  }

  private void accept() {
    long count = 0;
    while (!server.isClosed()) {
      long number = ++count;
      try {
        Socket socket = server.accept();
        unsettled.put(number, new CompletableFuture<>());
        threads.execute(() -> greet(socket, number));
      } catch (IOException e) {
        // the server is closed: the loop ends; anything else shows at the next accept
      }
    }
  }

  private void greet(Socket socket, long number) {
    try {
      Connection connection = new Connection(socket);
      open.add(connection);
      boolean kept = false;
      try {
        connection.patience(GREETING_MILLIS);
        String said = connection.expected();
        if (MessageDigest.isEqual(bytes(said), bytes(token))) {
          String kind = connection.expected();
          connection.patience(0);
          if (!AWAITED.contains(kind)) {
            settled(number);
          }
          if (!kind.equals(BARRIER)) {
            kept = true;
            desk.serve(kind, connection, () -> awaitOnesBefore(number));
          }
        }
      } finally {
        open.remove(connection);
        if (!kept) {
          connection.close();
        }
      }
    } catch (IOException e) {
      // whoever called is gone; nothing was promised
      close(socket);
    } finally {
      settled(number);
    }
  }

  private void settled(long number) {
    Optional.ofNullable(unsettled.remove(number)).ifPresent(one -> one.complete(null));
  }

  /** Returns when all that was sent before this call by a process that has ended is served. */
  void settle() {
    try (Socket probe = new Socket(server.getInetAddress(), server.getLocalPort())) {
      Connection connection = new Connection(probe);
      connection.send(token, BARRIER);
      if (connection.rest().read() >= 0) {
        throw new IOException("the switchboard answered what has no answer");
      }
      awaitOnesBefore(Long.MAX_VALUE);
    } catch (IOException e) {
      // closed meanwhile: there is no more to wait for
      return;
    }
  }

  private void awaitOnesBefore(long number) {
    CompletableFuture<?>[] before =
        unsettled.entrySet().stream()
            .filter(one -> one.getKey() < number)
            .map(Map.Entry::getValue)
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(before).get(GREETING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // a caller that says nothing: there is no more to wait for
      return;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // closed already
      return;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // closed already
      return;
    } finally {
      open.forEach(Connection::close);
    }
  }
}
