package dev.stagecraft.shell.host;

import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Answering;
import dev.stagecraft.shell.Snapshot;
import dev.stagecraft.shell.host.Conversation.Asked;
import dev.stagecraft.shell.host.Conversation.Result;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All that keeps a session's shell going: its files, its connections, its output, its helper, and
 * one process after the other. One thread at a time asks; any may interrupt.
 */
final class Lifeline implements Closeable {
  /** Longer texts go by file: bash takes a call to the kernel for each byte of a socket. */
  private static final int DIRECT = 1024;

  private static final int START_SECONDS = 20;
  private static final int CLOSE_SECONDS = 5;

  private final Settings settings;
  private final Path bash;
  private final Scripts scripts;
  private final ExecutorService threads;
  private final Exchange exchange;
  private final Optional<OutputPipe> pipe;
  private final Oracle oracle;
  private final Interrupts interrupts;

  /**
   * What shells that have ended left running. A session's number is its own as long as one runs.
   */
  private final Map<Long, List<ProcessHandle>> orphans = new ConcurrentHashMap<>();

  private volatile Optional<ShellProcess> process = Optional.empty();
  private volatile Conversation conversation = new Conversation();
  private Optional<Snapshot> fresh = Optional.empty();
  private long count;

  Lifeline(Settings settings, Path bash, Snapshot snapshot, Answering answering)
      throws IOException {
    this.settings = settings;
    this.bash = bash;
    String searchPath = settings.environment().getOrDefault("PATH", "");
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "shell");
              thread.setDaemon(true);
              return thread;
            });
    Files.createDirectories(settings.home());
    this.scripts = new Scripts(settings.home(), bash, searchPath);
    this.exchange = new Exchange(scripts.shims(), snapshot, answering, threads);
    Switchboard board = exchange.switchboard();
    scripts.write(
        board.port(), board.token(), settings.words(), settings.called(), settings.script());
    this.pipe =
        settings.wiring().piped()
            ? Optional.of(OutputPipe.open(settings.home().resolve("output"), threads))
            : Optional.empty();
    this.oracle = new Oracle(bash);
    this.interrupts = new Interrupts(settings, exchange::unheard, threads);
  }

  boolean running() {
    return process.isPresent() && !conversation.over();
  }

  Oracle oracle() {
    return oracle;
  }

  /**
   * Starts a shell; one after the first gets a state restored.
   *
   * @return its state
   */
  Snapshot start(Snapshot wanted) throws IOException {
    Conversation talk = new Conversation();
    conversation = talk;
    ShellProcess shell =
        exchange.start(
            talk,
            () -> ShellProcess.start(settings, bash, scripts.driver(), pipe.map(OutputPipe::path)));
    process = Optional.of(shell);
    threads.execute(() -> seeOff(shell, talk));
    Snapshot first = firstReport(talk, shell);
    shell.rememberStreams();
    threads.execute(() -> guard(shell.pid()));
    if (fresh.isEmpty() && wanted.variables().isEmpty()) {
      fresh = Optional.of(first);
      return first.withStatus(wanted.status());
    }
    Snapshot restored = first;
    for (String statement : new Restoration(wanted, first).statements()) {
      restored =
          ask(id("i"), Integer.toString(wanted.status()), statement)
              .report()
              .map(Report::snapshot)
              .orElse(restored);
    }
    return restored.withStatus(wanted.status());
  }

  /** Waits for a shell's end, and says so when all that it said before has been heard. */
  private void seeOff(ShellProcess shell, Conversation talk) {
    int status = shell.exit().join();
    exchange.switchboard().settle();
    List<ProcessHandle> left = ProcessTable.session(shell.pid());
    orphans.put(shell.pid(), left);
    talk.ended(status);
    if (left.isEmpty()) {
      release(shell.pid());
    }
  }

  private Snapshot firstReport(Conversation talk, ShellProcess shell) throws IOException {
    CompletableFuture<Object> either = CompletableFuture.anyOf(talk.ready(), shell.exit());
    try {
      if (either.get(START_SECONDS, TimeUnit.SECONDS) instanceof Report report) {
        return report.snapshot();
      }
      process = Optional.empty();
      throw new IOException("it ended with status " + shell.exit().join());
    } catch (InterruptedException e) {
      process = Optional.empty();
      shell.kill();
      Thread.currentThread().interrupt();
      throw new dev.stagecraft.core.Cancelled("start of the shell");
    } catch (ExecutionException | TimeoutException e) {
      process = Optional.empty();
      shell.kill();
      throw new IOException("it is not ready after " + START_SECONDS + " s", e);
    }
  }

  private void guard(long pid) {
    try {
      oracle.guard(pid);
    } catch (IOException e) {
      throw Problem.of("shell.guard", "cannot watch over the shell: " + e.getMessage())
          .exception(e);
    }
  }

  private void release(long pid) {
    try {
      oracle.release(pid);
    } catch (IOException e) {
      throw Problem.of("shell.guard", "cannot watch over the shell: " + e.getMessage())
          .exception(e);
    }
  }

  /** A new id for a statement. */
  String id(String prefix) {
    return prefix + ++count;
  }

  /** Sends what the shell writes from now on to a sink, where that is ours to say. */
  void direct(OutputStream sink) {
    pipe.ifPresent(p -> p.direct(sink));
  }

  /** Returns when all that has been written is where it belongs. */
  void settle() {
    pipe.ifPresent(OutputPipe::settle);
    settings.wiring().terminal().ifPresent(terminal -> terminal.settle());
  }

  /**
   * Has the shell run a statement, and waits for its end, interrupting it where this thread is.
   *
   * @param seen the status that the statement is to see; empty for the last one
   * @param text one character a byte
   */
  Result ask(String id, String seen, String text) {
    Optional<Path> file = Optional.empty();
    try {
      String sent = "=" + text;
      if (text.length() > DIRECT) {
        file = Optional.of(settings.home().resolve("statement-" + id));
        Files.writeString(file.get(), text, StandardCharsets.ISO_8859_1);
        sent = "@" + Bytes.encoded(file.get().toString());
      }
      Result result = await(conversation.ask(id, seen, sent));
      interrupts.settle();
      return result;
    } catch (IOException e) {
      throw Problem.of("shell.statement", "cannot pass a statement on: " + e.getMessage())
          .exception(e);
    } finally {
      file.ifPresent(Lifeline::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // the folder goes with the session
      return;
    }
  }

  private Result await(Asked asked) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return asked.result().get();
        } catch (InterruptedException e) {
          interrupted = true;
          interrupt();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The words that the shell makes of words; empty where it cannot. */
  Optional<List<String>> expand(List<String> words, String seen) {
    String id = id("i");
    CompletableFuture<List<String>> wanted = exchange.expansion(id);
    Switchboard board = exchange.switchboard();
    String text =
        "{ \\builtin printf '%s\\0' "
            + board.token()
            + " X "
            + id
            + " x "
            + Bytes.encoded(String.join(" ", words))
            + " && \\builtin printf '%s\\0' "
            + Exchange.END
            + "; } >|/dev/tcp/127.0.0.1/"
            + board.port();
    try {
      ask(id, seen, text);
      if (!wanted.isDone()) {
        board.settle();
      }
      List<String> got = wanted.getNow(List.of());
      return got.isEmpty() ? Optional.empty() : Optional.of(got.subList(1, got.size()));
    } finally {
      exchange.forget(id);
    }
  }

  /** Whether the current or last statement got a Ctrl-C. */
  boolean interrupted() {
    return conversation.interrupted();
  }

  /** Whether one of the shell's streams has been moved. */
  boolean redirected() {
    return process.filter(ShellProcess::redirected).isPresent();
  }

  /** Ctrl-C from now on is for the statement that is asked for next. */
  void expect() {
    conversation.expect();
  }

  /** Ctrl-C for the statement that runs, or is expected. */
  void interrupt() {
    Conversation talk = conversation;
    process.ifPresent(shell -> interrupts.pass(talk, shell));
  }

  /** From now on our words answer as if a Ctrl-C had come. */
  void stop() {
    exchange.stop(true);
  }

  /** Kills the shell and all that runs in its session. */
  void kill() {
    Optional<ShellProcess> last = process;
    process = Optional.empty();
    last.ifPresent(
        shell -> {
          shell.kill();
          shell.awaitEnd(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        });
  }

  @Override
  public void close() {
    if (running() && conversation.running().isEmpty()) {
      // the traps of the shell may clean up
      exchange.stop(false);
      Asked last =
          conversation.ask(
              id("i"),
              "",
              "=__sc_q=$?; { \\builtin kill -HUP $(\\builtin jobs -p); } 2>/dev/null; \\builtin exit"
                  + " \"$__sc_q\"");
      try {
        last.result().get(CLOSE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        // its traps do not end: it is killed below
        conversation.giveUp();
      }
    }
    kill();
    orphans.forEach(
        (session, members) -> {
          if (members.stream().anyMatch(ProcessHandle::isAlive)) {
            ProcessTable.killSession(session);
          }
        });
    exchange.close();
    oracle.close();
    pipe.ifPresent(Lifeline::close);
    threads.shutdownNow();
  }

  private static void close(OutputPipe pipe) {
    try {
      pipe.close();
    } catch (IOException e) {
      // closed already
      return;
    }
  }
}
