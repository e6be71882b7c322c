package dev.stagecraft.engine.docker;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.Containers.Attachment;
import dev.stagecraft.engine.Containers.Sink;
import dev.stagecraft.engine.transport.Connection;
import dev.stagecraft.engine.transport.Response;
import java.io.IOException;

/** A container's streams over an upgraded connection. */
final class StreamAttachment implements Attachment {
  private final String address;
  private final Response response;
  private final boolean multiplexed;
  private volatile boolean closed;

  StreamAttachment(String address, Response response, boolean multiplexed) {
    this.address = address;
    this.response = response;
    this.multiplexed = multiplexed;
  }

  @Override
  public void read(Sink sink) {
    Connection connection = response.connection();
    try {
      new Frames(connection.input(), multiplexed).passTo(sink);
    } catch (IOException broken) {
      if (!closed) {
        throw gone("what a container writes", broken);
      }
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      response.connection().write(bytes, offset, length);
    } catch (IOException broken) {
      if (!closed) {
        throw gone("the input of a container", broken);
      }
    }
  }

  @Override
  public void endInput() {
    try {
      response.connection().shutdownOutput();
    } catch (IOException broken) {
      if (!closed) {
        throw gone("the input of a container", broken);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    response.close();
  }

  private RuntimeException gone(String what, IOException broken) {
    return Problem.of(
            "engine.gone",
            "the connection to the engine at "
                + address
                + " broke in the middle of "
                + what
                + ": "
                + broken.getMessage())
        .withHint("see whether the container still runs: docker ps")
        .exception(broken);
  }
}
