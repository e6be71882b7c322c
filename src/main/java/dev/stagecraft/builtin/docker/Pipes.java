package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Streams;
import dev.stagecraft.engine.Containers.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What containers write, on its way to the caller's streams. */
final class Pipes {
  private Pipes() {}

  /** Nobody reads the output any more, as in {@code docker logs web | head -1}. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed(IOException cause) {
      super(cause);
    }
  }

  /** A sink that writes to a caller's streams at once. */
  static Sink to(Streams streams) {
    return Sink.of(bytes -> write(streams.out(), bytes), bytes -> write(streams.err(), bytes));
  }

  /** A line on standard error, at once: for what must be seen before the verb ends. */
  static void say(Streams streams, String line) {
    write(streams.err(), (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A line on standard output, at once. */
  static void print(Streams streams, String line) {
    write(streams.out(), (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void write(OutputStream to, byte[] bytes) {
    try {
      to.write(bytes);
      to.flush();
    } catch (IOException e) {
      throw new Closed(e);
    }
  }
}
