package dev.stagecraft.shell;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.language.Completeness;
import dev.stagecraft.language.Own;
import dev.stagecraft.language.OwnWords;
import dev.stagecraft.language.Pipeline;
import dev.stagecraft.language.Reading;
import dev.stagecraft.language.RowPipeline;
import dev.stagecraft.language.ShellText;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.language.Statement;
import dev.stagecraft.language.Word;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Interpreter.Source;
import dev.stagecraft.shell.StatementResult.Ending;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One session's executor: runs text statement by statement, our own commands in this process, and
 * everything else in the person's shell, as it stands.
 */
public final class Executor implements Answering, AutoCloseable {
  static final Pattern LEAVING = Pattern.compile("\\s*(exit|logout)(\\s+\\S+)?\\s*;?\\s*");

  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  private final Caller caller;
  private final Renderer renderer;
  private final Origin origin;
  private final Consumer<String> notices;
  private final HostShell host;
  private final Languages languages;
  private final OwnWords words;

  private Optional<Thread> working = Optional.empty();
  private boolean interrupted;
  private boolean accepted;
  private volatile int status;
  private volatile boolean closed;
  private volatile boolean stopped;

  /** What the shell does not know yet of the status of our own commands. */
  private volatile OptionalInt unseen = OptionalInt.empty();

  /**
   * An executor.
   *
   * @param origin what kind of session this is: it decides what the end of the shell means
   * @param caller our commands
   * @param renderer makes text of what they return
   * @param notices hears what a person must know of the shell: that it died and was started again
   * @param shell opens the shell, given who answers the calls from inside it; closed with this
   */
  public Executor(
      Origin origin,
      Caller caller,
      Renderer renderer,
      Consumer<String> notices,
      Function<Answering, HostShell> shell) {
    this(origin, caller, renderer, notices, Languages.none(), shell);
  }

  /** An executor with other languages besides the shell's. */
  public Executor(
      Origin origin,
      Caller caller,
      Renderer renderer,
      Consumer<String> notices,
      Languages languages,
      Function<Answering, HostShell> shell) {
    this.origin = origin;
    this.caller = caller;
    this.renderer = renderer;
    this.notices = notices;
    this.languages = languages;
    this.words = new OwnWords(caller::ours, caller.rowWords(), languages.words());
    this.host = shell.apply(this);
  }

  /** The shell: its state, its variables, its words. */
  public HostShell shell() {
    return host;
  }

  /** Folder, environment and status after the last statement. */
  public Snapshot state() {
    return host.snapshot().withStatus(status);
  }

  /** The next text is known and about to be run: Ctrl-C from now on is for it. */
  public synchronized void accept() {
    interrupted = stopped;
    accepted = true;
  }

  private synchronized void begin() {
    interrupted = accepted ? interrupted : stopped;
    accepted = false;
  }

  /**
   * Runs a text to its end, or to where the session ends or Ctrl-C comes. What is wrong in it is
   * the shell's to say, when it gets there.
   *
   * @param streams the person's own input and output, for our commands; the shell has its own,
   *     unless its output is piped: then it comes here
   */
  public Ran run(String text, Streams streams) {
    begin();
    Optional<Language> language = languages.of(text);
    if (language.isPresent()) {
      return spoken(language.get(), Source.line(text), streams);
    }
    Reading reading = ShellText.read(text, words);
    for (Statement statement : reading.effective()) {
      Optional<Ran> end = one(statement, streams);
      if (end.isPresent()) {
        return end.get();
      }
    }
    if (!reading.rest().isBlank()) {
      Optional<Ran> end =
          languages.begins(reading.rest())
              ? told(
                  here(() -> Outcome.failed(2, reading.problem().orElseThrow()), streams), streams)
              : inShell(reading.rest(), streams);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new Ran(status, false, false);
  }

  /** How a text ends, in the language that lines are in. */
  public Completeness completeness(String text) {
    Optional<Language> language = languages.of(text);
    if (language.isPresent()) {
      return languages.interpreter().state(language.get(), text);
    }
    Completeness end = ShellText.read(text, words).end();
    return end == Completeness.UNSURE ? host.state(text) : end;
  }

  /** Runs a text of another language, the whole of it. */
  public Ran inLanguage(Language language, Source source, Streams streams) {
    begin();
    return spoken(language, source, streams);
  }

  private Ran spoken(Language language, Source source, Streams streams) {
    status = here(() -> runner(streams).script(language, source, streams), streams);
    unseen = OptionalInt.of(status);
    return new Ran(status, false, wasInterrupted());
  }

  private OwnRunner runner(Streams streams) {
    return new OwnRunner(caller, languages, host::snapshot, command -> words(command, streams));
  }

  private Optional<Ran> one(Statement statement, Streams streams) {
    if (statement.own().isPresent()) {
      return own(statement.own().get(), streams);
    }
    Optional<SimpleCommand> mine = mine(statement);
    if (mine.isEmpty()) {
      return inShell(statement.text(), streams);
    }
    return told(
        here(() -> runner(streams).command(words(mine.get(), streams), streams), streams), streams);
  }

  private Optional<Ran> own(Own own, Streams streams) {
    OwnRunner runner = runner(streams);
    if (own instanceof Own.Script script) {
      return told(here(() -> runner.script(script.block(), streams), streams), streams);
    }
    if (own instanceof Own.Mistake mistake) {
      return told(here(() -> Outcome.failed(2, mistake.problem()), streams), streams);
    }
    RowPipeline pipeline = ((Own.Rows) own).pipeline();
    if (pipeline.rest().isEmpty()) {
      return told(here(() -> runner.rows(pipeline, streams), streams), streams);
    }
    Captured captured = new Captured(streams);
    int made = here(() -> runner.rows(pipeline, streams), captured.passingErrors());
    if (made != 0 || wasInterrupted()) {
      return told(made, streams);
    }
    try (PassedOn input = PassedOn.of(captured.text())) {
      return inShell(input.to(pipeline.rest().get()), streams);
    }
  }

  /** Takes the status of what ran here; where the shell must hear of it at once, it does. */
  private Optional<Ran> told(int came, Streams streams) {
    status = came;
    unseen = OptionalInt.of(status);
    Snapshot state = host.snapshot();
    boolean trapped = state.option('e') || state.traps().contains(" ERR\n");
    if (status != 0 && trapped && !wasInterrupted()) {
      return inShell("(exit " + status + ")", streams);
    }
    return wasInterrupted() ? Optional.of(new Ran(status, false, true)) : Optional.empty();
  }

  /** The command, where a statement is one of ours and nothing else. */
  private Optional<SimpleCommand> mine(Statement statement) {
    Optional<Pipeline> pipeline = statement.single();
    if (pipeline.isEmpty() || pipeline.get().commands().size() != 1) {
      return Optional.empty();
    }
    SimpleCommand command = pipeline.get().commands().get(0);
    Optional<String> name = command.name();
    if (name.isEmpty()
        || !caller.ours(command.words().stream().map(Word::raw).toList())
        || !command.assignments().isEmpty()
        || !command.redirections().isEmpty()) {
      return Optional.empty();
    }
    Snapshot state = host.snapshot();
    boolean keyboard = caller.wantsKeyboard(command.words().stream().map(Word::raw).toList());
    boolean shellKnows = host.callsBack(name.get());
    boolean toShell =
        state.redefines(name.get()) || (shellKnows && (keyboard || host.redirected()));
    return toShell ? Optional.empty() : Optional.of(command);
  }

  /** Runs something in this process, and shows what it came to. */
  private int here(Supplier<Outcome> work, Streams streams) {
    synchronized (this) {
      if (interrupted) {
        return INTERRUPTED;
      }
      working = Optional.of(Thread.currentThread());
    }
    try {
      Outcome outcome = work.get();
      renderer.show(outcome, streams);
      return outcome.status();
    } catch (ProblemException e) {
      renderer.show(Outcome.failed(1, e.problem()), streams);
      return 1;
    } catch (Cancelled e) {
      synchronized (this) {
        interrupted = true;
      }
      return INTERRUPTED;
    } finally {
      done();
    }
  }

  private synchronized void done() {
    working = Optional.empty();
    if (interrupted && Thread.interrupted()) {
      // the interrupt was our own, and what it was for has ended
      return;
    }
  }

  private List<String> words(SimpleCommand command, Streams streams) {
    Optional<List<String>> literals = command.literals();
    if (literals.isPresent()) {
      return literals.get();
    }
    OptionalInt seen = unseen;
    unseen = OptionalInt.empty();
    List<String> raw = command.words().stream().map(Word::raw).toList();
    return host.expand(raw, seen, streams.out());
  }

  /** Runs a statement in the shell; a value where the text ends with it. */
  private Optional<Ran> inShell(String text, Streams streams) {
    StatementResult result;
    try {
      OptionalInt seen = unseen;
      unseen = OptionalInt.empty();
      result = host.run(text, seen, streams.out(), this::wasInterrupted);
    } catch (Cancelled e) {
      status = INTERRUPTED;
      return Optional.of(new Ran(status, false, true));
    } catch (ProblemException e) {
      Problem problem = e.problem();
      status = problem.code().equals("shell.missing") ? 127 : 1;
      renderer.show(Outcome.failed(status, problem), streams);
      return Optional.empty();
    }
    status = result.status();
    if (result.ending().isPresent()) {
      return ended(text, result.ending().get());
    }
    if (!result.interrupted()) {
      return Optional.empty();
    }
    // elsewhere a program that answers Ctrl-C in its own way goes on, as at any shell
    boolean cut = status == INTERRUPTED || origin == Origin.REPLAY || stopped;
    synchronized (this) {
      interrupted = cut;
    }
    return cut ? Optional.of(new Ran(status, false, true)) : Optional.empty();
  }

  private Optional<Ran> ended(String text, Ending ending) {
    if (closed) {
      return Optional.of(new Ran(status, true, true));
    }
    boolean unresponsive = ending == Ending.UNRESPONSIVE;
    if (!unresponsive && origin == Origin.BATCH) {
      if (status == TERMINATED && host.snapshot().traps().contains(" EXIT\n")) {
        // bash runs this trap before a TERM ends it: here another one does, at its own end
        host.run(":", OptionalInt.empty(), OutputStream.nullOutputStream());
      }
      return Optional.of(new Ran(status, true, false));
    }
    if (!unresponsive && origin == Origin.PROMPT && LEAVING.matcher(text).matches()) {
      return Optional.of(new Ran(status, true, false));
    }
    notices.accept(
        ending.told(status)
            + "; a new one goes on with the same folder, variables and functions, without jobs");
    return unresponsive ? Optional.of(new Ran(status, false, true)) : Optional.empty();
  }

  /**
   * Whether the calling thread is running a command of ours between two statements of the shell.
   */
  public synchronized boolean runsHere() {
    return working.filter(Thread.currentThread()::equals).isPresent();
  }

  private synchronized boolean wasInterrupted() {
    return interrupted;
  }

  /** Ctrl-C: ends what runs, in this process or in the shell, and the text with it. */
  public void interrupt() {
    boolean here;
    synchronized (this) {
      interrupted = true;
      here = working.isPresent();
      working.ifPresent(Thread::interrupt);
    }
    if (!here) {
      host.interrupt();
    }
  }

  /** The session ends: what runs is interrupted, and nothing is begun after it. */
  public void stop() {
    stopped = true;
    host.stop();
    interrupt();
  }

  @Override
  public Answer answer(Call call) {
    Captured captured = new Captured(call.streams());
    int answered;
    try {
      Outcome outcome = caller.call(call);
      renderer.show(outcome, captured);
      answered = outcome.status();
    } catch (ProblemException e) {
      renderer.show(Outcome.failed(1, e.problem()), captured);
      answered = 1;
    }
    return captured.answer(answered);
  }

  /**
   * Ends the shell, which sees the last status in its EXIT trap, and everything that it started.
   */
  @Override
  public void close() {
    closed = true;
    try {
      if (unseen.isPresent() && host.snapshot().traps().contains(" EXIT\n")) {
        StatementResult told =
            host.run("(exit " + status + ")", unseen, OutputStream.nullOutputStream());
        status = told.status();
      }
    } finally {
      host.close();
    }
  }
}
