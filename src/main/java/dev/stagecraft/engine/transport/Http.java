package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP/1.1 client of one engine. Each request has a connection of its own, which ends with the
 * response; interrupting the caller closes it at once, in whatever state the request is.
 */
public final class Http {
  private static final int MOST_HEADERS = 1000;

  private final String address;
  private final Dialer dialer;

  /** A client of an endpoint. Nothing is opened yet. */
  public Http(Endpoint endpoint) {
    this(endpoint.address(), Dialer.to(endpoint));
  }

  /** A client that calls what it speaks to by {@code address}, in messages. */
  public Http(String address, Dialer dialer) {
    this.address = address;
    this.dialer = dialer;
  }

  /** Where it speaks to. */
  public String address() {
    return address;
  }

  /** What makes its connections. */
  public Dialer dialer() {
    return dialer;
  }

  /**
   * Sends a request and reads the head of the answer, whatever its status; the caller closes it.
   *
   * @throws dev.stagecraft.core.ProblemException {@code engine.unreachable}, {@code
   *     engine.permission}; {@code engine.upload} or the source's own problem where a streamed body
   *     could not be read
   * @throws dev.stagecraft.core.Cancelled where the thread was interrupted
   */
  public Response send(Request request) {
    Buffered connection = new Buffered(dialer.dial());
    Optional<Deadline> deadline =
        request.headLimit().map(limit -> Deadline.of(limit, connection::close));
    Optional<Upload> upload = Optional.empty();
    boolean answered = false;
    try {
      Optional<IOException> unsent = begin(connection, request);
      if (unsent.isEmpty()) {
        upload = request.stream().map(source -> Upload.begin(connection, source));
      }
      Response response = head(connection, request, upload, unsent);
      answered = true;
      return response;
    } catch (IOException failed) {
      throw unanswered(request, failed, upload, deadline.filter(Deadline::passed).isPresent());
    } finally {
      deadline.ifPresent(Deadline::close);
      if (!answered) {
        upload.ifPresent(Upload::end);
        connection.close();
      }
    }
  }

  /** Writes the head and a body that is there. A refused write is kept: an answer may be there. */
  private Optional<IOException> begin(Connection connection, Request request) {
    StringBuilder head = new StringBuilder(256);
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    head.append("Host: docker\r\nUser-Agent: stagecraft\r\n");
    request
        .headers()
        .forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    if (!request.upgrades()) {
      head.append("Connection: close\r\n");
    }
    byte[] body = request.bytes().orElse(new byte[0]);
    if (request.stream().isPresent()) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (request.bytes().isPresent() || request.method().equals("POST")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    try {
      connection.write(all, 0, all.length);
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of(refused);
    }
  }

  private Response head(
      Buffered connection, Request request, Optional<Upload> upload, Optional<IOException> unsent)
      throws IOException {
    int status;
    List<Header> headers;
    try {
      do {
        status = status(connection.line());
        headers = headers(connection);
      } while (status >= 100 && status < 200 && status != 101);
    } catch (IOException failed) {
      unsent.ifPresent(failed::addSuppressed);
      throw failed;
    }
    boolean withoutBody = request.method().equals("HEAD") || status == 204 || status == 304;
    return new Response(address, status, headers, connection, upload, withoutBody);
  }

  private int status(String line) {
    String[] words = line.split(" ", 3);
    try {
      if (words.length >= 2 && words[0].startsWith("HTTP/1.")) {
        return Integer.parseInt(words[1]);
      }
    } catch (NumberFormatException notANumber) {
      throw Trouble.stranger(address, "it says " + shown(line)).exception(notANumber);
    }
    throw Trouble.stranger(address, "it says " + shown(line)).exception();
  }

  private static String shown(String line) {
    String printable = line.replaceAll("[^ -~]", "?");
    return "'" + printable.substring(0, Math.min(60, printable.length())) + "'";
  }

  private static List<Header> headers(Buffered connection) throws IOException {
    List<Header> headers = new ArrayList<>();
    for (String line = connection.line(); !line.isEmpty(); line = connection.line()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || headers.size() == MOST_HEADERS) {
        throw new IOException("a header that is none: " + shown(line));
      }
      headers.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private RuntimeException unanswered(
      Request request, IOException failed, Optional<Upload> upload, boolean late) {
    Optional<RuntimeException> source = upload.flatMap(Upload::failure);
    if (source.isPresent()) {
      return source.get();
    }
    String what =
        late
            ? "nothing within " + request.headLimit().orElseThrow().toSeconds() + " s"
            : failed instanceof EOFException ? "the connection ended" : Trouble.words(failed);
    Problem problem = Trouble.unanswered(address, what);
    return problem.exception(failed);
  }
}
