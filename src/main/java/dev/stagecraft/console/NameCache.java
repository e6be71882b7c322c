package dev.stagecraft.console;

import dev.stagecraft.command.CommandSpec.Choice;
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
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names of images and containers for completion, each with a line about it. What is known is given
 * at once, and what is older than a moment is asked for in the background. A question waits only
 * where nothing is known yet or where something may have changed, and then 100 ms at most, so that
 * what else there is to offer comes in time.
 */
public final class NameCache {
  private static final Duration FRESH = Duration.ofSeconds(2);
  static final Duration FIRST = Duration.ofMillis(100);

  private final Function<Completes, List<Choice>> source;
  private final Executor background;
  private final Clock clock;
  private final Patience patience;
  private final Map<Completes, List<Choice>> known = new EnumMap<>(Completes.class);
  private final Map<Completes, Instant> asked = new EnumMap<>(Completes.class);
  private final Set<Completes> open = EnumSet.noneOf(Completes.class);

  /**
   * A cache.
   *
   * @param source asks the engine; called in the background; what it throws means no news
   */
  public NameCache(Function<Completes, List<Choice>> source, Executor background, Clock clock) {
    this(source, background, clock, Patience::real);
  }

  /** A cache whose waiting somebody else does. */
  NameCache(
      Function<Completes, List<Choice>> source,
      Executor background,
      Clock clock,
      Patience patience) {
    this.source = source;
    this.background = background;
    this.clock = clock;
    this.patience = patience;
  }

  /** The names known of a kind. */
  public List<Choice> names(Completes kind) {
    CompletableFuture<List<Choice>> first;
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
    boolean unused = patience.waits(first, FIRST);
    return lastKnown(kind);
  }

  /** Asks for kinds before anybody wants to know; the answers are not waited for. */
  public synchronized void ask(Completes... kinds) {
    for (Completes kind : kinds) {
      if (open.add(kind)) {
        CompletableFuture<List<Choice>> unused = question(kind);
      }
    }
  }

  private CompletableFuture<List<Choice>> question(Completes kind) {
    asked.put(kind, clock.instant());
    return CompletableFuture.supplyAsync(() -> source.apply(kind), background)
        .whenComplete((names, failure) -> answered(kind, names, failure));
  }

  private synchronized List<Choice> lastKnown(Completes kind) {
    return known.getOrDefault(kind, List.of());
  }

  private synchronized void answered(
      Completes kind, @Nullable List<Choice> names, @Nullable Throwable failure) {
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
