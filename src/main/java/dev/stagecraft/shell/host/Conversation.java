package dev.stagecraft.shell.host;

import dev.stagecraft.shell.StatementResult.Ending;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The talk with the driver of one shell: the driver reports and asks for the next statement, and
 * the connection on which it asks stays open until there is one.
 */
final class Conversation {
  /**
   * A statement on its way.
   *
   * @param id what the driver calls it
   * @param fields what the driver is sent
   * @param result what it came to
   */
  record Asked(String id, List<String> fields, CompletableFuture<Result> result) {}

  /**
   * What a statement came to.
   *
   * @param status its exit status
   * @param report the shell's state, where the shell could say it
   * @param ending how the shell ended, if it did
   */
  record Result(int status, Optional<Report> report, Optional<Ending> ending) {
    /** Whether it did not begin: a Ctrl-C came first, and the shell knows nothing of it. */
    boolean unbegun() {
      return report.isEmpty() && ending.isEmpty();
    }
  }

  private final CompletableFuture<Report> ready = new CompletableFuture<>();
  private Optional<Connection> idle = Optional.empty();
  private Optional<Asked> asked = Optional.empty();
  private Optional<Report> goodbye = Optional.empty();
  private boolean over;
  private boolean expecting;
  private int interrupts;
  private boolean killed;

  /** The first report, when the shell is ready for statements. */
  CompletableFuture<Report> ready() {
    return ready;
  }

  /** A statement is asked for next: a Ctrl-C that comes before is for it. */
  synchronized void expect() {
    expecting = true;
    interrupts = 0;
  }

  /** Sends a statement, now or as soon as the driver asks. */
  synchronized Asked ask(String id, String seen, String text) {
    if (asked.isPresent()) {
      throw new IllegalStateException("two statements at once");
    }
    Asked next = new Asked(id, List.of(id, seen, text), new CompletableFuture<>());
    if (expecting && interrupts > 0) {
      expecting = false;
      next.result().complete(new Result(130, Optional.empty(), Optional.empty()));
      return next;
    }
    expecting = false;
    interrupts = 0;
    if (over) {
      next.result().complete(new Result(1, Optional.empty(), Optional.of(Ending.GONE)));
      return next;
    }
    asked = Optional.of(next);
    send(next);
    return next;
  }

  private void send(Asked next) {
    idle.ifPresent(
        connection -> {
          try {
            connection.send(next.fields().toArray(new String[0]));
          } catch (IOException e) {
            // the driver is gone or asks again; either way somebody hears of it
          } finally {
            idle = Optional.empty();
          }
        });
  }

  /** The driver reports, and waits for the next statement. */
  synchronized void reported(Report report, Connection connection) {
    idle.ifPresent(Connection::close);
    idle = Optional.of(connection);
    if (!ready.isDone()) {
      ready.complete(report);
    } else if (asked.isPresent()) {
      Asked current = asked.orElseThrow();
      if (current.id().equals(report.id())) {
        finish(new Result(report.status(), Optional.of(report), Optional.empty()));
      } else if (interrupts > 0) {
        // Ctrl-C came before the statement had begun
        finish(new Result(130, Optional.of(report), Optional.empty()));
      } else {
        send(current);
      }
    }
  }

  /** The shell says its last state; its process ends soon. */
  synchronized void leaving(Report report) {
    goodbye = Optional.of(report);
  }

  /** The shell's process has ended. */
  synchronized void ended(int exit) {
    over = true;
    idle.ifPresent(Connection::close);
    idle = Optional.empty();
    Ending ending =
        killed ? Ending.UNRESPONSIVE : goodbye.isPresent() ? Ending.EXITED : Ending.GONE;
    finish(new Result(killed ? 130 : exit, goodbye, Optional.of(ending)));
  }

  private void finish(Result result) {
    Optional<Asked> done = asked;
    asked = Optional.empty();
    done.ifPresent(a -> a.result().complete(result));
  }

  /** Whether the shell's process has ended. */
  synchronized boolean over() {
    return over;
  }

  /** The statement that runs, if one does. */
  synchronized Optional<Asked> running() {
    return asked;
  }

  /** Counts a Ctrl-C for the statement that runs; 0 where none does yet. */
  synchronized int interrupting() {
    if (asked.isEmpty()) {
      interrupts += expecting ? 1 : 0;
      return 0;
    }
    return ++interrupts;
  }

  /** Whether the current or last statement got a Ctrl-C. */
  synchronized boolean interrupted() {
    return interrupts > 0;
  }

  /** The shell is about to be killed, as it does not answer. */
  synchronized void giveUp() {
    killed = true;
  }
}
