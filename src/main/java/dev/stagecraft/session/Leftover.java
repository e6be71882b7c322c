package dev.stagecraft.session;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a session left that ended without removing what it had made. */
public final class Leftover {
  private final Path file;
  private final Ledger ledger;
  private final Supplier<Engine> engine;
  private final Clock clock;
  private final Optional<String> obstacle;

  Leftover(
      Path file, Ledger ledger, Supplier<Engine> engine, Clock clock, Optional<String> obstacle) {
    this.file = file;
    this.ledger = ledger;
    this.engine = engine;
    this.clock = clock;
    this.obstacle = obstacle;
  }

  /** The id of the session. */
  public String session() {
    return Sweep.name(file);
  }

  /** What its journal lists, whether or not it is still there. */
  public List<Owned> owned() {
    return ledger.owned();
  }

  /** Whether nothing but a work folder is left: not worth a question to a person. */
  public boolean trivial() {
    return ledger.builds().isEmpty()
        && Arrays.stream(Kind.values()).allMatch(kind -> kind == Kind.FOLDER || number(kind) == 0);
  }

  /** A line for a person: {@code session 7f3a0b1c from 14:02 left 2 containers, 1 network}. */
  public String describe() {
    List<String> parts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int number = number(kind);
      if (number > 0) {
        parts.add(kind == Kind.FOLDER ? "its work folder" : kind.count(number));
      }
    }
    return "session "
        + session()
        + " from "
        + begun()
        + (ledger.allKept() ? " kept " : " left ")
        + (parts.isEmpty() ? "its journal" : String.join(", ", parts));
  }

  /** How many are left; where the engine does not say, how many the journal lists. */
  private int number(Kind kind) {
    int listed = (int) ledger.owned().stream().filter(owned -> owned.kind() == kind).count();
    boolean labelled = kind == Kind.CONTAINER || kind == Kind.NETWORK || kind == Kind.VOLUME;
    if (listed == 0 || !labelled || obstacle.isPresent()) {
      return listed;
    }
    List<Ledger.Thing> things =
        ledger.things().stream().filter(thing -> thing.kind() == kind && thing.live()).toList();
    try {
      return Found.owners(session(), things, Found.on(engine.get(), kind)).size();
    } catch (EngineRefusal | ProblemException e) {
      return listed;
    }
  }

  private String begun() {
    Optional<ZonedDateTime> at =
        ledger.header().map(header -> header.begun().atZone(clock.getZone()));
    return at.map(
            time ->
                time.format(
                    DateTimeFormatter.ofPattern(
                        time.toLocalDate().equals(LocalDate.now(clock)) ? "HH:mm" : "d MMM HH:mm",
                        Locale.ROOT)))
        .orElse("an unknown time");
  }

  /**
   * Removes what the journal lists, as far as labels and tags confirm it, and the journal with it
   * if all could be removed.
   *
   * @param budget how long it may take
   */
  public TeardownReport clean(Duration budget) {
    long begun = System.nanoTime();
    Tally tally = new Tally();
    if (obstacle.isPresent()) {
      tally.left("session " + session(), obstacle.get());
      return tally.report(Duration.ZERO);
    }
    try (Hold hold = Hold.take(file)) {
      if (!hold.taken()) {
        return TeardownReport.nothing();
      }
      Teardown.Work work =
          new Teardown.Work(
              session(),
              ledger.things(),
              ledger.builds(),
              Set.of(),
              ledger.engine().map(Entry.EngineNamed::aheadMillis).orElse(0L),
              true);
      new Teardown(work, ledger.engine().map(named -> engine.get()), tally)
          .run(begun + budget.toNanos());
      if (tally.complete()) {
        delete();
      }
    } catch (IOException e) {
      tally.left("the journal " + file, String.valueOf(e.getMessage()));
    }
    return tally.report(Duration.ofNanos(System.nanoTime() - begun));
  }

  /**
   * Forgets the session: what it left stays where it is and is nobody's from now on.
   *
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where the journal cannot be
   *     deleted
   */
  public void drop() {
    try (Hold hold = Hold.take(file)) {
      if (hold.taken()) {
        delete();
      }
    } catch (IOException e) {
      throw Problem.of(
              "session.state", "the journal " + file + " cannot be deleted: " + e.getMessage())
          .exception(e);
    }
  }

  private void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(Journal.lock(file));
  }

  /** The lock of a journal, held by us if nobody else holds it. */
  record Hold(RandomAccessFile opened, Optional<FileLock> lock, boolean taken)
      implements AutoCloseable {
    /** Takes the lock if it is free and the journal is still there. */
    static Hold take(Path journal) throws IOException {
      RandomAccessFile opened = new RandomAccessFile(Journal.lock(journal).toFile(), "rw");
      try {
        Optional<FileLock> lock = Optional.ofNullable(opened.getChannel().tryLock());
        return new Hold(opened, lock, lock.isPresent() && Files.exists(journal));
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      opened.close();
    }
  }
}
