package dev.stagecraft.console;

import dev.stagecraft.command.Registry;
import dev.stagecraft.completion.Completion;
import dev.stagecraft.completion.Sources;
import dev.stagecraft.core.Problem;
import dev.stagecraft.language.Completeness;
import dev.stagecraft.shell.PseudoTerminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;

/**
 * The prompt: reads lines with history, completion and colours, and runs each on the inner
 * terminal. It owns the person's terminal from construction to {@link #close}.
 */
public final class Prompt implements AutoCloseable {
  private static final long LOADING_MILLIS = 200;
  private static final Size FALLBACK = Size.of(80, 24);

  private final Terminal terminal;
  private final InnerTerminal inner;
  private final Appearance appearance;
  private final Path history;
  private final Predicate<String> secret;
  private volatile int historyLines = PromptHistory.MOST_LINES;
  private volatile java.util.Optional<KeyRelay> relay = java.util.Optional.empty();
  private volatile boolean reading;
  private volatile boolean relaying;
  private volatile java.util.Optional<Thread> waiting = java.util.Optional.empty();
  private java.util.Optional<LineReader> reader = java.util.Optional.empty();

  /**
   * Takes the terminal.
   *
   * @param environment decides about colour and about the terminal's type
   * @param appearance how the prompt looks at each moment
   * @param history the file that lines are kept in
   * @param secret whether a line holds what looks like a token: it is not kept then
   * @throws dev.stagecraft.core.ProblemException {@code terminal.none} where there is no usable one
   */
  public Prompt(
      Map<String, String> environment,
      Appearance appearance,
      Path history,
      Predicate<String> secret) {
    this.history = history;
    this.secret = new SecretLine(secret);
    this.appearance = appearance;
    try {
      String type = environment.getOrDefault("TERM", "xterm-256color");
      String known = type.startsWith("tmux") ? type.replace("tmux", "screen") : type;
      String capabilities = InfoCmp.getDefaultInfoCmp(known);
      if (capabilities != null) {
        InfoCmp.setLoadedInfoCmp(type, capabilities);
      }
      this.terminal =
          TerminalBuilder.builder()
              .name("stagecraft")
              .system(true)
              .type(type)
              .jni(true)
              .ffm(false)
              .exec(false)
              .dumb(true)
              .graphemeCluster(false)
              .encoding(theme().unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII)
              .build();
      if (!hasSize(terminal.getSize())) {
        // A terminal that nobody told a size: the line editor needs one as well.
        terminal.setSize(FALLBACK);
      }
      this.inner = new InnerTerminal(size(), this::write);
    } catch (IOException | LinkageError e) {
      throw Problem.of("terminal.none", "this terminal cannot be used: " + e.getMessage())
          .withHint("stagecraft -c 'LINE' works without one")
          .exception(e);
    }
    terminal.handle(Signal.WINCH, signal -> inner.resize(size()));
  }

  /** Keeps so many lines in its history, from the next {@link #loop} on. */
  public void keeps(int most) {
    historyLines = most;
  }

  /** The inner terminal, for the shell. */
  public PseudoTerminal inner() {
    return inner;
  }

  /** The theme of this terminal. */
  public Theme theme() {
    return appearance.on(true);
  }

  /** Where commands of ours write, in order with what programs write. */
  public OutputStream writing() {
    try {
      return inner.writing();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Columns of the terminal at this moment. */
  public int columns() {
    return size().getColumns();
  }

  /** Rows of the terminal at this moment. */
  public int rows() {
    return size().getRows();
  }

  private Size size() {
    Size size = terminal.getSize();
    return hasSize(size) ? size : FALLBACK;
  }

  private static boolean hasSize(Size size) {
    return size.getColumns() > 0 && size.getRows() > 0;
  }

  /** Says a line, above the line that is being typed if one is. */
  public void say(String line) {
    if (reading && reader.isPresent()) {
      reader.get().printAbove(line);
    } else if (relaying) {
      // our own terminal passes keys on as they are: it makes no new lines of line ends
      print(line);
    } else {
      terminal.writer().println(line);
      terminal.flush();
    }
  }

  /** Writes a line where programs write, in order with what they wrote. */
  public void print(String line) {
    try {
      OutputStream out = inner.writing();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Asks a question that is answered by a key. Where a command runs, its keys are the question's
   * until the answer is there.
   *
   * @param question without the choices
   * @param choices the letters, the first one is what Enter means
   */
  public char ask(String question, String choices) {
    java.util.Optional<KeyRelay> paused = relay;
    paused.ifPresent(KeyRelay::close);
    try {
      return new Question(question, choices).on(terminal);
    } finally {
      relay = paused.map(KeyRelay::again);
    }
  }

  /**
   * Reads and runs lines until the end of the session.
   *
   * @param completeness says how a text ends
   */
  public void loop(
      Runner runner,
      Registry registry,
      NameCache names,
      Function<String, Completeness> completeness) {
    PromptHistory kept = new PromptHistory(history, secret);
    int most = historyLines;
    kept.keeps(most);
    CommandWords words = new CommandWords(registry, runner::searchPath, runner::defines);
    PromptCompleter completer =
        completer(runner, registry, new PromptSources(runner, words, names));
    LineReader lines =
        Menu.on(LineReaderBuilder.builder(), completer)
            .terminal(terminal)
            .appName("stagecraft")
            .parser(new PromptParser(completeness))
            .highlighter(new PromptHighlighter(registry, words, this::theme, runner::mode))
            .history(kept)
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.HISTORY_SIZE, most)
            .variable(LineReader.HISTORY_FILE_SIZE, most)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, theme().plain("  … "))
            .variable(LineReader.INDENTATION, 0)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.AUTO_FRESH_LINE, false)
            .option(LineReader.Option.HISTORY_TIMESTAMPED, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .build();
    reader = java.util.Optional.of(lines);
    bindArrows(lines);
    // Where nobody said otherwise, the line editor leaves the system's default behind: death.
    Handover handover = new Handover(terminal, runner::accepted, runner::interrupt);
    handover.within(lines);
    try {
      converse(runner, lines, handover, kept);
    } finally {
      tidy(kept);
    }
  }

  private static PromptCompleter completer(Runner runner, Registry registry, Sources sources) {
    // one thread for each question: a folder that does not answer holds up nobody else
    Executor background =
        task -> {
          Thread thread = new Thread(task, "completion");
          thread.setDaemon(true);
          thread.start();
        };
    PromptCompleter completer =
        new PromptCompleter(
            before ->
                runner
                    .otherLanguage(before)
                    .orElseGet(() -> new Completion(registry, sources).at(before)),
            background,
            Patience::real);
    // the first prompt goes first
    completer.prepare(
        "docker im",
        CompletableFuture.delayedExecutor(LOADING_MILLIS, TimeUnit.MILLISECONDS, background));
    return completer;
  }

  private void converse(Runner runner, LineReader lines, Handover handover, PromptHistory kept) {
    PromptText text = new PromptText(this::theme);
    HistorySuggestions suggestions = new HistorySuggestions(lines);
    while (!runner.over()) {
      String line;
      suggestions.show(theme().colour());
      try {
        reading = true;
        waiting = java.util.Optional.of(Thread.currentThread());
        line = handover.read(lines, text.of(runner.state(), columns()));
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return;
      } finally {
        waiting = java.util.Optional.empty();
        reading = false;
      }
      kept.trouble().ifPresent(this::say);
      if (!line.isBlank() && !runner.over()) {
        run(runner, line, lines);
      }
    }
  }

  private void tidy(PromptHistory kept) {
    try {
      kept.tidy();
    } catch (IOException e) {
      say("the history holds lines twice: " + e.getMessage());
    }
  }

  /** Ends the reading of a line, as Ctrl-C does: {@link #loop} then looks whether it is over. */
  public void wake() {
    waiting.ifPresent(Thread::interrupt);
  }

  /** Runs one text on the inner terminal, without a prompt. */
  public void once(Runner runner, String text) {
    inner.resize(size());
    relay = java.util.Optional.of(new KeyRelay(terminal, inner, runner::interrupt));
    relaying = true;
    try {
      runner.run(text);
      inner.settle();
    } finally {
      relaying = false;
      relay.ifPresent(KeyRelay::close);
      relay = java.util.Optional.empty();
    }
  }

  private void run(Runner runner, String line, LineReader lines) {
    once(runner, line);
    String ahead = inner.typedAhead();
    inner.repair();
    terminal.writer().flush();
    if (!ahead.isEmpty()) {
      lines.runMacro(ahead);
    }
  }

  /** Some terminals send the arrows in cursor mode, some in application mode: both are meant. */
  static void bindArrows(LineReader lines) {
    var keys = lines.getKeyMaps().get(LineReader.MAIN);
    if (keys != null) {
      for (String[] pair :
          new String[][] {
            {"A", LineReader.UP_LINE_OR_HISTORY},
            {"B", LineReader.DOWN_LINE_OR_HISTORY},
            {"C", LineReader.FORWARD_CHAR},
            {"D", LineReader.BACKWARD_CHAR}
          }) {
        keys.bind(new Reference(pair[1]), "\u001b[" + pair[0], "\u001bO" + pair[0]);
      }
    }
  }

  private void write(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    if (reading && reader.isPresent()) {
      String late = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n").stripTrailing();
      reader.get().printAbove(late);
      return;
    }
    try {
      terminal.output().write(bytes);
      terminal.output().flush();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Gives the terminal back. The shell has ended before. */
  @Override
  public void close() throws IOException {
    inner.close();
    terminal.close();
  }
}
