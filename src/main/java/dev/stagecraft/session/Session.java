package dev.stagecraft.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One session and what it owns. Safe for several threads.
 *
 * <p>Opening one costs nothing: the journal is begun with the first claim, and the engine is asked
 * for then. A thing is written to the journal before it is made; {@link #tearDown} removes what was
 * written.
 */
public final class Session implements AutoCloseable {
  private static final Duration PENDING = Duration.ofSeconds(2);

  private final Settings settings;
  private final String id;
  private final Ledger ledger = new Ledger();
  private final Set<Integer> pending = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Object lock = new Object();
  private Optional<Journal> journal = Optional.empty();
  private final Object engineLock = new Object();
  private volatile Optional<Bound> bound = Optional.empty();
  private Optional<Path> workFolder = Optional.empty();
  private Optional<TeardownReport> ended = Optional.empty();
  private boolean ending;
  private boolean engineNoted;
  private int unwritten;
  private int lastNumber;

  private Session(Settings settings, String id) {
    this.settings = settings;
    this.id = id;
  }

  /**
   * What a session needs to know.
   *
   * @param state the state folder, {@code $XDG_STATE_HOME/stagecraft}
   * @param engine gives the engine; called once, with the first claim of something on it
   * @param clock tells the time, and the time zone for people
   * @param keep whether everything stays at the end
   */
  public record Settings(Path state, Supplier<Engine> engine, Clock clock, boolean keep) {}

  /** The engine of the session, once it was asked for, and what the journal says of it. */
  private record Bound(Engine engine, Entry.EngineNamed named) {}

  /** A new session. Nothing is written yet. */
  public static Session open(Settings settings) {
    SecureRandom random = new SecureRandom();
    byte[] bytes = new byte[4];
    String id;
    do {
      random.nextBytes(bytes);
      id = HexFormat.of().formatHex(bytes);
    } while (Files.exists(Journal.file(settings.state(), id)));
    return new Session(settings, id);
  }

  /** The session's id: eight hexadecimal digits. */
  public String id() {
    return id;
  }

  /**
   * A folder of the session's own, readable by its owner only. Made when first asked for, removed
   * with the session.
   *
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where it cannot be made
   */
  public Path workFolder() {
    synchronized (lock) {
      if (workFolder.isPresent()) {
        return workFolder.get();
      }
      Path folder = Journal.folder(settings.state()).resolve(id + ".work").toAbsolutePath();
      int number = begin();
      write(
          new Entry.Claimed(
              number, Kind.FOLDER, folder.toString(), settings.clock().instant(), Optional.empty()),
          true);
      try {
        Files.createDirectory(folder, Journal.ownersOnly(folder));
      } catch (IOException e) {
        note(new Entry.Abandoned(number));
        throw Journal.cannot(settings.state(), e).exception(e);
      }
      note(new Entry.Created(number, folder.toString()));
      workFolder = Optional.of(folder);
      return folder;
    }
  }

  /**
   * The labels that a create request for a thing of that name must carry.
   *
   * @param name the name under which it was claimed
   */
  public Map<String, String> labels(String name) {
    return Map.of(Names.SESSION_LABEL, id, Names.OWNER_LABEL, id + "/" + name);
  }

  /** A name for a claim where the person gave none; each call gives another. */
  public String nameFor(Kind kind) {
    synchronized (lock) {
      lastNumber++;
      return id + "-" + kind.word() + "-" + lastNumber;
    }
  }

  /**
   * Notes that something is going to be made. The note is on the disk when this returns.
   *
   * <p>For an image the name is a tag that is about to be given ({@code docker tag}), and what the
   * tag points to now is noted too, so that it can be given back.
   *
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where the note cannot be
   *     written, {@code session.ending} where the session is being torn down; nothing has been made
   *     then
   */
  public Claim claim(Kind kind, String name) {
    if (kind == Kind.FOLDER) {
      throw new IllegalArgumentException("a session has one folder: workFolder()");
    }
    String known = Names.familiar(kind, name);
    Engine on = engine();
    Optional<String> before = kind == Kind.IMAGE ? Tags.pointsTo(on, known) : Optional.empty();
    synchronized (lock) {
      int number = begin();
      noteEngine();
      write(new Entry.Claimed(number, kind, known, settings.clock().instant(), before), true);
      pending.add(number);
      return new WrittenClaim(number, kind, known);
    }
  }

  /**
   * Notes that a build is going to begin, and what its tags point to now.
   *
   * @param tags the names that the image will get; none is fine
   * @throws dev.stagecraft.core.ProblemException as {@link #claim}
   */
  public BuildClaim claimBuild(List<String> tags) {
    Engine on = engine();
    List<Entry.Tag> noted = new ArrayList<>();
    for (String tag : tags) {
      String known = Names.familiar(Kind.IMAGE, tag);
      noted.add(new Entry.Tag(known, Tags.pointsTo(on, known)));
    }
    synchronized (lock) {
      int number = begin();
      noteEngine();
      lastNumber += noted.size();
      String build = "stagecraft-" + id + "-" + number;
      write(new Entry.BuildBegun(number, build, settings.clock().instant(), noted), true);
      pending.add(number);
      return new WrittenBuild(number, build);
    }
  }

  /**
   * Whether the session owns something.
   *
   * @param idOrName the name it was claimed under, an image's tag, an id, or the first twelve or
   *     more digits of an id
   */
  public boolean owns(Kind kind, String idOrName) {
    synchronized (lock) {
      return !ledger.meant(kind, idOrName).isEmpty()
          || (kind == Kind.IMAGE && !ledger.made(idOrName).isEmpty());
    }
  }

  /** What the session owns as far as it knows, in the order claimed. */
  public List<Owned> owned() {
    synchronized (lock) {
      return ledger.owned();
    }
  }

  /**
   * Leaves something where it is when the session ends.
   *
   * @return whether the session owned it
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where that cannot be written
   */
  public boolean keep(Kind kind, String idOrName) {
    synchronized (lock) {
      List<Integer> numbers = numbers(kind, idOrName);
      if (!numbers.isEmpty()) {
        write(new Entry.Kept(numbers), true);
      }
      return !numbers.isEmpty();
    }
  }

  /** Takes note that somebody removed something; what is not ours is no matter. */
  public void forget(Kind kind, String idOrName) {
    synchronized (lock) {
      List<Integer> numbers =
          ledger.meant(kind, idOrName).stream().map(Ledger.Thing::number).toList();
      if (!numbers.isEmpty()) {
        note(new Entry.Gone(numbers));
      }
    }
  }

  /** Lets lists show something that is not the session's: a base image that it brought. */
  public void uses(Kind kind, String name) {
    synchronized (lock) {
      used.add(kind.word() + " " + Names.familiar(kind, name));
    }
  }

  /** The questions that a replay asks before it shows or removes something. */
  public Shield shield() {
    return new Shield(this, this::engine);
  }

  /** Whether {@link #uses} was told of it. */
  boolean isUsed(Kind kind, String name) {
    synchronized (lock) {
      return used.contains(kind.word() + " " + Names.familiar(kind, name));
    }
  }

  /**
   * Removes what the session made and goes on: the work folder stays, and more can be claimed.
   *
   * @param budget how long it may take
   */
  public TeardownReport down(Duration budget) {
    return remove(budget, false);
  }

  /**
   * Ends the session: nothing more can be claimed, and everything that it made is removed. May be
   * called again; what could not be removed is tried again then.
   *
   * <p>An engine that is gone ends it at once; the journal then stays for a later start.
   *
   * @param budget how long it may take
   */
  public TeardownReport tearDown(Duration budget) {
    synchronized (lock) {
      ending = true;
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    TeardownReport report = remove(budget, true);
    synchronized (lock) {
      if (!report.incomplete()) {
        ended = Optional.of(report);
      }
    }
    return report;
  }

  /** Tears down within ten seconds and lets go of the journal. */
  @Override
  public void close() {
    tearDown(Duration.ofSeconds(10));
    synchronized (lock) {
      release();
    }
  }

  private TeardownReport remove(Duration budget, boolean all) {
    long begun = System.nanoTime();
    long deadline = begun + budget.toNanos();
    Tally tally = new Tally();
    synchronized (lock) {
      if (journal.isEmpty()) {
        return TeardownReport.nothing();
      }
      if (all && settings.keep()) {
        return leaveAll();
      }
    }
    pass(all, tally, deadline);
    boolean settled = true;
    if (isPending()) {
      settled = awaitPending(deadline);
      tally.again();
      pass(all, tally, deadline);
    }
    synchronized (lock) {
      if (all && tally.complete() && settled) {
        finish(tally);
      }
    }
    return tally.report(Duration.ofNanos(System.nanoTime() - begun));
  }

  private void pass(boolean all, Tally tally, long deadline) {
    Teardown.Work work;
    synchronized (lock) {
      work =
          new Teardown.Work(
              id,
              ledger.things(),
              ledger.builds(),
              bound.map(b -> b.named().aheadMillis()).orElse(0L),
              all);
    }
    new Teardown(work, bound.map(Bound::engine), tally).run(deadline);
    synchronized (lock) {
      List<Integer> gone = tally.done().stream().filter(n -> !pending.contains(n)).toList();
      if (journal.isPresent() && !gone.isEmpty()) {
        note(new Entry.Gone(gone));
      }
    }
  }

  /**
   * Everything stays, and the journal says so: no later start takes it for the trace of a crash.
   */
  private TeardownReport leaveAll() {
    Tally tally = new Tally();
    ledger.owned().forEach(owned -> tally.kept(owned.kind()));
    write(new Entry.AllKept(), true);
    release();
    return tally.report(Duration.ZERO);
  }

  private boolean isPending() {
    synchronized (lock) {
      return !pending.isEmpty();
    }
  }

  /** Waits until what was being made is made or given up; false where that takes too long. */
  private boolean awaitPending(long deadline) {
    long limit = Math.min(deadline, System.nanoTime() + PENDING.toNanos());
    boolean interrupted = Thread.interrupted();
    synchronized (lock) {
      while (!pending.isEmpty() && System.nanoTime() < limit) {
        try {
          TimeUnit.NANOSECONDS.timedWait(lock, limit - System.nanoTime());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return pending.isEmpty();
    }
  }

  private void finish(Tally tally) {
    try {
      if (journal.isPresent()) {
        journal.get().delete();
      }
    } catch (IOException e) {
      tally.left("the journal of session " + id, String.valueOf(e.getMessage()));
    }
    release();
  }

  private void release() {
    try {
      if (journal.isPresent()) {
        journal.get().close();
      }
    } catch (IOException e) {
      throw Journal.cannot(settings.state(), e).exception(e);
    } finally {
      journal = Optional.empty();
    }
  }

  private Engine engine() {
    Optional<Bound> known = bound;
    if (known.isPresent()) {
      return known.get().engine();
    }
    synchronized (engineLock) {
      if (bound.isEmpty()) {
        Engine given = settings.engine().get();
        JsonNode info = given.info();
        Instant theirs = Found.time(info.path("SystemTime").asText());
        long ahead =
            theirs.equals(Instant.EPOCH)
                ? 0
                : Duration.between(settings.clock().instant(), theirs).toMillis();
        bound =
            Optional.of(
                new Bound(given, new Entry.EngineNamed(given.id(), given.address(), ahead)));
      }
      return bound.orElseThrow().engine();
    }
  }

  private int begin() {
    if (ending) {
      throw Problem.of("session.ending", "the session is ending, nothing more is created")
          .exception();
    }
    if (journal.isEmpty()) {
      ProcessHandle self = ProcessHandle.current();
      Entry.Header header =
          new Entry.Header(id, self.pid(), Sweep.startOf(self), settings.clock().instant());
      journal = Optional.of(Journal.begin(settings.state(), header));
      ledger.apply(header);
    }
    lastNumber++;
    return lastNumber;
  }

  private void noteEngine() {
    if (!engineNoted) {
      write(bound.orElseThrow().named(), false);
      engineNoted = true;
    }
  }

  /** Writes what must not happen unwritten. */
  private void write(Entry entry, boolean forced) {
    try {
      journal.orElseThrow().write(entry, forced);
    } catch (IOException e) {
      throw Journal.cannot(settings.state(), e).exception(e);
    }
    ledger.apply(entry);
  }

  /**
   * Writes what has happened already. Where that fails, this session knows it all the same, and a
   * later start finds the things by their labels.
   */
  private void note(Entry entry) {
    ledger.apply(entry);
    try {
      if (journal.isPresent()) {
        journal.get().write(entry, false);
      }
    } catch (IOException e) {
      unwritten++;
    }
  }

  private void settle(int number, Entry entry) {
    synchronized (lock) {
      note(entry);
      pending.remove(number);
      lock.notifyAll();
    }
  }

  /** A claim in the journal. */
  private final class WrittenClaim implements Claim {
    private final int number;
    private final Kind kind;
    private final String name;

    WrittenClaim(int number, Kind kind, String name) {
      this.number = number;
      this.kind = kind;
      this.name = name;
    }

    @Override
    public Kind kind() {
      return kind;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Map<String, String> labels() {
      return kind == Kind.IMAGE ? Map.of() : Session.this.labels(name);
    }

    @Override
    public void created(String made) {
      settle(number, new Entry.Created(number, made));
    }

    @Override
    public void abandoned() {
      settle(number, new Entry.Abandoned(number));
    }
  }

  /** A build in the journal. */
  private final class WrittenBuild implements BuildClaim {
    private final int number;
    private final String build;

    WrittenBuild(int number, String build) {
      this.number = number;
      this.build = build;
    }

    @Override
    public String id() {
      return build;
    }

    @Override
    public void built(Builder.Built built) {
      end(Optional.of(built.imageId()), built.contextRecord());
    }

    @Override
    public void failed() {
      end(Optional.empty(), Optional.empty());
    }

    private void end(Optional<String> image, Optional<String> context) {
      settle(number, new Entry.BuildEnded(number, settings.clock().instant(), image, context));
    }
  }

  private List<Integer> numbers(Kind kind, String idOrName) {
    List<Integer> numbers = new ArrayList<>();
    ledger.meant(kind, idOrName).forEach(thing -> numbers.add(thing.number()));
    if (kind == Kind.IMAGE) {
      Set<String> ids = new HashSet<>();
      ledger.meant(kind, idOrName).forEach(thing -> thing.id().ifPresent(ids::add));
      ids.add(idOrName);
      ids.forEach(image -> ledger.made(image).forEach(build -> numbers.add(build.number())));
    }
    return numbers;
  }
}
