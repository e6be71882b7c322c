package dev.stagecraft.session;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Removes the records of the build cache that a session's builds made: those that came into being
 * while one of its builds ran, by the engine's clock, and the contexts that it sent.
 *
 * <p>A build of someone else at the same moment may lose a record by it, which costs it a cache hit
 * and nothing more.
 */
final class CacheTeardown {
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** How long a build may have gone on whose owner died in the middle. */
  private static final Duration UNENDED = Duration.ofMinutes(15);

  /** How long the engine may take to end a build whose client is gone. */
  private static final Duration CANCELLED = Duration.ofSeconds(3);

  /** How long others may ask the engine for its disk usage. */
  private static final Duration BUSY = Duration.ofSeconds(10);

  private final Teardown.Work work;
  private final Engine engine;
  private final Tally tally;

  CacheTeardown(Teardown.Work work, Engine engine, Tally tally) {
    this.work = work;
    this.engine = engine;
    this.tally = tally;
  }

  /** Removes them. */
  void run() {
    if (work.builds().isEmpty()) {
      return;
    }
    try {
      Set<String> ids = ours();
      if (!ids.isEmpty()) {
        prune(ids);
      }
    } catch (EngineRefusal | ProblemException e) {
      if (Refusals.engineGone(e)) {
        throw e;
      }
      tally.left("the build cache", Refusals.words(e));
      return;
    }
    tally.done(work.builds().stream().map(Ledger.Build::number).toList());
  }

  /**
   * A record can be held by its children, so what stays is tried once more; and by a build that was
   * cancelled a moment ago, so then it is tried for as long as the engine may need to end that.
   */
  private void prune(Set<String> ids) {
    boolean cancelled = work.builds().stream().anyMatch(build -> build.image().isEmpty());
    long limit = System.nanoTime() + (cancelled ? CANCELLED.toNanos() : 0);
    Set<String> open = new LinkedHashSet<>(ids);
    for (int round = 0; !open.isEmpty(); round++) {
      Builder.Pruned pruned = engine.builder().prune(List.copyOf(open));
      tally.pruned(pruned.ids().size(), pruned.bytes());
      pruned.ids().forEach(open::remove);
      if (open.isEmpty() || (round > 0 && System.nanoTime() > limit)) {
        return;
      }
      if (round > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new Cancelled("pruning the build cache");
      }
      open.retainAll(ours());
    }
  }

  /** The records; engines up to 20.10 answer one such question at a time, so it is asked again. */
  static List<Builder.CacheRecord> records(Engine engine) {
    long limit = System.nanoTime() + BUSY.toNanos();
    while (true) {
      try {
        return engine.builder().cache();
      } catch (EngineRefusal | ProblemException e) {
        if (!Refusals.words(e).contains("already running") || System.nanoTime() > limit) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        if (Thread.currentThread().isInterrupted()) {
          throw new Cancelled("listing the build cache");
        }
      }
    }
  }

  private Set<String> ours() {
    Set<String> ids = new LinkedHashSet<>();
    for (Builder.CacheRecord record : records(engine)) {
      for (Ledger.Build build : work.builds()) {
        if (made(build, record.created())
            || build.context().filter(record.id()::equals).isPresent()) {
          ids.add(record.id());
        }
      }
    }
    return ids;
  }

  private boolean made(Ledger.Build build, Instant created) {
    Instant from = build.begun().plusMillis(work.aheadMillis()).minus(SLACK);
    Instant to =
        build
            .ended()
            .map(ended -> ended.plusMillis(work.aheadMillis()).plus(SLACK))
            .orElse(from.plus(UNENDED));
    return !created.isBefore(from) && !created.isAfter(to);
  }
}
