package dev.stagecraft.console;

import dev.stagecraft.command.CommandSpec.Completes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names of images and containers for completion. What is known is given at once, and what is older
 * than a moment is asked for in the background. A question waits only where nothing is known yet or
 * where something may have changed, and then 150 ms at most.
 */
public final class NameCache {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final long FIRST_MILLIS = 150;

  private final Function<Completes, List<String>> source;
  private final Executor background;
  private final Clock clock;
  private final Map<Completes, List<String>> known = new EnumMap<>(Completes.class);
  private final Map<Completes, Instant> asked = new EnumMap<>(Completes.class);
  private final Set<Completes> open = EnumSet.noneOf(Completes.class);

  /**
   * A cache.
   *
   * @param source asks the engine; called in the background; what it throws means no news
   */
  public NameCache(Function<Completes, List<String>> source, Executor background, Clock clock) {
    this.source = source;
    this.background = background;
    this.clock = clock;
  }

  /** The names known of a kind. */
  public List<String> names(Completes kind) {
    CompletableFuture<List<String>> first;
    synchronized (this) {
      boolean old =
          Duration.between(asked.getOrDefault(kind, Instant.EPOCH), clock.instant())
                  .compareTo(FRESH)
              >= 0;
      // One question at a time: an engine that does not answer is not asked again and again.
      if (!old || !open.add(kind)) {
        return known.getOrDefault(kind, List.of());
      }
      boolean waits = !asked.containsKey(kind) || known.getOrDefault(kind, List.of()).isEmpty();
      first = question(kind);
      if (!waits) {
        return known.getOrDefault(kind, List.of());
      }
    }
    try {
      return first.get(FIRST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return lastKnown(kind);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lastKnown(kind);
    }
  }

  /** Asks for kinds before anybody wants to know; the answers are not waited for. */
  public synchronized void ask(Completes... kinds) {
    for (Completes kind : kinds) {
      if (open.add(kind)) {
        CompletableFuture<List<String>> unused = question(kind);
      }
    }
  }

  private CompletableFuture<List<String>> question(Completes kind) {
    asked.put(kind, clock.instant());
    return CompletableFuture.supplyAsync(() -> source.apply(kind), background)
        .whenComplete((names, failure) -> answered(kind, names, failure));
  }

  private synchronized List<String> lastKnown(Completes kind) {
    return known.getOrDefault(kind, List.of());
  }

  private synchronized void answered(
      Completes kind, @Nullable List<String> names, @Nullable Throwable failure) {
    open.remove(kind);
    if (failure == null && names != null) {
      known.put(kind, List.copyOf(names));
    }
  }

  /** Makes the next question ask anew, after something was created or removed. */
  public synchronized void stale() {
    asked.clear();
  }
}
