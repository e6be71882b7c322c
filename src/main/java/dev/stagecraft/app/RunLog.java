package dev.stagecraft.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The log file of one run. The last ten are kept. A log that cannot be written is no reason to
 * stop: it says so once, by {@link #trouble}.
 */
final class RunLog implements AutoCloseable {
  private static final int KEPT = 10;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path file;
  private final Clock clock;
  private Optional<Writer> writer = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private boolean begun;

  /**
   * A log; the file is made with the first entry.
   *
   * @param state the state folder
   */
  RunLog(Path state, Clock clock) {
    this.clock = clock;
    this.file =
        state
            .resolve("logs")
            .resolve(
                "run-"
                    + NAME.format(clock.instant())
                    + "-"
                    + ProcessHandle.current().pid()
                    + ".log");
  }

  /** Where it is. */
  Path file() {
    return file;
  }

  /** Why nothing could be written, if nothing could. */
  synchronized Optional<String> trouble() {
    return trouble;
  }

  /** Writes an entry. */
  synchronized void say(String entry) {
    open();
    if (writer.isPresent()) {
      try {
        writer.get().write(clock.instant() + " " + entry + "\n");
        writer.get().flush();
      } catch (IOException e) {
        trouble = Optional.of("no log is written: " + file + ": " + e.getMessage());
        writer = Optional.empty();
      }
    }
  }

  /** Writes a failure down with where it came from. */
  void failure(String what, Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    say(what + ": " + text);
  }

  private void open() {
    if (begun) {
      return;
    }
    begun = true;
    try {
      Path folder = file.resolveSibling("");
      Files.createDirectories(folder);
      rotate(folder);
      writer = Optional.of(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      trouble = Optional.of("no log is written: " + file + ": " + e.getClass().getSimpleName());
    }
  }

  private static void rotate(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> runs =
          all.filter(p -> p.getFileName().toString().startsWith("run-"))
              .sorted(Comparator.comparing((Path p) -> p.getFileName().toString()).reversed())
              .toList();
      for (Path old : runs.subList(Math.min(KEPT - 1, runs.size()), runs.size())) {
        Files.deleteIfExists(old);
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (writer.isPresent()) {
      writer.get().close();
      writer = Optional.empty();
    }
  }
}
