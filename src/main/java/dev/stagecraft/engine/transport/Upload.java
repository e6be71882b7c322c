package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sends a stream in chunks, in a thread of its own, while the answer is awaited. */
final class Upload {
  private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK = 64 * 1024;

  private final Connection connection;
  private final InputStream source;
  private final Thread thread;
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private volatile boolean ended;

  private Upload(Connection connection, InputStream source) {
    this.connection = connection;
    this.source = source;
    this.thread = new Thread(this::run, "upload");
    thread.setDaemon(true);
  }

  static Upload begin(Connection connection, InputStream source) {
    Upload upload = new Upload(connection, source);
    upload.thread.start();
    return upload;
  }

  /** Why the source could not be read, where it could not. */
  Optional<RuntimeException> failure() {
    return failure;
  }

  /** Ends it; the connection is closed already or soon. */
  void end() {
    ended = true;
    thread.interrupt();
  }

  private void run() {
    byte[] chunk = new byte[CHUNK];
    try {
      while (true) {
        int read = next(chunk);
        if (read < 0) {
          connection.write(END, 0, END.length);
          return;
        }
        if (read > 0) {
          byte[] framed = framed(chunk, read);
          connection.write(framed, 0, framed.length);
        }
      }
    } catch (IOException closed) {
      // The engine takes no more: its answer says why, and the reader of the answer has it.
      return;
    } catch (RuntimeException failed) {
      if (!ended) {
        failure = Optional.of(failed);
        connection.close();
      }
    }
  }

  private int next(byte[] chunk) {
    try {
      return source.read(chunk, 0, chunk.length);
    } catch (IOException unreadable) {
      if (ended) {
        throw new Cancelled("reading what is to be sent");
      }
      throw Problem.of(
              "engine.upload",
              "what was to be sent could not be read: " + Trouble.words(unreadable))
          .exception(unreadable);
    }
  }

  private static byte[] framed(byte[] chunk, int length) {
    byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] framed = new byte[size.length + length + 2];
    System.arraycopy(size, 0, framed, 0, size.length);
    System.arraycopy(chunk, 0, framed, size.length, length);
    framed[framed.length - 2] = '\r';
    framed[framed.length - 1] = '\n';
    return framed;
  }
}
