package dev.stagecraft.engine.docker;

import dev.stagecraft.engine.Containers.Sink;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes a container's stream apart. Source: Docker Engine API, "Stream format": a frame has a type
 * (1 output, 2 errors, 3 the engine's own error), three empty bytes, and a length of four bytes.
 */
final class Frames {
  private static final int HEAD = 8;
  private static final int PART = 64 * 1024;

  private final InputStream source;
  private final boolean multiplexed;

  Frames(InputStream source, boolean multiplexed) {
    this.source = source;
    this.multiplexed = multiplexed;
  }

  /** Passes on all until the end. Long frames are passed on in parts, each in an own array. */
  void passTo(Sink sink) throws IOException {
    byte[] part = new byte[PART];
    if (!multiplexed) {
      for (int read = source.read(part); read >= 0; read = source.read(part)) {
        sink.out(copy(part, read));
      }
      return;
    }
    byte[] head = new byte[HEAD];
    while (source.readNBytes(head, 0, HEAD) == HEAD) {
      int type = head[0];
      long left =
          (head[4] & 0xffL) << 24 | (head[5] & 0xff) << 16 | (head[6] & 0xff) << 8 | head[7] & 0xff;
      while (left > 0) {
        int read = source.read(part, 0, (int) Math.min(left, part.length));
        if (read < 0) {
          return;
        }
        left -= read;
        if (type == 2 || type == 3) {
          sink.err(copy(part, read));
        } else {
          sink.out(copy(part, read));
        }
      }
    }
  }

  private static byte[] copy(byte[] part, int length) {
    byte[] copy = new byte[length];
    System.arraycopy(part, 0, copy, 0, length);
    return copy;
  }
}
