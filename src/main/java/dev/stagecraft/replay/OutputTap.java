package dev.stagecraft.replay;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Passes a statement's output on as events, and keeps as much of it as checks need. */
final class OutputTap extends OutputStream {
  private static final int MOST = 4 << 20;

  private final Consumer<ReplayEvent> events;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int statementBegin;

  OutputTap(Consumer<ReplayEvent> events) {
    this.events = events;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return;
    }
    if (kept.size() < MOST) {
      kept.write(bytes, offset, length);
    }
    events.accept(new ReplayEvent.Output(Arrays.copyOfRange(bytes, offset, offset + length)));
  }

  /** A line that a program would have written. */
  void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    write(bytes, 0, bytes.length);
  }

  /** A statement begins: {@link #statement} starts here. */
  synchronized void begin() {
    statementBegin = kept.size();
  }

  /** What the statement that began last has written. */
  synchronized String statement() {
    byte[] all = kept.toByteArray();
    return new String(all, statementBegin, all.length - statementBegin, StandardCharsets.UTF_8);
  }

  /** What the whole block has written. */
  synchronized String block() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
