package dev.stagecraft.session;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Removes what a ledger lists: containers, networks, volumes, images, records of the build cache,
 * the work folder, in this order.
 *
 * <p>What is gone already is fine. What is in use is tried again as long as that may change. All
 * else that goes wrong is noted, and the rest is removed all the same.
 */
final class Teardown {
  private static final int AT_ONCE = 8;
  private static final Duration IN_USE = Duration.ofSeconds(2);

  private final Work work;
  private final Optional<Engine> engine;
  private final Tally tally;

  /**
   * What is to be removed.
   *
   * @param open the numbers of claims that may still come to something
   * @param aheadMillis how far the engine's clock is ahead of ours
   * @param folders whether folders too
   */
  record Work(
      String session,
      List<Ledger.Thing> things,
      List<Ledger.Build> builds,
      Set<Integer> open,
      long aheadMillis,
      boolean folders) {
    /** The claims of one kind that are not known to be gone. */
    List<Ledger.Thing> of(Kind kind) {
      return things.stream()
          .filter(thing -> thing.kind() == kind && thing.state() != Ledger.State.GONE)
          .toList();
    }
  }

  Teardown(Work work, Optional<Engine> engine, Tally tally) {
    this.work = work;
    this.engine = engine;
    this.tally = tally;
  }

  /**
   * Removes, until all is done or time is up. The caller's interrupt does not end it: this is what
   * runs when everything else has been cancelled.
   *
   * @param deadline in the terms of {@link System#nanoTime}
   */
  void run(long deadline) {
    boolean interrupted = Thread.interrupted();
    ExecutorService one = threads(1);
    try {
      Future<?> running = one.submit(this::removeAll);
      running.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      leave("time was up");
    } catch (InterruptedException e) {
      interrupted = true;
      leave("it was interrupted");
    } catch (ExecutionException e) {
      leave(String.valueOf(e.getCause()));
    } finally {
      one.shutdownNow();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ExecutorService threads(int number) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            number,
            number,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            body -> {
              Thread thread = new Thread(body, "teardown");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private void removeAll() {
    try {
      if (engine.isPresent()) {
        removeFrom(engine.get());
      }
    } catch (ProblemException e) {
      if (!Refusals.engineGone(e)) {
        throw e;
      }
      leave(Refusals.words(e));
    } catch (Cancelled e) {
      // Time is up; whoever cancelled says so.
      return;
    }
    if (work.folders()) {
      for (Ledger.Thing folder : work.of(Kind.FOLDER)) {
        removeFolder(folder);
      }
    }
  }

  private void removeFrom(Engine from) {
    removeContainers(from);
    for (Kind kind : List.of(Kind.NETWORK, Kind.VOLUME)) {
      if (!work.of(kind).isEmpty()) {
        present(from, kind).forEach((found, thing) -> removeOne(from, kind, found, thing));
        settle(kind);
      }
    }
    new ImageTeardown(work, from, tally).run();
    new CacheTeardown(work, from, tally).run();
  }

  private Map<Found, Ledger.Thing> present(Engine from, Kind kind) {
    return Found.owners(work.session(), work.of(kind), Found.on(from, kind));
  }

  /** All claims of a kind are dealt with, apart from those that are noted as left. */
  private void settle(Kind kind) {
    if (tally.complete()) {
      tally.done(
          work.of(kind).stream()
              .filter(thing -> thing.state() != Ledger.State.KEPT)
              .map(Ledger.Thing::number)
              .toList());
    }
  }

  private void removeContainers(Engine from) {
    List<Found> all = Found.on(from, Kind.CONTAINER);
    Map<Found, Ledger.Thing> ours = Found.owners(work.session(), work.of(Kind.CONTAINER), all);
    tally.others(all.size() - ours.size());
    ExecutorService pool = threads(AT_ONCE);
    try {
      List<Future<?>> removals = new ArrayList<>();
      ours.forEach(
          (found, thing) ->
              removals.add(pool.submit(() -> removeOne(from, Kind.CONTAINER, found, thing))));
      for (Future<?> removal : removals) {
        await(removal);
      }
    } finally {
      pool.shutdownNow();
    }
    settle(Kind.CONTAINER);
  }

  private static void await(Future<?> removal) {
    try {
      removal.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled("removing containers");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void removeOne(Engine from, Kind kind, Found found, Ledger.Thing thing) {
    if (thing.state() == Ledger.State.KEPT) {
      tally.kept(kind);
      return;
    }
    try {
      if (removedInTime(from, kind, found.id())) {
        tally.removed(kind);
      }
      tally.done(List.of(thing.number()));
    } catch (EngineRefusal | ProblemException e) {
      if (Refusals.engineGone(e)) {
        throw e;
      }
      tally.left(kind.word() + " " + found.name(), Refusals.words(e));
    }
  }

  /** Removes, and tries again while it is in use; false where someone else was faster. */
  private static boolean removedInTime(Engine from, Kind kind, String id) {
    long limit = System.nanoTime() + IN_USE.toNanos();
    while (true) {
      try {
        remove(from, kind, id);
        return true;
      } catch (EngineRefusal | ProblemException e) {
        if (Refusals.missing(e)) {
          return false;
        }
        int status = Refusals.in(e).map(EngineRefusal::status).orElse(0);
        if ((status != 409 && status != 403) || System.nanoTime() > limit) {
          throw e;
        }
        if (kind == Kind.CONTAINER && Refusals.words(e).contains("already in progress")) {
          return awaitRemoved(from, id);
        }
        // In use: the next attempt is the condition that is waited for, until the limit.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        if (Thread.currentThread().isInterrupted()) {
          throw new Cancelled("removing " + id);
        }
      }
    }
  }

  private static boolean awaitRemoved(Engine from, String id) {
    try {
      int status = from.containers().await(id, "removed", () -> {});
      return status >= 0;
    } catch (EngineRefusal | ProblemException e) {
      if (Refusals.missing(e)) {
        return true;
      }
      throw e;
    }
  }

  private static void remove(Engine from, Kind kind, String id) {
    switch (kind) {
      case CONTAINER -> from.containers().remove(id, true, true);
      case NETWORK -> from.networks().remove(id);
      case VOLUME -> from.volumes().remove(id, false);
      case IMAGE, FOLDER -> throw new IllegalArgumentException(kind.word());
    }
  }

  private void removeFolder(Ledger.Thing folder) {
    if (folder.state() == Ledger.State.KEPT) {
      tally.kept(Kind.FOLDER);
      return;
    }
    FolderTeardown.Result result = FolderTeardown.remove(Path.of(folder.name()), work.session());
    if (result.existed() && result.problem().isEmpty()) {
      tally.removed(Kind.FOLDER);
    }
    result.problem().ifPresent(why -> tally.left("folder " + folder.name(), why));
    if (result.problem().isEmpty()) {
      tally.done(List.of(folder.number()));
    }
  }

  /** Notes all that is not done as left, by number and kind. */
  private void leave(String why) {
    List<String> parts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      long open =
          work.of(kind).stream()
              .filter(
                  thing ->
                      thing.live()
                          && thing.state() != Ledger.State.KEPT
                          && !tally.isDone(thing.number()))
              .map(thing -> kind == Kind.IMAGE ? thing.name() : "" + thing.number())
              .distinct()
              .count();
      if (open > 0 && (kind != Kind.FOLDER)) {
        parts.add(kind.count((int) open));
      }
    }
    if (!work.builds().isEmpty()) {
      parts.add("the build cache");
    }
    if (!parts.isEmpty()) {
      tally.left(String.join(", ", parts), why);
    }
  }
}
