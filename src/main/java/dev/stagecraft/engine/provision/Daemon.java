package dev.stagecraft.engine.provision;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.engine.transport.Http;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process of the private engine. Whoever calls holds the lock of its folder. */
final class Daemon {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
  private static final Duration CHILD_LIMIT = Duration.ofSeconds(2);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(30);
  private static final Pattern VERSION = Pattern.compile("\"Version\":\"([^\"]+)\"");

  private final EngineFolder place;
  private final HostCommands commands;
  private final Host host;

  Daemon(EngineFolder place, HostCommands commands, Host host) {
    this.place = place;
    this.commands = commands;
    this.host = host;
  }

  /** Its process, where it runs. */
  Optional<ProcessMark> process() {
    return record().flatMap(HostState.Noted::engine).filter(ProcessMark::alive);
  }

  /** Whether it answers now. */
  boolean answers() {
    return ask("/_ping").isPresent();
  }

  /** What it calls itself. */
  String version() {
    Matcher found = VERSION.matcher(ask("/version").orElse(""));
    return found.find() ? found.group(1) : "of an unknown version";
  }

  private Optional<String> ask(String target) {
    Http http = new Http(new Endpoint.Unix(place.socket()));
    try (Response response = http.send(Request.get(target).answeredWithin(ANSWER_LIMIT))) {
      String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
      return response.status() == 200 ? Optional.of(body) : Optional.empty();
    } catch (ProblemException | IOException notYet) {
      return Optional.empty();
    }
  }

  /** Waits for one that somebody else started. */
  void awaitAnswer() {
    ProcessMark mark = process().orElseThrow();
    ProcessHandle handle = ProcessHandle.of(mark.pid()).orElseThrow(this::failedStart);
    await(handle);
  }

  /**
   * Starts it and waits until it answers; where that fails, the host is as before.
   *
   * @return how long it took
   */
  Duration start() {
    long begun = System.nanoTime();
    HostState before = host.look();
    write(new HostState.Noted(Optional.empty(), before));
    freshLog();
    Process process = commands.detached(command(), place.log());
    boolean up = false;
    try {
      write(new HostState.Noted(ProcessMark.of(process.pid()), before));
      await(process.toHandle());
      up = true;
      return Duration.ofNanos(System.nanoTime() - begun);
    } finally {
      if (!up) {
        undone(process, before);
      }
    }
  }

  private List<String> command() {
    List<String> words =
        new ArrayList<>(
            List.of(
                commands.find("dockerd").map(Path::toString).orElse("dockerd"),
                "--host=" + place.address(),
                "--data-root=" + place.data(),
                "--exec-root=" + place.exec(),
                "--pidfile=" + place.pidFile(),
                "--label=" + PrivateEngine.LABEL));
    int size = host.packetSize();
    if (size < 1500) {
      words.add("--mtu=" + size);
    }
    return words;
  }

  /** A start that did not come to its end, or was interrupted. */
  private void undone(Process process, HostState before) {
    boolean interrupted = Thread.interrupted();
    end(process.toHandle());
    List<String> left = host.restore(before, place);
    if (left.isEmpty()) {
      forget();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(ProcessHandle process) {
    long limit = System.nanoTime() + READY_LIMIT.toNanos();
    while (!answers()) {
      if (System.nanoTime() > limit) {
        throw failedStart();
      }
      if (ended(process, LOOK_AGAIN)) {
        throw failedStart();
      }
    }
  }

  private static boolean ended(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException runs) {
      return false;
    } catch (ExecutionException failed) {
      return !process.isAlive();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Cancelled("waiting for the engine");
    }
  }

  private ProblemException failedStart() {
    List<String> said = lastWords();
    return Problem.of(
            "provision.start",
            "the private engine did not come up"
                + (said.isEmpty() ? "" : ": " + String.join(" · ", said)))
        .withHint("its log is " + place.log())
        .exception();
  }

  /** The last lines of the log; dockerd's own form is cut down to its message. */
  private List<String> lastWords() {
    try {
      List<String> lines = Files.readAllLines(place.log(), StandardCharsets.UTF_8);
      return lines.subList(Math.max(0, lines.size() - 3), lines.size()).stream()
          .map(line -> line.replaceFirst("^time=\"[^\"]*\" level=", ""))
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  /** Stops it where it runs, and puts the host back. */
  PrivateEngine.Stopped stop() {
    Optional<HostState.Noted> record = record();
    if (record.isEmpty()) {
      return new PrivateEngine.Stopped(false, List.of());
    }
    Optional<ProcessMark> running = running(record.get());
    // Its children are gone for good when they are off the list of processes too.
    List<ProcessHandle> children = Host.processes(place);
    running.flatMap(mark -> ProcessHandle.of(mark.pid())).ifPresent(Daemon::end);
    List<String> left = host.restore(record.get().before(), place);
    children.forEach(child -> ended(child, CHILD_LIMIT));
    forget();
    return new PrivateEngine.Stopped(running.isPresent(), left);
  }

  /** Puts the host back where an engine ended without that. */
  List<String> recover() {
    Optional<HostState.Noted> record = record();
    if (record.isEmpty() || running(record.get()).isPresent()) {
      return List.of();
    }
    List<String> left = host.restore(record.get().before(), place);
    forget();
    return left;
  }

  /** The process of a record, or the one of the pid file where the record was never completed. */
  private Optional<ProcessMark> running(HostState.Noted record) {
    if (record.engine().isPresent()) {
      return record.engine().filter(ProcessMark::alive);
    }
    try {
      long pid = Long.parseLong(Files.readString(place.pidFile(), StandardCharsets.UTF_8).strip());
      return ProcessMark.of(pid)
          .filter(mark -> Host.commandLine(pid).contains(place.pidFile().toString()));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** Ends a process: as it likes, then at once. */
  private static void end(ProcessHandle process) {
    process.destroy();
    if (!ended(process, STOP_LIMIT)) {
      process.destroyForcibly();
      if (!ended(process, STOP_LIMIT)) {
        throw Problem.of(
                "provision.stop", "the private engine, process " + process.pid() + ", does not end")
            .withHint("kill -9 " + process.pid())
            .exception();
      }
    }
  }

  private Optional<HostState.Noted> record() {
    try {
      String text = Files.readString(place.record(), StandardCharsets.UTF_8);
      Optional<HostState.Noted> record = HostState.Noted.parse(text);
      if (record.isEmpty()) {
        throw Problem.of(
                "provision.record",
                place.record()
                    + " is of a version that this Stagecraft does not know, it is left alone")
            .withHint("stop the private engine with the Stagecraft that started it")
            .exception();
      }
      return record;
    } catch (java.nio.file.NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException failed) {
      throw Problem.of(
              "provision.folder",
              "cannot read " + place.record() + ": " + EngineFolder.reason(failed))
          .exception(failed);
    }
  }

  private void write(HostState.Noted record) {
    EngineFolder.write(place.record(), record.text());
  }

  private void forget() {
    try {
      Files.deleteIfExists(place.record());
      Files.deleteIfExists(place.socket());
      Files.deleteIfExists(place.pidFile());
    } catch (IOException failed) {
      throw EngineFolder.unwritable(place.record(), failed);
    }
  }

  /** The log of the start before stays beside the new one. */
  private void freshLog() {
    try {
      if (Files.exists(place.log())) {
        Files.move(
            place.log(),
            place.log().resolveSibling("log.1"),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      Files.createFile(place.log());
    } catch (IOException failed) {
      throw EngineFolder.unwritable(place.log(), failed);
    }
  }
}
