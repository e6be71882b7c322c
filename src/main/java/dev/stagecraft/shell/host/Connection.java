package dev.stagecraft.shell.host;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A connection of the shell or of a shim: fields of raw bytes, each ended by a NUL. Fields are held
 * one character a byte.
 */
final class Connection implements Closeable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Connection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    out = socket.getOutputStream();
  }

  /** How long a read may take; 0 for ever. */
  void patience(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** The next field; empty where the connection ended before it did. */
  Optional<String> field() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    int b = in.read();
    while (b > 0) {
      bytes.write(b);
      b = in.read();
    }
    return b < 0 ? Optional.empty() : Optional.of(bytes.toString(StandardCharsets.ISO_8859_1));
  }

  /** The next field, which must be there. */
  String expected() throws IOException {
    return field().orElseThrow(() -> new IOException("the connection ended in the middle"));
  }

  /** Writes fields, held one character a byte, at once. */
  void send(String... fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String field : fields) {
      bytes.writeBytes(field.getBytes(StandardCharsets.ISO_8859_1));
      bytes.write(0);
    }
    synchronized (out) {
      out.write(bytes.toByteArray());
    }
  }

  /** What comes after the fields read so far. */
  InputStream rest() {
    return in;
  }

  /** Where bytes go, at once. */
  OutputStream sink() {
    return out;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // a socket that cannot be closed is closed already
      return;
    }
  }
}
