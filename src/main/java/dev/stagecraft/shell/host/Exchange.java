package dev.stagecraft.shell.host;

import dev.stagecraft.shell.Answering;
import dev.stagecraft.shell.Snapshot;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the session's shell and its shims say, by kind: {@code N} and {@code Z} are the driver's,
 * {@code X} brings expanded words, {@code C} is a call of one of our words, {@code O}, {@code E}
 * and {@code I} carry its streams.
 */
final class Exchange implements Switchboard.Desk, Closeable {
  /** What stands behind the words of an expansion that went well. */
  static final String END = "stagecraft-end";

  private final Path shims;
  private final Answering answering;
  private final ExecutorService threads;
  private final Switchboard switchboard;
  private final Map<String, CallBack> calls = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<List<String>>> expansions = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  private Optional<Conversation> conversation = Optional.empty();
  private long pid;
  private volatile Snapshot last;
  private volatile boolean stopped;

  Exchange(Path shims, Snapshot last, Answering answering, ExecutorService threads)
      throws IOException {
    this.shims = shims;
    this.last = last;
    this.answering = answering;
    this.threads = threads;
    this.switchboard = new Switchboard(this, threads);
  }

  Switchboard switchboard() {
    return switchboard;
  }

  /** Starts a shell; from then on its driver is the one that is listened to. */
  synchronized ShellProcess start(Conversation driver, Starting starting) throws IOException {
    ShellProcess shell = starting.start();
    pid = shell.pid();
    conversation = Optional.of(driver);
    return shell;
  }

  /** Starts a shell's process. */
  @FunctionalInterface
  interface Starting {
    /** Starts it. */
    ShellProcess start() throws IOException;
  }

  private synchronized Optional<Conversation> driver(long process) {
    return process == pid ? conversation : Optional.empty();
  }

  @Override
  public void serve(String kind, Connection connection, Runnable turn) throws IOException {
    switch (kind) {
      case "N", "Z" -> report(kind, connection, turn);
      case "X" -> words(connection);
      case "C" -> call(connection);
      case "O", "E", "I" -> stream(kind, connection);
      default -> connection.close();
    }
  }

  private void report(String kind, Connection connection, Runnable turn) throws IOException {
    Report report = Report.read(connection, last, shims);
    turn.run();
    Optional<Conversation> driver = driver(report.pid());
    if (driver.isEmpty()) {
      connection.close();
      return;
    }
    last = report.snapshot();
    if (kind.equals("N")) {
      driver.get().reported(report, connection);
    } else {
      driver.get().leaving(report);
      connection.close();
    }
  }

  /** The words that an expansion with this id will bring. */
  CompletableFuture<List<String>> expansion(String id) {
    return expansions.computeIfAbsent(id, k -> new CompletableFuture<>());
  }

  /** Forgets an expansion. */
  void forget(String id) {
    expansions.remove(id);
  }

  private void words(Connection connection) throws IOException {
    try (connection) {
      CompletableFuture<List<String>> wanted = expansions.get(connection.expected());
      List<String> words = new ArrayList<>();
      for (Optional<String> field = connection.field();
          field.isPresent();
          field = connection.field()) {
        words.add(field.get());
      }
      if (wanted != null && !words.isEmpty() && words.get(words.size() - 1).equals(END)) {
        wanted.complete(words.subList(0, words.size() - 1).stream().map(Bytes::decoded).toList());
      }
    }
  }

  private void call(Connection connection) throws IOException {
    String id = Long.toString(count.incrementAndGet());
    try (connection) {
      CallBack call = CallBack.read(id, connection, shims, () -> stopped);
      calls.put(id, call);
      call.serve(answering, threads);
    } finally {
      calls.remove(id);
    }
  }

  /** Whether calls are answered, from now on, as if a Ctrl-C had come. */
  void stop(boolean on) {
    stopped = on;
  }

  /** Whether one of our words is called from a process group, and has had no signal. */
  boolean unheard(long group) {
    return calls.values().stream().anyMatch(call -> call.unheard(group));
  }

  private void stream(String kind, Connection connection) throws IOException {
    CallBack call = calls.get(connection.expected());
    if (call == null) {
      connection.close();
    } else {
      call.attach(kind, connection);
    }
  }

  @Override
  public void close() {
    switchboard.close();
    calls.values().forEach(CallBack::abandon);
  }
}
