package dev.stagecraft.engine.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a response, without its framing. Failures of the connection are told as problems, so
 * that whoever reads, a JSON parser for one, need not tell them from its own.
 */
final class Body extends InputStream {
  private static final long CHUNKED = -1;
  private static final long UNTIL_CLOSE = -2;

  private final Buffered source;
  private final long kind;
  private final Ending ending;
  private long left;
  private boolean begun;
  private boolean done;

  /** What is told of a body's end. */
  interface Ending {
    /** All was read. */
    void complete();

    /** The connection broke. */
    RuntimeException broken(IOException cause);
  }

  private Body(Buffered source, long kind, Ending ending) {
    this.source = source;
    this.kind = kind;
    this.ending = ending;
    this.left = Math.max(kind, 0);
  }

  static Body ofLength(Buffered source, long length, Ending ending) {
    Body body = new Body(source, length, ending);
    if (length == 0) {
      body.finish();
    }
    return body;
  }

  static Body chunked(Buffered source, Ending ending) {
    return new Body(source, CHUNKED, ending);
  }

  static Body untilClose(Buffered source, Ending ending) {
    return new Body(source, UNTIL_CLOSE, ending);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (done) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    try {
      return next(into, offset, length);
    } catch (IOException broken) {
      throw ending.broken(broken);
    }
  }

  private int next(byte[] into, int offset, int length) throws IOException {
    if (kind == UNTIL_CLOSE) {
      int read = source.read(into, offset, length);
      if (read < 0) {
        finish();
      }
      return read;
    }
    if (kind == CHUNKED && left == 0 && !chunk()) {
      finish();
      return -1;
    }
    int read = source.read(into, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("its answer ended too early");
    }
    left -= read;
    if (left == 0 && kind != CHUNKED) {
      finish();
    }
    return read;
  }

  /** Begins the next chunk; false where it was the last. */
  private boolean chunk() throws IOException {
    if (begun && !source.line().isEmpty()) {
      throw new IOException("a chunk of its answer has no end");
    }
    begun = true;
    String size = source.line();
    int extension = size.indexOf(';');
    String digits = (extension < 0 ? size : size.substring(0, extension)).strip();
    try {
      left = Long.parseLong(digits, 16);
    } catch (NumberFormatException notANumber) {
      throw new IOException("a chunk of its answer has no size: " + size, notANumber);
    }
    if (left > 0) {
      return true;
    }
    String trailer = source.line();
    while (!trailer.isEmpty()) {
      trailer = source.line();
    }
    return false;
  }

  private void finish() {
    done = true;
    ending.complete();
  }

  @Override
  public void close() {
    done = true;
    ending.complete();
  }
}
