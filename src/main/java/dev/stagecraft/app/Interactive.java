package dev.stagecraft.app;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Streams;
import dev.stagecraft.completion.Suggestion;
import dev.stagecraft.console.NameCache;
import dev.stagecraft.console.ProblemText;
import dev.stagecraft.console.Prompt;
import dev.stagecraft.console.Runner;
import dev.stagecraft.console.Widths;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.language.ShellText;
import dev.stagecraft.report.Secrets;
import dev.stagecraft.script.Values;
import dev.stagecraft.script.Warming;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.Interpreter;
import dev.stagecraft.shell.Ran;
import dev.stagecraft.shell.Snapshot;
import dev.stagecraft.shell.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The prompt over everything else. */
final class Interactive implements Runner {
  private static final long AFTER_PROMPT_MILLIS = 250;
  private static final long WARMING_MILLIS = 400;

  private final Product product;
  private final Prompt prompt;
  private final Executor executor;
  private final PromptNames known;
  private final NameCache names;
  private final RunningContainers containers;
  private final ExecutorService background;
  private final JobNews jobs = new JobNews();
  private volatile boolean over;
  private volatile int status;

  Interactive(Product product, Origin origin) {
    this.product = product;
    Path history = product.folders().history();
    Secrets secrets = Secrets.usual();
    try {
      Files.createDirectories(product.folders().state());
    } catch (IOException e) {
      product.say("no history is kept: " + product.folders().state() + ": " + e.getMessage());
    }
    this.prompt =
        new Prompt(
            product.environment(),
            product.appearance(),
            history,
            line -> !secrets.mask(line).equals(line));
    product.configured().history().ifPresent(prompt::keeps);
    product.ending().before(this::closePrompt);
    product.speaks(prompt::say, prompt::columns, q -> prompt.ask(q, "yn") == 'y');
    this.executor =
        product.executor(origin, Wiring.on(prompt.inner()), "shell", product.environment());
    product.ending().before(executor::close);
    product.ending().interrupts(this::leave);
    this.background =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "names");
              thread.setDaemon(true);
              return thread;
            });
    this.known = new PromptNames(product);
    this.names = new NameCache(known::names, background, product.clock());
    this.containers =
        new RunningContainers(product.session()::owned, product::glancedEngine, background);
  }

  /** Reads and runs lines until the end. */
  int run() {
    // A terminal that cannot be raw sends a signal where others send a key.
    product.ending().outlivesInterrupts(this::interrupt);
    product.sweeping().ask(question -> prompt.ask(question, "ck") == 'c');
    // the first prompt goes first
    CompletableFuture.delayedExecutor(AFTER_PROMPT_MILLIS, TimeUnit.MILLISECONDS, background)
        .execute(() -> names.ask(Completes.IMAGE, Completes.CONTAINER, Completes.RUNNING));
    CompletableFuture.delayedExecutor(WARMING_MILLIS, TimeUnit.MILLISECONDS, this::quietly)
        .execute(new Warming(new Values(Widths::of)));
    begin();
    prompt.loop(this, product.registry(), names, executor::completeness);
    return status;
  }

  /** Says what is wrong with the configuration, and runs what it wants first. */
  private void begin() {
    product.configured().trouble().ifPresent(this::told);
    try {
      String text = product.configured().beginning();
      if (!text.isBlank()) {
        prompt.once(this, text);
      }
    } catch (ProblemException e) {
      told(e.problem());
    }
    status = 0;
  }

  private void told(Problem problem) {
    new ProblemText(prompt.theme()).lines(problem).forEach(prompt::say);
  }

  /** On a thread that nobody waits for, neither while typing nor at the end. */
  private void quietly(Runnable work) {
    Thread thread = new Thread(work, "warming");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (failed, why) -> prompt.say("Groovy cannot be loaded: " + why.getMessage()));
    thread.start();
  }

  /** Runs one text, as batch mode does on a terminal. */
  int once(String line, List<String> parameters) {
    if (!parameters.isEmpty()) {
      executor.shell().arguments(parameters);
    }
    executor.accept();
    prompt.once(this, line);
    return status;
  }

  @Override
  public void run(String line) {
    Ran ran = executor.run(Asking.spelled(line, FirstWords::include), new PromptStreams(prompt));
    status = ran.status();
    over = over || ran.over();
    names.stale();
    containers.look();
    jobs.news(executor.state().jobs()).forEach(news -> prompt.print(news));
    if (status == 127) {
      nearest(line).ifPresent(near -> prompt.print("did you mean " + near + "?"));
    }
  }

  /** The word of ours that comes nearest to a command that is not known. */
  private Optional<String> nearest(String line) {
    return ShellText.read(line).effective().stream()
        .reduce((first, last) -> last)
        .flatMap(statement -> statement.single())
        .flatMap(pipeline -> pipeline.commands().get(0).name())
        .filter(name -> !FirstWords.include(name))
        .flatMap(name -> product.registry().nearest(List.of(name)));
  }

  @Override
  public void accepted() {
    executor.accept();
  }

  @Override
  public void interrupt() {
    executor.interrupt();
  }

  private void leave() {
    over = true;
    executor.stop();
    prompt.wake();
  }

  @Override
  public boolean over() {
    return over;
  }

  @Override
  public boolean defines(String word) {
    return executor.state().redefines(word);
  }

  @Override
  public String searchPath() {
    return executor.state().exported("PATH").orElse("");
  }

  @Override
  public List<Choice> definitions() {
    return PromptNames.definitions(executor.state());
  }

  @Override
  public List<Choice> variables() {
    return PromptNames.variables(executor.state());
  }

  @Override
  public List<Choice> headings(Completes kind, Optional<Path> lab) {
    return known.headings(kind, lab);
  }

  @Override
  public Optional<List<Suggestion>> otherLanguage(String before) {
    return mode().map(language -> List.of());
  }

  @Override
  public State state() {
    Snapshot shell = executor.state();
    return new State(
        shell.folder(),
        product.folders().home(),
        product.engineName(),
        containers.count(),
        status,
        mode());
  }

  @Override
  public Optional<Interpreter.Language> mode() {
    return product.mode();
  }

  private void closePrompt() {
    product.speaksPlainly();
    try {
      prompt.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command of ours at the prompt writes to the inner terminal, in order with all else. */
  private record PromptStreams(Prompt prompt) implements Streams {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream out() {
      return prompt.writing();
    }

    @Override
    public OutputStream err() {
      return prompt.writing();
    }

    @Override
    public boolean inIsTerminal() {
      return true;
    }

    @Override
    public boolean outIsTerminal() {
      return true;
    }

    @Override
    public boolean errIsTerminal() {
      return true;
    }
  }
}
