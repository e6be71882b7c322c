package dev.stagecraft.engine.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An engine of our own, for a machine that has none. All Stagecrafts of one person share it: the
 * first starts it, the last stops it, unless it is kept. Its images stay as a cache until {@link
 * #purge}.
 *
 * <p>Each change of state happens under a lock, so that two may try at once. What the engine
 * changes on the host is noted before it starts and put back after it ended; where a crash came in
 * between, the next call does that first.
 */
public final class PrivateEngine {
  static final String LABEL = "dev.stagecraft.private=true";

  private final EngineFolder place;
  private final HostCommands commands;
  private final EngineUsers users;
  private final Daemon daemon;
  private final StateLock lock;

  /**
   * The private engine of a folder; nothing happens yet.
   *
   * @param environment the variables; {@code PATH} counts
   */
  public PrivateEngine(EngineFolder place, Map<String, String> environment) {
    this(place, new HostCommands(List.of(), environment.getOrDefault("PATH", "")));
  }

  PrivateEngine(EngineFolder place, HostCommands commands) {
    this.place = place;
    this.commands = commands;
    this.users = new EngineUsers(place);
    this.daemon = new Daemon(place, commands, new Host(commands));
    this.lock = new StateLock(place.lock());
  }

  /**
   * How it is.
   *
   * @param running whether it answers
   * @param address its address, whether it runs or not
   * @param pid its process, 0 where it does not run
   * @param version what it calls itself; empty where it does not run
   * @param users how many Stagecrafts use it
   * @param kept whether it goes on without a user
   * @param folder where its images lie
   */
  public record Status(
      boolean running,
      String address,
      long pid,
      String version,
      int users,
      boolean kept,
      Path folder) {}

  /**
   * What a stop did.
   *
   * @param stopped whether it ran and was stopped
   * @param left what of the host could not be put back, a line each
   */
  public record Stopped(boolean stopped, List<String> left) {
    public Stopped {
      left = List.copyOf(left);
    }
  }

  /** A use of the engine. It runs at least until all uses are closed. */
  public final class Lease implements AutoCloseable {
    private final Optional<Path> entry;
    private final String version;
    private final Optional<Duration> started;
    private boolean open = true;

    private Lease(Optional<Path> entry, String version, Optional<Duration> started) {
      this.entry = entry;
      this.version = version;
      this.started = started;
    }

    /** The engine's address as {@code DOCKER_HOST} would say it. */
    public String address() {
      return place.address();
    }

    /** What the engine calls itself: {@code 20.10.24+dfsg1}. */
    public String version() {
      return version;
    }

    /** How long it took to start, where this use started it. */
    public Optional<Duration> started() {
      return started;
    }

    /** Lets the engine go on when nobody uses it any more. */
    public void keep() {
      locked(
          () -> {
            EngineFolder.write(place.pin(), "");
            return place;
          });
    }

    /** {@link #leave} for those who cannot do anything about what is left. */
    @Override
    public void close() {
      leave();
    }

    /** Ends this use; the last one stops the engine. May be called again. */
    public synchronized Stopped leave() {
      if (!open) {
        return new Stopped(false, List.of());
      }
      open = false;
      return locked(
          () -> {
            entry.ifPresent(users::leave);
            boolean wanted = users.count() > 0 || Files.exists(place.pin());
            return wanted ? new Stopped(false, List.of()) : halt();
          });
    }
  }

  /** Whether an engine is a private one, whoever's: it says so itself, by a label. */
  public static boolean isOne(Engine engine) {
    for (JsonNode label : engine.info().path("Labels")) {
      if (label.asText().equals(LABEL)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Why it cannot be started here, if it cannot: {@code provision.root}, {@code
   * provision.engine-missing}, {@code provision.occupied}. A running one has no obstacle.
   */
  public Optional<Problem> obstacle() {
    return daemon.process().isPresent() ? Optional.empty() : new Obstacles(place, commands).find();
  }

  /** Whether there is one that runs, started by whomever. */
  public boolean running() {
    return daemon.process().isPresent() && daemon.answers();
  }

  /**
   * Starts it where it does not run, and uses it.
   *
   * @param listener hears a line about each thing that takes time
   * @throws ProblemException as {@link #obstacle} says, {@code provision.start} where it did not
   *     come up, with its last words, {@code provision.folder}
   */
  public Lease use(Consumer<String> listener) {
    return locked(
        () -> {
          Optional<Duration> took = ensure(listener);
          return new Lease(Optional.of(users.enter()), daemon.version(), took);
        });
  }

  /** Starts it where it does not run, to go on until {@link #stop}. */
  public Lease start(Consumer<String> listener) {
    return locked(
        () -> {
          Optional<Duration> took = ensure(listener);
          EngineFolder.write(place.pin(), "");
          return new Lease(Optional.empty(), daemon.version(), took);
        });
  }

  /**
   * Stops it.
   *
   * @param force even where other processes use it
   * @throws ProblemException {@code provision.in-use} where they do and {@code force} is not given
   */
  public Stopped stop(boolean force) {
    if (!Files.isDirectory(place.folder())) {
      return new Stopped(false, List.of());
    }
    return locked(
        () -> {
          int others = users.othersThan(ProcessMark.own());
          if (others > 0 && !force) {
            throw Problem.of(
                    "provision.in-use",
                    others == 1
                        ? "another Stagecraft uses the private engine"
                        : others + " other Stagecrafts use the private engine")
                .withHint("end them first, or engine stop --force")
                .exception();
          }
          return halt();
        });
  }

  /** How it is. */
  public Status status() {
    Optional<ProcessMark> process = daemon.process();
    boolean running = process.isPresent() && daemon.answers();
    return new Status(
        running,
        place.address(),
        process.map(ProcessMark::pid).orElse(0L),
        running ? daemon.version() : "",
        users.count(),
        Files.exists(place.pin()),
        place.folder());
  }

  /**
   * Stops it and removes all that it keeps.
   *
   * @return what could not be put back or removed, a line each
   * @throws ProblemException {@code provision.in-use} where another Stagecraft uses it
   */
  public List<String> purge() {
    if (!Files.isDirectory(place.folder())) {
      return List.of();
    }
    List<String> left = new ArrayList<>(stop(false).left());
    for (Path each : List.of(place.data(), place.run(), place.log())) {
      var done =
          commands.run(Duration.ofMinutes(5), "rm", "-rf", "--one-file-system", each.toString());
      if (done.status() != 0) {
        left.add(each + ": " + done.lastLine());
      }
    }
    return left;
  }

  private Optional<Duration> ensure(Consumer<String> listener) {
    daemon.recover().forEach(listener);
    if (daemon.process().isPresent()) {
      daemon.awaitAnswer();
      return Optional.empty();
    }
    new Obstacles(place, commands)
        .find()
        .ifPresent(
            problem -> {
              throw problem.exception();
            });
    place.create();
    return Optional.of(daemon.start());
  }

  private Stopped halt() {
    try {
      Files.deleteIfExists(place.pin());
    } catch (IOException failed) {
      throw EngineFolder.unwritable(place.pin(), failed);
    }
    return daemon.stop();
  }

  private <T> T locked(Supplier<T> work) {
    place.create();
    return lock.holding(work);
  }
}
