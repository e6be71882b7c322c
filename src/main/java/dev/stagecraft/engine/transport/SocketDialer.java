package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Dials unix sockets and ports. */
final class SocketDialer implements Dialer {
  static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final Duration limit;

  SocketDialer(Endpoint endpoint, Duration limit) {
    this.endpoint = endpoint;
    this.limit = limit;
  }

  @Override
  public Connection dial() {
    if (endpoint instanceof Endpoint.Later later) {
      throw later(later);
    }
    try {
      return open();
    } catch (IOException failed) {
      throw Trouble.connecting(endpoint, failed).exception(failed);
    }
  }

  private static RuntimeException later(Endpoint.Later later) {
    return Problem.of(
            "engine.endpoint",
            "the engine at "
                + later.address()
                + " is reached by "
                + later.kind()
                + ", not yet here")
        .withHint(
            "forward its socket and use that: ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock"
                + " USER@HOST, then --host unix:///tmp/engine.sock")
        .exception();
  }

  /** A connection, or the system's own failure. */
  Connection open() throws IOException {
    if (endpoint instanceof Endpoint.Unix unix) {
      return unix(unix.path());
    }
    if (endpoint instanceof Endpoint.Tcp tcp) {
      return tcp(tcp);
    }
    throw new IOException("not supported: " + endpoint.address());
  }

  private Connection unix(Path path) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    ChannelConnection connection = new ChannelConnection(channel);
    Deadline deadline = Deadline.of(limit, connection::close);
    try (deadline) {
      boolean connected = channel.connect(address);
      if (!connected) {
        throw new IOException("not connected");
      }
      return connection;
    } catch (ClosedByInterruptException interrupted) {
      throw new Cancelled("connecting to " + endpoint.address());
    } catch (ClosedChannelException closed) {
      throw deadline.passed() ? late() : closed;
    } catch (IOException failed) {
      connection.close();
      throw failed;
    }
  }

  private Connection tcp(Endpoint.Tcp tcp) throws IOException {
    InetAddress host = resolve(tcp.host());
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(new InetSocketAddress(host, tcp.port()), millis());
      channel.socket().setTcpNoDelay(true);
      return new ChannelConnection(channel);
    } catch (ClosedByInterruptException interrupted) {
      throw new Cancelled("connecting to " + endpoint.address());
    } catch (SocketTimeoutException slow) {
      channel.close();
      throw late();
    } catch (IOException failed) {
      channel.close();
      if (Thread.currentThread().isInterrupted()) {
        throw new Cancelled("connecting to " + endpoint.address());
      }
      throw failed;
    }
  }

  private int millis() {
    return Math.toIntExact(limit.toMillis());
  }

  private IOException late() {
    return new SocketTimeoutException("no connection within " + limit.toSeconds() + " s");
  }

  /** Asks for a name in a thread of its own: the system's resolver cannot be interrupted. */
  private InetAddress resolve(String host) throws IOException {
    FutureTask<InetAddress> asked = new FutureTask<>(() -> InetAddress.getByName(host));
    Thread thread = new Thread(asked, "resolve " + host);
    thread.setDaemon(true);
    thread.start();
    try {
      return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Cancelled("looking up " + host);
    } catch (TimeoutException slow) {
      throw new SocketTimeoutException("the name " + host + " was not found within the time");
    } catch (ExecutionException failed) {
      UnknownHostException unknown = new UnknownHostException("no such host: " + host);
      unknown.initCause(failed.getCause());
      throw unknown;
    }
  }
}
