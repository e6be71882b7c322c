package dev.stagecraft.session;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /** A record can be held by its children; so what stays is tried once more. */
  private void prune(Set<String> ids) {
    Set<String> open = new LinkedHashSet<>(ids);
    for (int round = 0; round < 2 && !open.isEmpty(); round++) {
      Builder.Pruned pruned = engine.builder().prune(List.copyOf(open));
      tally.pruned(pruned.ids().size(), pruned.bytes());
      if (!open.removeAll(new HashSet<>(pruned.ids()))) {
        return;
      }
    }
  }

  private Set<String> ours() {
    Set<String> ids = new LinkedHashSet<>();
    for (Builder.CacheRecord record : engine.builder().cache()) {
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
