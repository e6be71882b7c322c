package dev.stagecraft.shell.host;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.Ran;
import dev.stagecraft.shell.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A session with a real bash, its output in one text, in a folder of its own. */
final class Session implements AutoCloseable {
  final Verbs verbs = new Verbs();
  final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  final Path work;
  final Executor executor;

  Session(Path folder, Origin origin) throws IOException {
    this(folder, origin, Wiring.mergedPipe(), Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  Session(Path folder, Origin origin, Wiring wiring, Duration second, Duration last)
      throws IOException {
    work = Files.createDirectories(folder.resolve("work"));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("HOME", work.toString());
    environment.put("LC_ALL", "C.UTF-8");
    Settings settings =
        new Settings(
            folder.resolve("home"),
            work,
            environment,
            wiring,
            List.of("docker", "stagecraft"),
            "bash",
            origin == Origin.BATCH,
            second,
            last);
    Path bash = BashShell.find(environment.get("PATH")).orElseThrow();
    executor =
        new Executor(
            origin,
            verbs,
            Session::show,
            notices::add,
            answering -> new BashShell(settings, bash, answering));
  }

  private static void show(Outcome outcome, Streams streams) {
    try {
      streams.out().write(outcome.text().getBytes(StandardCharsets.UTF_8));
      for (String remark : outcome.remarks()) {
        streams.err().write((remark + "\n").getBytes(StandardCharsets.UTF_8));
      }
      if (outcome.problem().isPresent()) {
        String message = outcome.problem().get().message();
        streams.err().write((message + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a text writes. */
  String output(String text) {
    return run(text).text();
  }

  /** What a text writes and comes to. */
  Seen run(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Ran ran = executor.run(text, new Plain(bytes));
    return new Seen(bytes.toString(StandardCharsets.UTF_8), ran);
  }

  /** Whether a text ends within a time. */
  static boolean within(Duration time, CompletableFuture<Ran> end) {
    try {
      return !end.get(time.toMillis(), TimeUnit.MILLISECONDS).over();
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the text does not end", e);
    }
  }

  /** Waits for the end of a text, bounded. */
  static Ran ended(CompletableFuture<Ran> end) {
    try {
      return end.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the text does not end", e);
    }
  }

  @Override
  public void close() {
    executor.close();
  }

  /** A text's output and end. */
  record Seen(String text, Ran ran) {}

  /** Streams without input, both outputs in one place. */
  record Plain(OutputStream out) implements Streams {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream err() {
      return out;
    }

    @Override
    public boolean inIsTerminal() {
      return false;
    }

    @Override
    public boolean outIsTerminal() {
      return false;
    }

    @Override
    public boolean errIsTerminal() {
      return false;
    }
  }
}
