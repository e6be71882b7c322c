package dev.stagecraft.console;

import dev.stagecraft.command.CommandSpec.Completes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Names of images and containers for completion. What is known is given at once; what is older than
 * a moment is asked for in the background; only the very first question waits, and not long.
 */
public final class NameCache {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final long FIRST_MILLIS = 150;

  private final Function<Completes, List<String>> source;
  private final Executor background;
  private final Clock clock;
  private final Map<Completes, List<String>> known = new EnumMap<>(Completes.class);
  private final Map<Completes, Instant> asked = new EnumMap<>(Completes.class);

  /**
   * A cache.
   *
   * @param source asks the engine; called in the background; what it throws means no names
   */
  public NameCache(Function<Completes, List<String>> source, Executor background, Clock clock) {
    this.source = source;
    this.background = background;
    this.clock = clock;
  }

  /** The names known of a kind. */
  public List<String> names(Completes kind) {
    CompletableFuture<List<String>> refresh;
    synchronized (this) {
      Instant last = asked.getOrDefault(kind, Instant.EPOCH);
      if (Duration.between(last, clock.instant()).compareTo(FRESH) < 0) {
        return known.getOrDefault(kind, List.of());
      }
      asked.put(kind, clock.instant());
      refresh = CompletableFuture.supplyAsync(() -> source.apply(kind), background);
    }
    CompletableFuture<List<String>> stored =
        refresh.thenApply(
            names -> {
              synchronized (this) {
                known.put(kind, List.copyOf(names));
              }
              return names;
            });
    synchronized (this) {
      if (known.containsKey(kind)) {
        return known.getOrDefault(kind, List.of());
      }
    }
    try {
      return stored.get(FIRST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Makes the next question ask anew, after something was created or removed. */
  public synchronized void stale() {
    asked.clear();
  }
}
