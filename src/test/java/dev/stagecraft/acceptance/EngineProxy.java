package dev.stagecraft.acceptance;

import dev.stagecraft.engine.transport.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to the real engine that can be cut: then nothing listens, and what was open is closed. */
final class EngineProxy implements AutoCloseable {
  private final SocketAddress engine;
  private final Path socket;
  private final ServerSocketChannel server;
  private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

  /** Listens on a socket in a folder. */
  EngineProxy(Endpoint engine, Path folder) throws IOException {
    this.engine = address(engine.address());
    this.socket = folder.resolve("way.sock");
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    daemon(this::accept);
  }

  private static SocketAddress address(String written) {
    if (written.startsWith("unix://")) {
      return UnixDomainSocketAddress.of(written.substring("unix://".length()));
    }
    String[] parts = written.replaceFirst("^tcp://", "").split(":", -1);
    return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
  }

  /** Its address as {@code DOCKER_HOST} has it. */
  String address() {
    return "unix://" + socket;
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        SocketChannel near = server.accept();
        SocketChannel far = SocketChannel.open(engine);
        open.add(near);
        open.add(far);
        daemon(() -> pump(near, far));
        daemon(() -> pump(far, near));
      }
    } catch (IOException cut) {
      // The test cut the way.
      return;
    }
  }

  private static void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          if (to.write(buffer) < 0) {
            return;
          }
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException cut) {
      // One side hung up, or the test cut the way.
      return;
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "way to the engine");
    thread.setDaemon(true);
    thread.start();
  }

  /** Cuts it. */
  @Override
  public void close() {
    try {
      server.close();
      for (SocketChannel channel : open) {
        channel.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
