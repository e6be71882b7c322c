package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** An answer. Closing it, from any thread, ends the call at once, whatever was not read. */
public final class Response implements AutoCloseable {
  private final String address;
  private final int status;
  private final List<Header> headers;
  private final Buffered connection;
  private final Optional<Upload> upload;
  private final InputStream body;
  private volatile boolean closed;

  Response(
      String address,
      int status,
      List<Header> headers,
      Buffered connection,
      Optional<Upload> upload,
      boolean withoutBody) {
    this.address = address;
    this.status = status;
    this.headers = List.copyOf(headers);
    this.connection = connection;
    this.upload = upload;
    this.body = body(withoutBody);
  }

  private InputStream body(boolean withoutBody) {
    Body.Ending ending = new Ending();
    if (status == 101) {
      return Body.untilClose(connection, ending);
    }
    if (withoutBody) {
      return Body.ofLength(connection, 0, ending);
    }
    if (header("Transfer-Encoding").filter(v -> v.equalsIgnoreCase("chunked")).isPresent()) {
      return Body.chunked(connection, ending);
    }
    Optional<Long> length = header("Content-Length").map(Response::length);
    return length.isPresent()
        ? Body.ofLength(connection, length.get(), ending)
        : Body.untilClose(connection, ending);
  }

  private static long length(String text) {
    try {
      return Math.max(0, Long.parseLong(text.strip()));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers, in the order in which they came. */
  public List<Header> headers() {
    return headers;
  }

  /** The first header of a name, in whatever case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /**
   * The body, without framing. Its reading throws {@link ProblemException} {@code engine.gone}
   * where the connection breaks, never an {@code IOException}; after {@link #close} it is at its
   * end.
   */
  public InputStream body() {
    return body;
  }

  /** The connection as it is after the head, for what speaks another protocol from there on. */
  public Connection connection() {
    return connection;
  }

  /** Ends the call. May be called again. */
  @Override
  public void close() {
    closed = true;
    upload.ifPresent(Upload::end);
    connection.close();
  }

  private final class Ending implements Body.Ending {
    @Override
    public void complete() {
      if (status != 101) {
        close();
      }
    }

    @Override
    public RuntimeException broken(IOException cause) {
      connection.close();
      Optional<RuntimeException> sent = upload.flatMap(Upload::failure);
      if (sent.isPresent()) {
        return sent.get();
      }
      if (closed) {
        return new Cancelled("reading an answer that was closed");
      }
      return Trouble.gone(address, Trouble.words(cause)).exception(cause);
    }
  }
}
