package dev.stagecraft.report;

import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.ReplayListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Keeps what happens, with the time. Of an output that is very long its beginning and its end are
 * kept; what is between is counted.
 */
final class Timeline implements ReplayListener {
  /** How much is kept of the beginning of a statement's output, in bytes. */
  static final int FIRST = 192 << 10;

  /** How much is kept of its end, in bytes. */
  static final int LAST = 64 << 10;

  /** Pieces of output that come within this time are one. */
  private static final Duration TOGETHER = Duration.ofMillis(5);

  private final Instant begun;
  private final LongSupplier nanos;
  private final long start;
  private final List<Moment> moments = new ArrayList<>();
  private final Deque<Moment> end = new ArrayDeque<>();
  private int first;
  private int last;
  private long omitted;

  /**
   * A recording.
   *
   * @param begun what the time is now
   * @param nanos tells the time, as {@link System#nanoTime} does
   */
  Timeline(Instant begun, LongSupplier nanos) {
    this.begun = begun;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  @Override
  public synchronized void on(ReplayEvent event) {
    Moment moment = new Moment(elapsed(), event, 0);
    if (event instanceof ReplayEvent.Output output) {
      output(moment.at(), output.bytes());
      return;
    }
    settle();
    first = 0;
    moments.add(moment);
  }

  /** How long ago it began. */
  Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  /** When it began. */
  Instant begun() {
    return begun;
  }

  /** What has happened so far, in order. */
  synchronized List<Moment> moments() {
    settle();
    return List.copyOf(moments);
  }

  private void output(Duration at, byte[] bytes) {
    int fits = 0;
    if (first < FIRST) {
      fits = bytes.length <= FIRST - first ? bytes.length : Bytes.lineEnd(bytes, FIRST - first);
      first = fits < bytes.length ? FIRST : first + fits;
    }
    if (fits > 0) {
      add(at, Bytes.part(bytes, 0, fits));
    }
    if (fits < bytes.length) {
      atTheEnd(new Moment(at, output(Bytes.part(bytes, fits, bytes.length)), 0));
    }
  }

  private static ReplayEvent output(byte[] bytes) {
    return new ReplayEvent.Output(bytes);
  }

  private void add(Duration at, byte[] bytes) {
    if (!moments.isEmpty()) {
      Moment before = moments.get(moments.size() - 1);
      if (before.event() instanceof ReplayEvent.Output output
          && at.minus(before.at()).compareTo(TOGETHER) < 0
          && output.bytes().length < FIRST / 4) {
        moments.set(
            moments.size() - 1,
            new Moment(before.at(), output(Bytes.joined(output.bytes(), bytes)), before.omitted()));
        return;
      }
    }
    moments.add(new Moment(at, output(bytes), 0));
  }

  private void atTheEnd(Moment moment) {
    int size = size(moment);
    if (size > LAST) {
      byte[] bytes = ((ReplayEvent.Output) moment.event()).bytes();
      omitted += size - LAST;
      atTheEnd(new Moment(moment.at(), output(Bytes.part(bytes, size - LAST, size)), 0));
      return;
    }
    end.addLast(moment);
    last += size;
    while (last > LAST) {
      Moment gone = end.removeFirst();
      last -= size(gone);
      omitted += size(gone);
    }
  }

  private static int size(Moment moment) {
    return ((ReplayEvent.Output) moment.event()).bytes().length;
  }

  /** The output's end joins the rest. */
  private void settle() {
    boolean cut = omitted > 0;
    while (!end.isEmpty()) {
      Moment moment = end.removeFirst();
      byte[] bytes = ((ReplayEvent.Output) moment.event()).bytes();
      if (cut) {
        int line = Bytes.lineBegin(bytes);
        omitted += line;
        bytes = Bytes.part(bytes, line, bytes.length);
        cut = false;
        if (bytes.length == 0 && !end.isEmpty()) {
          continue;
        }
      }
      moments.add(new Moment(moment.at(), output(bytes), omitted));
      omitted = 0;
    }
    last = 0;
  }
}
