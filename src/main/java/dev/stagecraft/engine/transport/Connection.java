package dev.stagecraft.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A stream of bytes each way.
 *
 * <p>One thread may read while another writes. An interrupt of either thread closes the connection
 * and ends the call with {@link dev.stagecraft.core.Cancelled}; so does {@link #close} from a third
 * thread, with an {@link IOException}.
 */
public interface Connection extends AutoCloseable {
  /** Reads at least one byte; -1 at the end. */
  int read(byte[] into, int offset, int length) throws IOException;

  /** Writes all. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Tells the other side that no more will come. Reading goes on. */
  void shutdownOutput() throws IOException;

  /** Ends both ways at once. May be called again, and from any thread. */
  @Override
  void close();

  /** The bytes that come, as a stream; closing it closes the connection. */
  default InputStream input() {
    Connection connection = this;
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return connection.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : connection.read(into, offset, length);
      }

      @Override
      public void close() {
        connection.close();
      }
    };
  }

  /** The bytes that go, as a stream; closing it closes the connection. */
  default OutputStream output() {
    Connection connection = this;
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        connection.write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        connection.write(bytes, offset, length);
      }

      @Override
      public void close() {
        connection.close();
      }
    };
  }
}
