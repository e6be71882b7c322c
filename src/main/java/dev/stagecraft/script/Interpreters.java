package dev.stagecraft.script;

import dev.stagecraft.command.LastValue;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import dev.stagecraft.language.Completeness;
import dev.stagecraft.language.ScriptText;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Interpreter;
import groovy.lang.Closure;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Groovy and Java over one set of objects; each is loaded with its first text. */
public final class Interpreters implements Interpreter {
  private final Around around = new Around();
  private final Shared shared = new Shared();
  private final LastValue last;
  private final Values values;
  private final Verbs verbs;
  private final Routed out = new Routed(FileDescriptor.out);
  private final Routed err = new Routed(FileDescriptor.err);
  private Optional<GroovyEngine> groovy = Optional.empty();
  private volatile Optional<JavaEngine> java = Optional.empty();
  private boolean routed;

  /**
   * Interpreters.
   *
   * @param objects what scripts work with
   * @param values shows what they return
   */
  public Interpreters(SessionObjects objects, Values values) {
    this.last = objects.last();
    this.values = values;
    Commands commands = new Commands(objects.registry(), objects.caller(), around);
    this.verbs =
        new Verbs(
            commands,
            new Pages(() -> around.call().environment()),
            around,
            new ShellLines(objects.shell(), objects.session(), around),
            values);
    shared.give("engine", () -> Optional.of(objects.engine().get()));
    shared.give("bases", () -> Optional.of(objects.bases().get()));
    shared.give("here", () -> Optional.of(around.here()));
    shared.give("session", () -> Optional.of(objects.session()));
    shared.give("images", () -> verbs.call("images", List.of(), Optional.empty()));
    shared.give("containers", () -> verbs.call("containers", List.of(), Optional.empty()));
    shared.give("lab", () -> Optional.of(new Labs(around)));
    shared.give("out", () -> Optional.of(around.out()));
    shared.give("it", () -> objects.last().get().map(Interpreters::rows));
  }

  private static Object rows(Object value) {
    return value instanceof Table table ? Row.of(table) : value;
  }

  @Override
  public Completeness state(Language language, String text) {
    return ScriptText.state(text);
  }

  @Override
  public Outcome run(Language language, Source source, Call call) {
    route();
    around.begin(call, source);
    out.to(call.streams().out());
    err.to(call.streams().err());
    try {
      return outcome(language, source);
    } finally {
      around.out().flush();
      out.back();
      err.back();
    }
  }

  /** From the first text on what scripts print to the process's streams comes through here. */
  private synchronized void route() {
    if (!routed) {
      routed = true;
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }
  }

  private Outcome outcome(Language language, Source source) {
    if (language == Language.JAVA && !JavaEngine.available()) {
      return Outcome.failed(
          1,
          Problem.of("script.java", "Java at the prompt needs a JDK with jdk.jshell")
              .withHint("java --list-modules shows what this one has; Groovy works without it"));
    }
    Worker<Answer> worker =
        language == Language.JAVA
            ? new Worker<>(() -> java().run(source), this::stopJava)
            : new Worker<>(() -> groovy().run(source), () -> {});
    try {
      Answer answer = worker.await();
      answer.value().ifPresent(last::set);
      return answer.quiet() || answer.value().isEmpty()
          ? Outcome.done()
          : values.shown(answer.value().get());
    } catch (ExecutionException e) {
      return failed(Worker.cause(e));
    }
  }

  /**
   * Runs a block of Groovy for each row.
   *
   * @param block with its braces
   * @return what it returned for the rows that it returned something for
   * @throws dev.stagecraft.core.ProblemException where it failed
   */
  public Table each(Table rows, String block, Call call) {
    route();
    around.begin(call, Source.line(block));
    out.to(call.streams().out());
    err.to(call.streams().err());
    Worker<List<Object>> worker = new Worker<>(() -> collected(rows, block), () -> {});
    try {
      return Values.collected(worker.await());
    } catch (ExecutionException e) {
      throw new GroovyFailure(groovy().sources()).problem(Worker.cause(e)).exception(e);
    } finally {
      around.out().flush();
      out.back();
      err.back();
    }
  }

  private List<Object> collected(Table rows, String block) throws Throwable {
    Object made = groovy().run(Source.line("(" + block + ")")).value().orElse("");
    Closure<?> closure = (Closure<?>) made;
    List<Object> values = new ArrayList<>();
    for (Row row : Row.of(rows)) {
      Optional.<Object>ofNullable(closure.call(row)).ifPresent(values::add);
    }
    return values;
  }

  private synchronized JavaEngine java() {
    if (java.isEmpty()) {
      java = Optional.of(new JavaEngine(shared, Optional.of(verbs)));
    }
    return java.get();
  }

  /** Loads a language in the background, because a line of it will come. */
  public void expect(Language language) {
    if (language == Language.JAVA && JavaEngine.available()) {
      Thread thread = new Thread(() -> java().warm(), "java-to-come");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void stopJava() {
    java.ifPresent(JavaEngine::stop);
  }

  private synchronized GroovyEngine groovy() {
    if (groovy.isEmpty()) {
      groovy = Optional.of(new GroovyEngine(shared, new Vocabulary(verbs)));
    }
    return groovy.get();
  }

  private Outcome failed(Throwable thrown) {
    if (thrown instanceof ScriptExit exit) {
      return Outcome.status(exit.status());
    }
    return Outcome.failed(1, new GroovyFailure(groovy().sources()).problem(thrown));
  }
}
