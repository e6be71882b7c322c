package dev.stagecraft.shell.host;

import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.HostProgram;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Programs of the host, run with a caller's streams and without our call-back scripts on PATH. */
public final class HostPrograms implements HostProgram {
  private static final long END_SECONDS = 2;

  private final Path shims;

  /**
   * Programs.
   *
   * @param shims the folder under which the sessions' call-back scripts lie
   */
  public HostPrograms(Path shims) {
    this.shims = shims.toAbsolutePath();
  }

  @Override
  public Optional<Path> find(String word, Map<String, String> environment) {
    return Programs.find(word, without(environment.getOrDefault("PATH", "")));
  }

  @Override
  public int run(
      List<String> words, Map<String, String> environment, Path folder, Streams streams) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().computeIfPresent("PATH", (name, path) -> without(path));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw Problem.of("host.program", words.get(0) + " does not start: " + e.getMessage())
          .withHint("try it by itself: " + String.join(" ", words))
          .exception(e);
    }
    Thread in = feed(streams.in(), process);
    Thread out = pass(process.getInputStream(), streams.out());
    Thread err = pass(process.getErrorStream(), streams.err());
    try {
      int status = process.waitFor();
      out.join();
      err.join();
      return status;
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new Cancelled(words.get(0));
    } finally {
      in.interrupt();
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static Thread feed(InputStream from, Process process) {
    return start(
        "program-in",
        () -> {
          try (OutputStream to = process.getOutputStream()) {
            from.transferTo(to);
          } catch (IOException e) {
            // the program does not read any more
          }
        });
  }

  private static Thread pass(InputStream from, OutputStream to) {
    return start(
        "program-out",
        () -> {
          try {
            byte[] buffer = new byte[8192];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
              to.write(buffer, 0, count);
              to.flush();
            }
          } catch (IOException e) {
            // nobody reads what the program says: it hears of it by its own broken pipe
          }
        });
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private String without(String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(entry -> entry.isEmpty() || !Path.of(entry).startsWith(shims))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
