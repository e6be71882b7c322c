package dev.stagecraft.shell.host;

import dev.stagecraft.core.Problem;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;

/**
 * The one pipe that a replayed shell writes to. What comes through goes to the sink of the
 * statement that runs; a mark that we write into the pipe ourselves, behind the statement's last
 * byte, says when all of it has come.
 */
final class OutputPipe implements Closeable {
  private final Path path;
  private final FileChannel channel;

  /** A second one, as a channel does not write while it waits for bytes. */
  private final FileChannel marks;

  private final byte[] mark = new byte[18];

  private OutputStream sink = OutputStream.nullOutputStream();
  private byte[] held = new byte[0];
  private long asked;
  private long seen;
  private boolean ended;

  private OutputPipe(Path path) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.marks = FileChannel.open(path, StandardOpenOption.WRITE);
    new SecureRandom().nextBytes(mark);
    mark[0] = 0;
  }

  /** A new pipe at a path, and a thread that empties it. */
  static OutputPipe open(Path path, ExecutorService threads) throws IOException {
    Files.deleteIfExists(path);
    Process made =
        new ProcessBuilder("mkfifo", "-m", "600", path.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      int status = made.waitFor();
      if (status != 0) {
        throw Problem.of("shell.pipe", "cannot make a pipe at " + path).exception();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    OutputPipe pipe = new OutputPipe(path);
    threads.execute(pipe::pump);
    return pipe;
  }

  /** Where the shell opens it. */
  Path path() {
    return path;
  }

  /** Sends what comes from now on to a sink. */
  synchronized void direct(OutputStream to) {
    sink = to;
  }

  /** Returns when all that has been written until now is in the sink. */
  void settle() {
    long target;
    synchronized (this) {
      target = ++asked;
    }
    // an interrupted thread would close the channel by writing to it
    boolean interrupted = Thread.interrupted();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(mark);
      while (bytes.hasRemaining()) {
        marks.write(bytes);
      }
      interrupted |= await(target);
    } catch (IOException e) {
      // closed: what has not come will not come
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized boolean await(long target) {
    boolean interrupted = false;
    while (seen < target && !ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private void pump() {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try {
      while (channel.read(buffer.clear()) >= 0) {
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        take(bytes);
      }
    } catch (IOException e) {
      // closed: there is nobody to write any more
    } finally {
      synchronized (this) {
        ended = true;
        notifyAll();
      }
    }
  }

  private synchronized void take(byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(held.length + bytes.length);
    all.writeBytes(held);
    all.writeBytes(bytes);
    byte[] data = all.toByteArray();
    int from = 0;
    for (int at = find(data, from); at + mark.length <= data.length; at = find(data, from)) {
      pass(data, from, at);
      from = at + mark.length;
      seen++;
      notifyAll();
    }
    int start = find(data, from);
    pass(data, from, start);
    held = Arrays.copyOfRange(data, start, data.length);
  }

  /** Where the mark, or what may be its beginning, stands; the length where it does not. */
  private int find(byte[] data, int from) {
    for (int at = from; at < data.length; at++) {
      int end = Math.min(data.length, at + mark.length);
      if (data[at] == 0 && Arrays.equals(data, at, end, mark, 0, end - at)) {
        return at;
      }
    }
    return data.length;
  }

  private void pass(byte[] data, int from, int end) {
    if (end == from) {
      return;
    }
    try {
      sink.write(data, from, end - from);
      sink.flush();
    } catch (IOException e) {
      // nobody reads any more; the shell must not stand still for that
      sink = OutputStream.nullOutputStream();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    marks.close();
    Files.deleteIfExists(path);
  }
}
