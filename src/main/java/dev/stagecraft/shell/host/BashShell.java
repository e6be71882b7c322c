package dev.stagecraft.shell.host;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.language.Completeness;
import dev.stagecraft.shell.Answering;
import dev.stagecraft.shell.HostShell;
import dev.stagecraft.shell.Snapshot;
import dev.stagecraft.shell.StatementResult;
import dev.stagecraft.shell.host.Conversation.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The person's bash: one process for a session, started again with its state where it died. */
public final class BashShell implements HostShell {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Pattern STOPPED_JOB =
      Pattern.compile("^\\[\\d+\\][+-]? +(\\d+) +Stopped", Pattern.MULTILINE);
  private static final int INTERRUPTED = 130;
  private static final int STOPPED = 148;

  private final Settings settings;
  private final Path bash;
  private final Answering answering;
  private final ReentrantLock turn = new ReentrantLock();

  private volatile Snapshot snapshot;
  private volatile Optional<Lifeline> lifeline = Optional.empty();
  private volatile boolean redirected;

  /** A status that bash itself does not know. */
  private OptionalInt unsaid = OptionalInt.empty();

  private volatile boolean closed;

  /**
   * A shell that has not started yet.
   *
   * @param settings what it is started with
   * @param bash the program, as {@link #find} found it
   * @param answering who answers when our words are called from inside the shell
   */
  public BashShell(Settings settings, Path bash, Answering answering) {
    this.settings = settings;
    this.bash = bash;
    this.answering = answering;
    this.snapshot = Snapshot.of(settings.folder(), settings.environment());
  }

  /** The bash on a search path, if there is one. */
  public static Optional<Path> find(String searchPath) {
    return Programs.find("bash", searchPath);
  }

  @Override
  public void start() {
    turn.lock();
    try {
      alive();
    } finally {
      turn.unlock();
    }
  }

  /** The shell, running; the turn is ours. */
  private Lifeline alive() {
    if (closed) {
      throw Problem.of("shell.closed", "the shell of this session has ended").exception();
    }
    try {
      if (lifeline.isEmpty()) {
        lifeline = Optional.of(new Lifeline(settings, bash, snapshot, answering));
      }
      Lifeline line = lifeline.orElseThrow();
      if (!line.running()) {
        snapshot = line.start(snapshot);
        redirected = false;
      }
      return line;
    } catch (IOException e) {
      throw Problem.of("shell.start", "bash does not start: " + e.getMessage())
          .withHint(bash + " -i by itself shows why")
          .exception(e);
    }
  }

  @Override
  public StatementResult run(
      String text, OptionalInt seen, OutputStream sink, BooleanSupplier cancelled) {
    turn.lock();
    try {
      Lifeline line = alive();
      line.expect();
      if (cancelled.getAsBoolean()) {
        line.interrupt();
      }
      line.direct(sink);
      Result result =
          line.ask(line.id(""), status(seen.isPresent() ? seen : unsaid), Bytes.encoded(text));
      line.settle();
      line.direct(OutputStream.nullOutputStream());
      int status = result.status();
      unsaid = result.unbegun() ? OptionalInt.of(status) : OptionalInt.empty();
      if (status == INTERRUPTED
          && !line.interrupted()
          && result.report().filter(r -> stops(r.snapshot().jobs())).isPresent()) {
        // for bash the eval stands in a loop, which a Ctrl-Z ends as a Ctrl-C does
        status = STOPPED;
        unsaid = OptionalInt.of(STOPPED);
      }
      snapshot = result.report().map(Report::snapshot).orElse(snapshot).withStatus(status);
      if (text.contains("exec")) {
        redirected = result.ending().isEmpty() && line.redirected();
      }
      boolean thrown = settings.script() && result.report().filter(Report::thrown).isPresent();
      return new StatementResult(status, snapshot, line.interrupted() || thrown, result.ending());
    } finally {
      turn.unlock();
    }
  }

  /** Whether a job stands still now that did not before the last statement. */
  private boolean stops(String jobs) {
    Set<String> before = stopped(snapshot.jobs());
    return stopped(jobs).stream().anyMatch(job -> !before.contains(job));
  }

  private static Set<String> stopped(String jobs) {
    return STOPPED_JOB.matcher(jobs).results().map(r -> r.group(1)).collect(Collectors.toSet());
  }

  private static String status(OptionalInt seen) {
    return seen.isPresent() ? Integer.toString(seen.getAsInt()) : "";
  }

  @Override
  public List<String> expand(List<String> words, OptionalInt seen, OutputStream sink) {
    turn.lock();
    try {
      Lifeline line = alive();
      line.direct(sink);
      Optional<List<String>> expanded = line.expand(words, status(seen));
      line.settle();
      line.direct(OutputStream.nullOutputStream());
      if (expanded.isPresent()) {
        return expanded.get();
      }
      if (line.interrupted()) {
        throw new Cancelled("expansion");
      }
      throw Problem.of("shell.expansion", "bash cannot expand " + String.join(" ", words))
          .exception();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Completeness state(String text) {
    try {
      if (lifeline.isEmpty()) {
        start();
      }
      String extglob = snapshot.options().contains("shopt -s extglob") ? "shopt -s extglob" : ":";
      String posix = snapshot.options().contains("set -o posix") ? "; set -o posix" : "";
      return lifeline.orElseThrow().oracle().state(text, extglob + posix);
    } catch (IOException e) {
      throw Problem.of("shell.judge", "bash does not judge the text: " + e.getMessage())
          .exception(e);
    }
  }

  @Override
  public void assign(String name, String value, boolean exported) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.of("shell.name", "\"" + name + "\" cannot be the name of a variable")
          .exception();
    }
    String set = name + "=" + Bytes.quoted(Bytes.encoded(value));
    quietly(exported ? set + "\n\\builtin export " + name : set);
  }

  @Override
  public void arguments(List<String> words) {
    quietly(
        "\\builtin set -- "
            + words.stream()
                .map(w -> Bytes.quoted(Bytes.encoded(w)))
                .collect(Collectors.joining(" ")));
  }

  /** Runs a statement that leaves {@code $?} as it is. */
  private void quietly(String text) {
    turn.lock();
    try {
      Lifeline line = alive();
      Result result = line.ask(line.id("i"), "", text);
      int before = snapshot.status();
      snapshot = result.report().map(Report::snapshot).orElse(snapshot).withStatus(before);
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Snapshot snapshot() {
    return snapshot;
  }

  @Override
  public void restore(Snapshot state) {
    turn.lock();
    try {
      lifeline.filter(Lifeline::running).ifPresent(Lifeline::kill);
      snapshot = state;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void interrupt() {
    lifeline.ifPresent(Lifeline::interrupt);
  }

  @Override
  public void stop() {
    lifeline.ifPresent(Lifeline::stop);
  }

  @Override
  public boolean callsBack(String word) {
    return settings.words().contains(word);
  }

  @Override
  public boolean redirected() {
    return redirected;
  }

  @Override
  public void close() {
    if (!turn.tryLock()) {
      // a statement runs: it is not waited for
      lifeline.ifPresent(Lifeline::kill);
      turn.lock();
    }
    try {
      closed = true;
      lifeline.ifPresent(Lifeline::close);
      lifeline = Optional.empty();
    } finally {
      turn.unlock();
    }
  }
}
