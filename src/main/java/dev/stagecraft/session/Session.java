package dev.stagecraft.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Removals removals = new Removals();
  private final Settings settings;
  private final String id;
  private final Book book;
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Object engineLock = new Object();
  private final Object folderLock = new Object();
  private volatile Optional<Bound> bound = Optional.empty();
  private volatile Optional<Path> workFolder = Optional.empty();
  private volatile Optional<TeardownReport> ended = Optional.empty();

  private Session(Settings settings, String id) {
    this.settings = settings;
    this.id = id;
    this.book = new Book(settings.state(), id, settings.clock());
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
    synchronized (folderLock) {
      if (workFolder.isPresent()) {
        return workFolder.get();
      }
      Path folder = Journal.folder(settings.state()).resolve(id + ".work").toAbsolutePath();
      int number = book.claim(Kind.FOLDER, folder.toString(), Optional.empty(), Optional.empty());
      try {
        Files.createDirectory(folder, Journal.ownersOnly(folder));
      } catch (IOException e) {
        book.settle(number, new Entry.Abandoned(number));
        throw Journal.cannot(settings.state(), e).exception(e);
      }
      book.settle(number, new Entry.Created(number, folder.toString()));
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
    return id + "-" + kind.word() + "-" + book.nextNumber();
  }

  /**
   * Notes that something is going to be made. The note is on the disk when this returns.
   *
   * <p>For an image the name is a tag that is about to be given ({@code docker tag}), and what the
   * tag points to now is noted too, so that it can be given back.
   *
   * @param kind anything but a folder
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where the note cannot be
   *     written, {@code session.ending} where the session is being torn down; nothing has been made
   *     then
   */
  public Claim claim(Kind kind, String name) {
    if (kind == Kind.FOLDER) {
      throw new IllegalArgumentException("a session has one folder: workFolder()");
    }
    String known = Names.familiar(kind, name);
    Bound on = bound();
    Optional<String> before =
        kind == Kind.IMAGE ? Tags.pointsTo(on.engine(), known) : Optional.empty();
    int number = book.claim(kind, known, before, Optional.of(on.named()));
    return new WrittenClaim(
        book, number, kind, known, kind == Kind.IMAGE ? Map.of() : labels(known));
  }

  /**
   * Takes over something that another program made for this session, and that carries no label: it
   * goes with the session. Nothing happens where the session owns it already.
   *
   * @param kind a container, network or volume
   * @param id the engine's id; of a volume its name
   * @param made when it was made, as the engine says
   * @throws dev.stagecraft.core.ProblemException as {@link #claim}
   */
  public void adopt(Kind kind, String name, String id, Instant made) {
    if (kind == Kind.FOLDER || kind == Kind.IMAGE) {
      throw new IllegalArgumentException(kind.word());
    }
    if (!owns(kind, id)) {
      int number = book.claim(kind, name, Optional.empty(), Optional.of(bound().named()));
      book.settle(number, new Entry.Adopted(number, id, made));
    }
  }

  /** Whether the session took something over that it did not make itself. */
  boolean adopted(Kind kind, String id) {
    return book.meant(kind, id).stream().anyMatch(thing -> thing.adopted().isPresent());
  }

  /**
   * Notes that a build is going to begin, and what its tags point to now.
   *
   * @param tags the names that the image will get; none is fine
   * @throws dev.stagecraft.core.ProblemException as {@link #claim}
   */
  public BuildClaim claimBuild(List<String> tags) {
    Bound on = bound();
    List<Entry.Tag> noted = new ArrayList<>();
    for (String tag : tags) {
      String known = Names.familiar(Kind.IMAGE, tag);
      noted.add(new Entry.Tag(known, Tags.pointsTo(on.engine(), known)));
    }
    int number = book.claimBuild(noted, on.named());
    return new WrittenBuild(book, number, book.buildId(number));
  }

  /**
   * Whether the session owns something.
   *
   * @param idOrName the name it was claimed under, an image's tag, an id, or the first twelve or
   *     more digits of an id
   */
  public boolean owns(Kind kind, String idOrName) {
    return !book.meant(kind, idOrName).isEmpty()
        || (kind == Kind.IMAGE && !book.made(idOrName).isEmpty());
  }

  /**
   * Another session that runs and has something of that name on the same engine.
   *
   * @param kind anything but a folder
   */
  public Optional<Neighbour> neighbour(Kind kind, String name) {
    return Neighbour.of(settings.state(), id, bound().named().id(), kind, name);
  }

  /** What the session owns as far as it knows, in the order claimed. */
  public List<Owned> owned() {
    return book.owned();
  }

  /**
   * Leaves something where it is when the session ends.
   *
   * @return whether the session owned it
   * @throws dev.stagecraft.core.ProblemException {@code session.state} where that cannot be written
   */
  public boolean keep(Kind kind, String idOrName) {
    List<Integer> numbers = new ArrayList<>();
    Set<String> images = new LinkedHashSet<>();
    images.add(idOrName);
    for (Ledger.Thing thing : book.meant(kind, idOrName)) {
      numbers.add(thing.number());
      thing.id().ifPresent(images::add);
    }
    if (kind == Kind.IMAGE) {
      images.forEach(image -> book.made(image).forEach(build -> numbers.add(build.number())));
    }
    book.keep(numbers);
    return !numbers.isEmpty();
  }

  /** Takes note that something has another name now; what is not ours is no matter. */
  public void renamed(Kind kind, String idOrName, String name) {
    book.meant(kind, idOrName).forEach(thing -> book.note(new Entry.Renamed(thing.number(), name)));
  }

  /** Takes note that somebody removed something; what is not ours is no matter. */
  public void forget(Kind kind, String idOrName) {
    book.gone(book.meant(kind, idOrName).stream().map(Ledger.Thing::number).toList());
  }

  /** Lets lists show something that is not the session's: a base image that it brought. */
  public void uses(Kind kind, String name) {
    used.add(kind.word() + " " + Names.familiar(kind, name));
  }

  /** Whether {@link #uses} was told of it. */
  boolean isUsed(Kind kind, String name) {
    return used.contains(kind.word() + " " + Names.familiar(kind, name));
  }

  /** Removals that may go on behind the command that began them. */
  public Removals removals() {
    return removals;
  }

  /** The questions that a replay asks before it shows or removes something. */
  public Shield shield() {
    return new Shield(this, () -> bound().engine());
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
    book.end();
    Optional<TeardownReport> before = ended;
    if (before.isPresent()) {
      return before.get();
    }
    TeardownReport report = remove(budget, true);
    if (!report.incomplete()) {
      ended = Optional.of(report);
    }
    return report;
  }

  /** Tears down within ten seconds and lets go of the journal. */
  @Override
  public void close() {
    tearDown(Duration.ofSeconds(10));
    book.release();
  }

  private TeardownReport remove(Duration budget, boolean all) {
    long begun = System.nanoTime();
    long deadline = begun + budget.toNanos();
    if (book.isClosed()) {
      return TeardownReport.nothing();
    }
    boolean unused = removals.finish(deadline);
    Tally tally = new Tally();
    if (all && settings.keep()) {
      book.owned().forEach(owned -> tally.kept(owned.kind()));
      book.leaveAll();
      return tally.report(Duration.ZERO);
    }
    // Asked first: what is made while the first pass goes on is seen by the second.
    boolean making = book.isPending();
    pass(all, tally, deadline);
    boolean settled = true;
    if (making) {
      Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      settled = book.awaitSettled(rest.compareTo(PENDING) < 0 ? rest : PENDING);
      tally.again();
      pass(all, tally, deadline);
    }
    if (all && settled && tally.complete()) {
      book.finish();
    }
    return tally.report(Duration.ofNanos(System.nanoTime() - begun));
  }

  private void pass(boolean all, Tally tally, long deadline) {
    Teardown.Work work = book.work(all);
    new Teardown(work, bound.map(Bound::engine), tally).run(deadline);
    book.gone(tally.done().stream().filter(number -> !work.open().contains(number)).toList());
  }

  private Bound bound() {
    Optional<Bound> known = bound;
    if (known.isPresent()) {
      return known.get();
    }
    synchronized (engineLock) {
      if (bound.isEmpty()) {
        bound = Optional.of(Bound.of(settings.engine().get(), settings.clock()));
      }
      return bound.orElseThrow();
    }
  }

  /** The engine of the session, once it was asked for, and what the journal says of it. */
  private record Bound(Engine engine, Entry.EngineNamed named) {
    static Bound of(Engine engine, Clock clock) {
      JsonNode info = engine.info();
      Instant theirs = Found.time(info.path("SystemTime").asText());
      long ahead =
          theirs.equals(Instant.EPOCH) ? 0 : Duration.between(clock.instant(), theirs).toMillis();
      String id = info.path("ID").asText();
      return new Bound(
          engine, new Entry.EngineNamed(id.isEmpty() ? engine.id() : id, engine.address(), ahead));
    }
  }
}
