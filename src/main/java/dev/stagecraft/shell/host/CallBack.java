package dev.stagecraft.shell.host;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.shell.Answering;
import dev.stagecraft.shell.Answering.Answer;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.host.Declarations.Declaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/**
 * One call of one of our words from inside the shell. The shim that called waits on the control
 * connection for what to do next, and says there what happens to it.
 */
final class CallBack {
  /** Longer answers go through a connection of their own. */
  private static final int SMALL = 1024;

  private final String id;
  private final long pid;
  private final Connection control;
  private final Call call;
  private final ShimStreams streams;
  private final BooleanSupplier stopped;

  private Optional<Thread> worker = Optional.empty();
  private Optional<String> signal = Optional.empty();
  private int signals;

  private CallBack(
      String id,
      long pid,
      Connection control,
      Call call,
      ShimStreams streams,
      BooleanSupplier stopped) {
    this.id = id;
    this.pid = pid;
    this.control = control;
    this.call = call;
    this.streams = streams;
    this.stopped = stopped;
  }

  /**
   * Reads who calls what.
   *
   * @param stopped whether the session ends: a call is then answered as if a Ctrl-C had come
   */
  static CallBack read(String id, Connection control, Path shims, BooleanSupplier stopped)
      throws IOException {
    String pid = control.expected();
    String folder = Bytes.decoded(control.expected());
    String flags = control.expected();
    int count = Integer.parseInt(control.expected());
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(Bytes.decoded(control.expected()));
    }
    Map<String, String> environment = environment(pid, control.expected(), shims);
    ShimStreams streams = new ShimStreams(id, control, flags);
    Call call = new Call(words, Path.of(folder), environment, streams);
    return new CallBack(id, Long.parseLong(pid), control, call, streams, stopped);
  }

  private static Map<String, String> environment(String pid, String exported, Path shims)
      throws IOException {
    if (!exported.isEmpty()) {
      List<Declaration> declarations = Declarations.of(exported);
      return Report.environment(declarations, shims);
    }
    Map<String, String> environment = new HashMap<>();
    String all =
        Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
    for (String entry : all.split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        String name = entry.substring(0, equals);
        String value = Bytes.decoded(entry.substring(equals + 1));
        environment.put(
            Bytes.decoded(name), name.equals("PATH") ? Report.withoutShims(value, shims) : value);
      }
    }
    return environment;
  }

  /** Carries the call out on another thread, and listens to the shim on this one, to its end. */
  void serve(Answering answering, ExecutorService threads) throws IOException {
    threads.execute(() -> work(answering));
    try {
      for (Optional<String> field = control.field(); field.isPresent(); field = control.field()) {
        switch (field.get()) {
          case "INT", "TERM" -> interrupted(field.get());
          case "SIZE" -> streams.resized(control.expected());
          default -> throw new IOException("a shim said " + field.get());
        }
      }
    } finally {
      abandon();
    }
  }

  /** A connection for one of the call's streams has come. */
  void attach(String kind, Connection connection) {
    streams.attach(kind, connection);
  }

  /** The caller is gone, or we are: nobody waits for the call. */
  void abandon() {
    streams.abandon();
    cancel();
  }

  /** Whether the caller belongs to a process group, and has had no signal. */
  boolean unheard(long group) {
    synchronized (this) {
      if (signals > 0) {
        return false;
      }
    }
    return ProcessTable.group(pid).filter(own -> own == group).isPresent();
  }

  private void interrupted(String name) {
    synchronized (this) {
      signal = Optional.of(name);
      signals++;
    }
    streams.cancelIn();
    if (signals > 1) {
      streams.abandon();
    }
    cancel();
  }

  private synchronized void cancel() {
    worker.ifPresent(Thread::interrupt);
  }

  private void work(Answering answering) {
    synchronized (this) {
      worker = Optional.of(Thread.currentThread());
      if (signals > 0) {
        Thread.currentThread().interrupt();
      }
    }
    String last = "X125";
    try {
      if (stopped.getAsBoolean()) {
        throw new Cancelled("a call at the end of the session");
      }
      Answer answer = answering.answer(call);
      // A command that ended in spite of a Ctrl-C has heard it; its answer is to be written whole.
      boolean unused = Thread.interrupted();
      last = finish(answer);
    } catch (Cancelled e) {
      streams.close();
      synchronized (this) {
        last = "X" + signal.orElse("INT");
      }
    } finally {
      synchronized (this) {
        worker = Optional.empty();
      }
      streams.end(last);
    }
  }

  /** Writes what is left to write, and says how the shim is to end. */
  private String finish(Answer answer) {
    boolean ends = stopped.getAsBoolean();
    if (!ends && !streams.used() && small(answer.out()) && small(answer.err())) {
      streams.say(
          "D",
          Integer.toString(answer.status()),
          Bytes.encoded(answer.out()),
          Bytes.encoded(answer.err()));
      return "";
    }
    try {
      if (!answer.out().isEmpty()) {
        streams.out().write(answer.out().getBytes(StandardCharsets.UTF_8));
      }
      if (!answer.err().isEmpty()) {
        streams.err().write(answer.err().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // nobody reads: the status says so
    }
    streams.close();
    return ends ? "XINT" : "X" + (streams.broken() ? 141 : answer.status());
  }

  private static boolean small(String text) {
    return text.length() < SMALL && text.indexOf(0) < 0;
  }

  @Override
  public String toString() {
    return "call " + id + ": " + String.join(" ", call.words());
  }
}
