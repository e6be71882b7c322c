package dev.stagecraft.replay;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One request to a page of a container that the lab runs, straight to its port: no proxy is asked.
 * Written for HTTP/1.0, so that the answer ends with the connection. Source: RFC 1945.
 */
final class HttpQuestion {
  private static final int MOST = 4 << 20;

  private HttpQuestion() {}

  /**
   * What a page answered.
   *
   * @param status the HTTP status
   * @param body as text
   */
  record Answer(int status, String body) {}

  /**
   * Asks a page.
   *
   * @param limit how long at most, from connecting to the last byte
   * @throws dev.stagecraft.core.ProblemException {@code replay.http} where nothing answers in time
   *     or the answer is no HTTP
   */
  static Answer ask(URI page, Duration limit) {
    int port = page.getPort() < 0 ? 80 : page.getPort();
    String host = page.getHost().equals("localhost") ? "127.0.0.1" : page.getHost();
    long deadline = System.nanoTime() + limit.toNanos();
    try (SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      if (!channel.connect(new InetSocketAddress(host, port))) {
        ready(selector, deadline, page);
        channel.finishConnect();
      }
      ByteBuffer request = ByteBuffer.wrap(request(page, port));
      key.interestOps(SelectionKey.OP_WRITE);
      while (request.hasRemaining()) {
        ready(selector, deadline, page);
        channel.write(request);
      }
      key.interestOps(SelectionKey.OP_READ);
      return parsed(page, answer(channel, selector, deadline, page));
    } catch (ClosedByInterruptException interrupted) {
      throw new Cancelled(page.toString());
    } catch (IOException failed) {
      throw Problem.of("replay.http", page + " gives no answer: " + failed.getMessage())
          .withHint("docker ps -a and docker logs show whether the container runs")
          .exception(failed);
    }
  }

  private static byte[] request(URI page, int port) {
    String path =
        page.getRawPath() == null || page.getRawPath().isEmpty() ? "/" : page.getRawPath();
    String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
    return ("GET "
            + path
            + query
            + " HTTP/1.0\r\nHost: "
            + page.getHost()
            + ":"
            + port
            + "\r\nUser-Agent: stagecraft\r\nAccept: */*\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void ready(Selector selector, long deadline, URI page) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0 || selector.select(left) == 0) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Cancelled(page.toString());
      }
      if (System.nanoTime() >= deadline) {
        throw new IOException("none within the time");
      }
    }
    selector.selectedKeys().clear();
  }

  private static byte[] answer(SocketChannel channel, Selector selector, long deadline, URI page)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
    while (all.size() < MOST) {
      int read = channel.read(buffer);
      if (read < 0) {
        break;
      }
      if (read == 0) {
        ready(selector, deadline, page);
      }
      all.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return all.toByteArray();
  }

  private static Answer parsed(URI page, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int line = text.indexOf('\n');
    Optional<String> status =
        Optional.of(line < 0 ? text : text.substring(0, line))
            .filter(first -> first.matches("HTTP/1\\.\\d [1-5]\\d\\d( .*)?\r?"));
    if (status.isEmpty()) {
      throw Problem.of("replay.http", page + " does not answer in HTTP").exception();
    }
    int body = text.indexOf("\r\n\r\n");
    return new Answer(
        Integer.parseInt(status.get().substring(9, 12)), body < 0 ? "" : text.substring(body + 4));
  }
}
