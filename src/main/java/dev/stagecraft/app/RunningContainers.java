package dev.stagecraft.app;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Owned;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How many containers of the session run. What it owns is known at once; which of these have ended
 * is asked in the background, and counts from then on. Safe for several threads.
 */
final class RunningContainers {
  private final Supplier<List<Owned>> owned;
  private final Supplier<Optional<Engine>> engine;
  private final Executor background;
  private volatile Set<String> ended = Set.of();

  /**
   * A count.
   *
   * @param engine the engine to ask, where one is open; none is started
   */
  RunningContainers(
      Supplier<List<Owned>> owned, Supplier<Optional<Engine>> engine, Executor background) {
    this.owned = owned;
    this.engine = engine;
    this.background = background;
  }

  /** How many run, as far as is known; nobody is asked. */
  int count() {
    return (int) ids(owned.get()).stream().filter(id -> !ended.contains(id)).count();
  }

  /** Looks again, in the background; an engine that does not answer changes nothing. */
  void look() {
    Set<String> ids = ids(owned.get());
    if (!ids.isEmpty()) {
      background.execute(() -> engine.get().ifPresent(open -> look(open, ids)));
    }
  }

  private void look(Engine open, Set<String> ids) {
    try {
      Set<String> running =
          open.containers().list(Containers.Query.everything()).stream()
              .filter(c -> c.state().equals("running") || c.state().equals("paused"))
              .map(Containers.Summary::id)
              .collect(Collectors.toSet());
      ended = ids.stream().filter(id -> !running.contains(id)).collect(Collectors.toSet());
    } catch (ProblemException | EngineRefusal e) {
      // an engine that is away for a moment: the last answer stays
      return;
    }
  }

  private static Set<String> ids(List<Owned> all) {
    return all.stream()
        .filter(o -> o.kind() == Kind.CONTAINER)
        .map(o -> o.id().orElse(o.name()))
        .collect(Collectors.toSet());
  }
}
