package dev.stagecraft.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An engine that answers what a test tells it to, byte for byte, on a unix socket of its own.
 *
 * <p>Answers are told by method and target and given in their order, each once; {@code HEAD /_ping}
 * may be told to be answered always. A call that was not announced is refused with 501 and fails
 * {@link #close}, and so does an answer that nobody asked for.
 */
public final class FakeEngineSocket implements AutoCloseable {
  private final Path folder;
  private final Path socket;
  private final ServerSocketChannel server;
  private final Map<String, Deque<Script>> scripts = new LinkedHashMap<>();
  private final Map<String, Script> standing = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> wrongs = new ArrayList<>();
  private final List<SocketChannel> open = new ArrayList<>();

  /** What an engine does with one call. */
  @FunctionalInterface
  public interface Script {
    /** Answers; the connection is closed afterwards. */
    void answer(Exchange exchange) throws IOException;
  }

  /** A fake that is listening. */
  public FakeEngineSocket() {
    try {
      folder = Files.createTempDirectory("fake-engine");
      socket = folder.resolve("s");
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread thread = new Thread(this::accept, "fake engine");
    thread.setDaemon(true);
    thread.start();
  }

  /** A fake that answers every ping with an API version. */
  public static FakeEngineSocket speaking(String apiVersion) {
    FakeEngineSocket fake = new FakeEngineSocket();
    fake.always(
        "HEAD /_ping",
        e ->
            e.write(
                "HTTP/1.1 200 OK\r\nApi-Version: "
                    + apiVersion
                    + "\r\nBuilder-Version: 2\r\nOstype: linux\r\nContent-Length: 0\r\n\r\n"));
    return fake;
  }

  /** Its socket. */
  public Path socket() {
    return socket;
  }

  /** Announces a call and says what is done with it. */
  public FakeEngineSocket on(String call, Script script) {
    synchronized (scripts) {
      scripts.computeIfAbsent(call, c -> new ArrayDeque<>()).add(script);
    }
    return this;
  }

  /** Announces a call that gets a whole answer. */
  public FakeEngineSocket on(String call, int status, String json) {
    return on(call, e -> e.reply(status, "application/json", json));
  }

  /** Announces a call that may come any number of times, or never. */
  public FakeEngineSocket always(String call, Script script) {
    synchronized (scripts) {
      standing.put(call, script);
    }
    return this;
  }

  /** The calls so far, in order, as {@code GET /v1.41/info}. */
  public List<String> calls() {
    synchronized (scripts) {
      return List.copyOf(calls);
    }
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        synchronized (scripts) {
          open.add(channel);
        }
        Thread thread = new Thread(() -> serve(channel), "fake engine's call");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      Exchange exchange = new Exchange(channel);
      if (exchange.call().isEmpty()) {
        return;
      }
      Optional<Script> script;
      synchronized (scripts) {
        calls.add(exchange.call());
        Deque<Script> told = scripts.getOrDefault(exchange.call(), new ArrayDeque<>());
        script =
            told.isEmpty()
                ? Optional.ofNullable(standing.getOrDefault(exchange.call(), standing.get("*")))
                : Optional.of(told.remove());
        if (script.isEmpty()) {
          wrongs.add("not announced: " + exchange.call());
        }
      }
      if (script.isPresent()) {
        script.get().answer(exchange);
      } else {
        exchange.reply(
            501, "application/json", "{\"message\":\"not announced: " + exchange.call() + "\"}");
      }
    } catch (IOException broken) {
      // The other side hung up, as some tests mean it to.
      return;
    } catch (RuntimeException | AssertionError failed) {
      synchronized (scripts) {
        wrongs.add("a script failed: " + failed);
      }
    }
  }

  @Override
  public void close() {
    List<String> failures = new ArrayList<>();
    try {
      server.close();
      synchronized (scripts) {
        for (SocketChannel channel : open) {
          channel.close();
        }
        failures.addAll(wrongs);
        scripts.forEach((call, left) -> left.forEach(s -> failures.add("never asked: " + call)));
      }
      Files.deleteIfExists(socket);
      Files.deleteIfExists(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(String.join("\n", failures));
    }
  }

  /** One call: its head, its bytes, and the way back. */
  public static final class Exchange {
    private final SocketChannel channel;
    private final InputStream in;
    private final String call;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<byte[]> body = Optional.empty();

    Exchange(SocketChannel channel) throws IOException {
      this.channel = channel;
      this.in = new BufferedInputStream(Channels.newInputStream(channel));
      String first = line();
      int version = first.lastIndexOf(' ');
      this.call = version < 0 ? "" : first.substring(0, version);
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    /** {@code GET /v1.41/info}. */
    public String call() {
      return call;
    }

    /** A header by its name in small letters. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** The request's body, of a length or in chunks, read to its end the first time. */
    public byte[] body() throws IOException {
      if (body.isEmpty()) {
        body = Optional.of(readBody());
      }
      return body.get().clone();
    }

    private byte[] readBody() throws IOException {
      if (headers.containsKey("content-length")) {
        return in.readNBytes(Integer.parseInt(headers.get("content-length")));
      }
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
        for (int size = size(); size > 0; size = size()) {
          joined.write(in.readNBytes(size));
          line();
        }
        line();
      }
      return joined.toByteArray();
    }

    private int size() throws IOException {
      return Integer.parseInt(line(), 16);
    }

    /** The bytes that come, as they are. */
    public InputStream in() {
      return in;
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        int written = channel.write(buffer);
        if (written < 0) {
          throw new IOException("closed");
        }
      }
    }

    /** Sends text as it is. */
    public void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a chunk of a chunked body. */
    public void chunk(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      write(Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n");
    }

    /** Sends a frame of a multiplexed stream. */
    public void frame(int stream, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      write(ByteBuffer.allocate(8).put((byte) stream).putInt(4, bytes.length).array());
      write(bytes);
    }

    /** Sends a whole answer, after the request's body was read. */
    public void reply(int status, String contentType, String text) throws IOException {
      body();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      write(
          "HTTP/1.1 "
              + status
              + " X\r\nContent-Type: "
              + contentType
              + "\r\nContent-Length: "
              + bytes.length
              + "\r\n\r\n");
      write(bytes);
    }

    /** Waits until the other side has hung up. */
    public void awaitHangUp() throws IOException {
      long skipped = in.transferTo(java.io.OutputStream.nullOutputStream());
      if (skipped < 0) {
        throw new IOException("impossible");
      }
    }
  }
}
