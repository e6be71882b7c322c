package dev.stagecraft.session;

import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A running session's ledger together with the journal that it is written to, and the claims that
 * are still open. Safe for several threads.
 */
final class Book {
  private final Path state;
  private final String session;
  private final Clock clock;
  private final Ledger ledger = new Ledger();
  private final Set<Integer> pending = new HashSet<>();
  private final List<Entry> owed = new ArrayList<>();
  private Optional<Journal> journal = Optional.empty();
  private boolean ending;
  private int lastNumber;

  Book(Path state, String session, Clock clock) {
    this.state = state;
    this.session = session;
    this.clock = clock;
  }

  /** Writes a claim; it is on the disk when this returns, and open until it is settled. */
  int claim(Kind kind, String name, Optional<String> before, Optional<Entry.EngineNamed> engine) {
    return begin(
        engine, 0, number -> new Entry.Claimed(number, kind, name, clock.instant(), before));
  }

  /** Writes the claim of a build and its tags. */
  int claimBuild(List<Entry.Tag> tags, Entry.EngineNamed engine) {
    return begin(
        Optional.of(engine),
        tags.size(),
        number -> new Entry.BuildBegun(number, buildId(number), clock.instant(), tags));
  }

  /** What the build of a number is called on the engine. */
  String buildId(int number) {
    return "stagecraft-" + session + "-" + number;
  }

  private synchronized int begin(
      Optional<Entry.EngineNamed> engine, int more, Function<Integer, Entry> entry) {
    if (ending) {
      throw Problem.of("session.ending", "the session is ending, nothing more is created")
          .exception();
    }
    if (journal.isEmpty()) {
      ProcessHandle self = ProcessHandle.current();
      Entry.Header header =
          new Entry.Header(session, self.pid(), Sweep.startOf(self), clock.instant());
      journal = Optional.of(Journal.begin(state, header));
      ledger.apply(header);
    }
    if (engine.isPresent() && ledger.engine().isEmpty()) {
      write(engine.get(), false);
    }
    int number = nextNumber();
    write(entry.apply(number), true);
    lastNumber += more;
    pending.add(number);
    return number;
  }

  /** A number that was not used before. */
  synchronized int nextNumber() {
    lastNumber++;
    return lastNumber;
  }

  /** Notes what became of a claim. */
  synchronized void settle(int number, Entry entry) {
    note(entry);
    pending.remove(number);
    notifyAll();
  }

  /** Writes what must not happen unwritten. */
  synchronized void write(Entry entry, boolean forced) {
    try {
      Journal to = journal.orElseThrow();
      while (!owed.isEmpty()) {
        to.write(owed.get(0), forced);
        owed.remove(0);
      }
      to.write(entry, forced);
    } catch (IOException e) {
      throw Journal.cannot(state, e).exception(e);
    }
    ledger.apply(entry);
  }

  /**
   * Writes what has happened already. Where it cannot be written now, it is written before the next
   * claim; and a later start would find the thing by its label.
   */
  synchronized void note(Entry entry) {
    ledger.apply(entry);
    owed.add(entry);
    if (journal.isPresent()) {
      try {
        while (!owed.isEmpty()) {
          journal.get().write(owed.get(0), false);
          owed.remove(0);
        }
      } catch (IOException e) {
        // It stays owed, and the next claim fails with it.
        return;
      }
    }
  }

  /** Notes that claims are dealt with. */
  synchronized void gone(List<Integer> numbers) {
    if (!numbers.isEmpty()) {
      note(new Entry.Gone(numbers));
    }
  }

  /** Writes that claims stay. */
  synchronized void keep(List<Integer> numbers) {
    if (!numbers.isEmpty()) {
      write(new Entry.Kept(numbers), true);
    }
  }

  /** The claims that a name or id means. */
  synchronized List<Ledger.Thing> meant(Kind kind, String idOrName) {
    return ledger.meant(kind, idOrName);
  }

  /** The builds that made an image. */
  synchronized List<Ledger.Build> made(String imageId) {
    return ledger.made(imageId);
  }

  /** What the session owns. */
  synchronized List<Owned> owned() {
    return ledger.owned();
  }

  /** Whether nothing was ever claimed, or all is dealt with. */
  synchronized boolean isClosed() {
    return journal.isEmpty();
  }

  /** From now on nothing can be claimed. */
  synchronized void end() {
    ending = true;
  }

  /** What a teardown has to do now. */
  synchronized Teardown.Work work(boolean folders) {
    return new Teardown.Work(
        session,
        ledger.things(),
        ledger.builds(),
        Set.copyOf(pending),
        ledger.engine().map(Entry.EngineNamed::aheadMillis).orElse(0L),
        folders);
  }

  /** Whether a claim is still open. */
  synchronized boolean isPending() {
    return !pending.isEmpty();
  }

  /** Waits until no claim is open; false where that takes too long. */
  synchronized boolean awaitSettled(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = Thread.interrupted();
    while (!pending.isEmpty() && System.nanoTime() < end) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return pending.isEmpty();
  }

  /**
   * Everything stays, and the journal says so: no later start takes it for the trace of a crash.
   */
  synchronized void leaveAll() {
    write(new Entry.AllKept(), true);
    release();
  }

  /** Nothing is left: the journal goes. */
  synchronized void finish() {
    try {
      if (journal.isPresent()) {
        journal.get().delete();
      }
    } catch (IOException e) {
      throw Journal.cannot(state, e).exception(e);
    } finally {
      release();
    }
  }

  /** Lets go of the journal; one that was not deleted is found by the next start. */
  synchronized void release() {
    try {
      if (journal.isPresent()) {
        journal.get().close();
      }
    } catch (IOException e) {
      throw Journal.cannot(state, e).exception(e);
    } finally {
      journal = Optional.empty();
    }
  }

  /** A moment by the session's clock. */
  Instant now() {
    return clock.instant();
  }
}
