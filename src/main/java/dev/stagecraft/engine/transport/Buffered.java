package dev.stagecraft.engine.transport;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A connection of which lines can be read; what was read too much comes first afterwards. */
final class Buffered implements Connection {
  private static final int LONGEST_LINE = 64 * 1024;

  private final Connection connection;
  private final byte[] buffer = new byte[16 * 1024];
  private int from;
  private int to;

  Buffered(Connection connection) {
    this.connection = connection;
  }

  /** A line without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (from == to && !fill()) {
        throw new EOFException(line.isEmpty() ? "the connection ended" : "it ended in a line");
      }
      int start = from;
      while (from < to && buffer[from] != '\n') {
        from++;
      }
      line.append(new String(buffer, start, from - start, StandardCharsets.ISO_8859_1));
      if (from < to) {
        from++;
        int length = line.length();
        boolean carriage = length > 0 && line.charAt(length - 1) == '\r';
        return line.substring(0, carriage ? length - 1 : length);
      }
      if (line.length() > LONGEST_LINE) {
        throw new IOException("a line without an end");
      }
    }
  }

  private boolean fill() throws IOException {
    int read = connection.read(buffer, 0, buffer.length);
    from = 0;
    to = Math.max(read, 0);
    return read > 0;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (from == to) {
      if (length >= buffer.length) {
        return connection.read(into, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int some = Math.min(length, to - from);
    System.arraycopy(buffer, from, into, offset, some);
    from += some;
    return some;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    connection.write(bytes, offset, length);
  }

  @Override
  public void shutdownOutput() throws IOException {
    connection.shutdownOutput();
  }

  @Override
  public void close() {
    connection.close();
  }
}
