package dev.stagecraft.shell.host;

import dev.stagecraft.command.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The streams of a call from inside the shell. Each one is asked of the shim when it is used for
 * the first time, so that input which a command does not read stays with its caller.
 */
final class ShimStreams implements Streams {
  private static final int PATIENCE_SECONDS = 10;

  private final String id;
  private final Connection control;
  private final String flags;
  private final Source in = new Source();
  private final Sink out = new Sink("O");
  private final Sink err;
  private final ShimKeyboard keyboard;

  /**
   * Streams over a control connection.
   *
   * @param flags {@code 0}, {@code 1}, {@code 2} for those that are terminals, {@code =} where both
   *     outputs are one file
   */
  ShimStreams(String id, Connection control, String flags) {
    this.id = id;
    this.control = control;
    this.flags = flags;
    this.err = flags.contains("=") ? out : new Sink("E");
    this.keyboard = new ShimKeyboard(this::say);
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public OutputStream err() {
    return err;
  }

  @Override
  public boolean inIsTerminal() {
    return flags.contains("0");
  }

  @Override
  public boolean outIsTerminal() {
    return flags.contains("1");
  }

  @Override
  public boolean errIsTerminal() {
    return flags.contains("2");
  }

  @Override
  public Optional<Keyboard> keyboard() {
    return inIsTerminal() ? Optional.of(keyboard) : Optional.empty();
  }

  /** Tells the shim something; a shim that is gone is heard of elsewhere. */
  void say(String... fields) {
    try {
      control.send(fields);
    } catch (IOException e) {
      abandon();
    }
  }

  /** The last word to the shim; empty where it has been said. */
  void end(String word) {
    if (!word.isEmpty()) {
      say(word);
    }
  }

  /** The shim says how large its terminal is: rows and columns. */
  void resized(String size) {
    keyboard.resized(size);
  }

  /** A connection for one of the streams has come. */
  void attach(String kind, Connection connection) {
    Wire wire =
        switch (kind) {
          case "I" -> in.wire;
          case "O" -> out.wire;
          default -> err.wire;
        };
    if (!wire.connection.complete(connection)) {
      connection.close();
    }
  }

  /** Whether a stream has been opened. */
  boolean used() {
    return out.wire.used() || err.wire.used();
  }

  /** Whether the reader of the output has gone. */
  boolean broken() {
    return out.broken;
  }

  /** Ends the input, so that who reads it goes on. */
  void cancelIn() {
    in.cancelled = true;
    in.wire.close();
  }

  /** Ends all streams at once: nobody is at their other ends. */
  void abandon() {
    cancelIn();
    keyboard.gone();
    out.wire.close();
    err.wire.close();
  }

  /** Ends the outputs after what has been written. */
  void close() {
    in.wire.closeIfOpen();
    out.wire.closeIfOpen();
    err.wire.closeIfOpen();
  }

  /** A stream's connection, asked for when it is needed. */
  private final class Wire {
    private final String kind;
    private final CompletableFuture<Connection> connection = new CompletableFuture<>();
    private boolean asked;

    Wire(String kind) {
      this.kind = kind;
    }

    synchronized boolean used() {
      return asked;
    }

    Connection open() throws IOException {
      synchronized (this) {
        if (!asked) {
          asked = true;
          control.send(kind + id);
        }
      }
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return connection.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("broken pipe", e);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    void close() {
      connection.completeExceptionally(new IOException("broken pipe"));
      closeIfOpen();
    }

    void closeIfOpen() {
      if (connection.isDone() && !connection.isCompletedExceptionally()) {
        connection.join().close();
      }
    }
  }

  private final class Sink extends OutputStream {
    private final Wire wire;
    private volatile boolean broken;

    Sink(String kind) {
      this.wire = new Wire(kind);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        wire.open().sink().write(bytes, from, length);
      } catch (IOException e) {
        broken = true;
        throw new IOException("broken pipe", e);
      }
    }
  }

  private final class Source extends InputStream {
    private final Wire wire = new Wire("I");
    private volatile boolean cancelled;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return wire.open().rest().read(bytes, from, length);
      } catch (IOException e) {
        if (cancelled) {
          InterruptedIOException ended = new InterruptedIOException("interrupted");
          ended.initCause(e);
          throw ended;
        }
        throw e;
      }
    }

    @Override
    public int available() throws IOException {
      return wire.used() && wire.connection.isDone() ? wire.open().rest().available() : 0;
    }
  }
}
