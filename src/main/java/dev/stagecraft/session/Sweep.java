package dev.stagecraft.session;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the journals of sessions that did not get to remove what they had made.
 *
 * <p>A journal whose lock is held belongs to a session that runs. One of an unknown version, or
 * about another engine, is left alone.
 */
public final class Sweep {
  private Sweep() {}

  /**
   * What was found.
   *
   * @param leftovers sessions that ended without removing what they made, the oldest first
   * @param kept sessions that were told to leave what they made
   * @param elsewhere sessions on another engine, or on one that does not answer now: these can be
   *     forgotten, not cleaned
   * @param remarks what was left alone, and why: a line each
   */
  public record Findings(
      List<Leftover> leftovers,
      List<Leftover> kept,
      List<Leftover> elsewhere,
      List<String> remarks) {
    public Findings {
      leftovers = List.copyOf(leftovers);
      kept = List.copyOf(kept);
      elsewhere = List.copyOf(elsewhere);
      remarks = List.copyOf(remarks);
    }
  }

  /** The sessions that ended without removing what they made, times told in UTC. */
  public static List<Leftover> find(Path state, Engine engine) {
    return look(state, engine, Clock.systemUTC()).leftovers();
  }

  /**
   * Looks through a state folder. The engine is asked only if there is a journal about one.
   *
   * @param clock for the time zone in which people are told of times
   */
  public static Findings look(Path state, Engine engine, Clock clock) {
    return look(state, () -> engine, clock);
  }

  /**
   * Looks through a state folder, where the engine is opened only if there is a journal about one.
   *
   * @param engine gives the engine; what it throws is thrown here
   * @param clock for the time zone in which people are told of times
   */
  public static Findings look(Path state, Supplier<Engine> engine, Clock clock) {
    List<Leftover> leftovers = new ArrayList<>();
    List<Leftover> kept = new ArrayList<>();
    List<Leftover> elsewhere = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    Optional<Identity> identity = Optional.empty();
    for (Path file : journals(state, remarks)) {
      Optional<Ledger> read = read(file, remarks);
      if (read.isEmpty() || runs(file, read.get())) {
        continue;
      }
      Ledger ledger = read.get();
      Optional<String> obstacle = Optional.empty();
      if (ledger.engine().isPresent()) {
        identity = Optional.of(identity.orElseGet(() -> Identity.of(engine.get())));
        obstacle = identity.get().obstacle(name(file), ledger.engine().get());
      }
      Leftover leftover = new Leftover(file, ledger, engine, clock, obstacle);
      obstacle.ifPresent(remarks::add);
      if (obstacle.isPresent()) {
        elsewhere.add(leftover);
      } else {
        (ledger.allKept() ? kept : leftovers).add(leftover);
      }
    }
    return new Findings(leftovers, kept, elsewhere, remarks);
  }

  /**
   * Which engine answers.
   *
   * @param id its id, or nothing
   * @param trouble why there is no id
   */
  private record Identity(Optional<String> id, String trouble) {
    static Identity of(Engine engine) {
      try {
        return new Identity(Optional.of(engine.id()), "");
      } catch (ProblemException e) {
        if (!Refusals.engineGone(e)) {
          throw e;
        }
        return new Identity(Optional.empty(), e.problem().message());
      }
    }

    /** Why a session on some engine cannot be cleaned through this one. */
    Optional<String> obstacle(String session, Entry.EngineNamed named) {
      if (id.isEmpty()) {
        return Optional.of("session " + session + " cannot be cleaned now: " + trouble);
      }
      return named.id().equals(id.get())
          ? Optional.empty()
          : Optional.of(
              "session "
                  + session
                  + " is about another engine, "
                  + named.address()
                  + ", and is left alone");
    }
  }

  static List<Path> journals(Path state, List<String> remarks) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Journal.folder(state), "*.jsonl")) {
      found.forEach(files::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      remarks.add("the state folder " + state + " cannot be read: " + e.getMessage());
      return List.of();
    }
    files.sort(null);
    return files;
  }

  /** A journal added up; a line that was cut off, or makes no sense, is passed over. */
  static Optional<Ledger> read(Path file, List<String> remarks) {
    JournalFormat format = new JournalFormat();
    List<String> lines;
    try {
      lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      remarks.add("session " + name(file) + " cannot be read: " + e.getMessage());
      return Optional.empty();
    }
    Optional<Integer> version = lines.isEmpty() ? Optional.empty() : format.version(lines.get(0));
    if (!version.equals(Optional.of(JournalFormat.VERSION))) {
      remarks.add(
          version
              .map(
                  number ->
                      "the journal "
                          + file
                          + " has the format "
                          + number
                          + ", which this version does not know; it is left alone: the version that wrote"
                          + " it can sweep it")
              .orElse("the journal " + file + " has no readable beginning; it is left alone"));
      return Optional.empty();
    }
    Ledger ledger = new Ledger();
    lines.forEach(line -> format.entry(line).ifPresent(ledger::apply));
    return Optional.of(ledger);
  }

  /** Whether a journal's session runs. Our own process's lock files must not even be opened. */
  static boolean runs(Path file, Ledger ledger) {
    ProcessHandle self = ProcessHandle.current();
    boolean own =
        ledger
            .header()
            .filter(h -> h.process() == self.pid() && h.processStart() == startOf(self))
            .isPresent();
    if (own) {
      return true;
    }
    try (Leftover.Hold hold = Leftover.Hold.take(file)) {
      return !hold.taken();
    } catch (IOException e) {
      return true;
    }
  }

  /** When a process began, in milliseconds; 0 where the system does not say. */
  static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  /** The id in a journal's file name. */
  static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".jsonl", "");
  }
}
