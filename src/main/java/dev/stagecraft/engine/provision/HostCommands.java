package dev.stagecraft.engine.provision;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs programs of the host, each with a deadline, and keeps what they say. An interrupt ends the
 * program and all that it started.
 */
final class HostCommands {
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin");

  private final List<String> prefix;
  private final List<Path> folders;

  /**
   * Commands that run behind other words.
   *
   * @param prefix words before each command: {@code nsenter --net=FILE}; usually none
   * @param path the variable PATH; the system's own folders are looked into after it
   */
  HostCommands(List<String> prefix, String path) {
    this.prefix = List.copyOf(prefix);
    this.folders =
        Stream.concat(Arrays.stream(path.split(":")), SYSTEM_FOLDERS.stream())
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .distinct()
            .toList();
  }

  /**
   * What a program came to.
   *
   * @param lines its last lines on stdout, and on stderr, as they came
   */
  record Done(int status, String out, List<String> lines) {
    Done {
      lines = List.copyOf(lines);
    }

    /** The last line that says something. */
    String lastLine() {
      return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }
  }

  /** Where a program is, if it is there. */
  Optional<Path> find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs a command; a status other than 0 is the caller's to judge. */
  Done run(Duration limit, String... command) {
    return run(limit, "", line -> {}, List.of(command));
  }

  /** Runs a command and fails with what it said where its status is not 0. */
  String demand(String code, Duration limit, String input, List<String> command) {
    Done done = run(limit, input, line -> {}, command);
    if (done.status() != 0) {
      throw failed(code, command, done).exception();
    }
    return done.out();
  }

  /** The problem of a command that failed. */
  static Problem failed(String code, List<String> command, Done done) {
    List<String> last =
        done.lines().subList(Math.max(0, done.lines().size() - 5), done.lines().size());
    return Problem.of(
        code,
        String.join(" ", command)
            + " ended with status "
            + done.status()
            + (last.isEmpty() ? "" : ": " + String.join(" · ", last)));
  }

  /**
   * Runs a command.
   *
   * @param input what it reads
   * @param listener hears each line of stdout and stderr, from two threads
   */
  Done run(Duration limit, String input, Consumer<String> listener, List<String> command) {
    Process process = start(builder(command));
    List<String> lines = new ArrayList<>();
    CompletableFuture<String> out = reading(process.getInputStream(), lines, listener);
    CompletableFuture<String> err = reading(process.getErrorStream(), lines, listener);
    try {
      feed(process, input);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        throw Problem.of(
                "provision.slow",
                String.join(" ", command) + " did not end within " + limit.toSeconds() + " s")
            .exception();
      }
      String said = out.get(10, TimeUnit.SECONDS);
      err.get(10, TimeUnit.SECONDS);
      synchronized (lines) {
        return new Done(process.exitValue(), said, lines);
      }
    } catch (InterruptedException interrupted) {
      end(process);
      Thread.currentThread().interrupt();
      throw new Cancelled(command.get(0));
    } catch (ExecutionException | java.util.concurrent.TimeoutException unread) {
      end(process);
      throw Problem.of("provision.output", "cannot read what " + command.get(0) + " says")
          .exception(unread);
    }
  }

  /** Starts a program whose stdout the caller reads; closing the stream ends the program. */
  InputStream streaming(List<String> command) {
    Process process = start(builder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    return new java.io.FilterInputStream(process.getInputStream()) {
      @Override
      public void close() throws IOException {
        super.close();
        end(process);
      }
    };
  }

  /** Starts a program that outlives this process, in a session of its own. */
  Process detached(List<String> command, Path log) {
    List<String> words = new ArrayList<>(prefix);
    words.add("setsid");
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(Path.of("/").toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    setPath(builder);
    return start(builder);
  }

  private ProcessBuilder builder(List<String> command) {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C");
    setPath(builder);
    return builder;
  }

  private void setPath(ProcessBuilder builder) {
    builder
        .environment()
        .put("PATH", String.join(":", folders.stream().map(Path::toString).toList()));
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException failed) {
      throw Problem.of(
              "provision.program",
              "cannot run " + String.join(" ", builder.command()) + ": " + failed.getMessage())
          .withHint("scripts/stagecraft --provision installs what is missing")
          .exception(failed);
    }
  }

  /** Writes a program's input. */
  private static void feed(Process process, String input) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unread) {
      // A program that ends without reading its input is no failure of ours: its status tells.
      return;
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException again) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static CompletableFuture<String> reading(
      InputStream from, List<String> lines, Consumer<String> listener) {
    CompletableFuture<String> all = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              StringBuilder text = new StringBuilder();
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  text.append(line).append('\n');
                  if (!line.isBlank()) {
                    synchronized (lines) {
                      lines.add(line.strip());
                    }
                    listener.accept(line);
                  }
                }
                all.complete(text.toString());
              } catch (IOException failed) {
                all.completeExceptionally(failed);
              }
            },
            "program output");
    thread.setDaemon(true);
    thread.start();
    return all;
  }
}
