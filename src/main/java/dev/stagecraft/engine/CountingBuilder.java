package dev.stagecraft.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A builder that remembers how many steps of its builds came from the cache. */
public final class CountingBuilder implements Builder {
  private final Builder builder;
  private final Map<String, Steps> counted = new HashMap<>();

  /** Counts the builds of another builder. */
  public CountingBuilder(Builder builder) {
    this.builder = builder;
  }

  @Override
  public Built build(Request request, Consumer<BuildEvent> listener) {
    Set<String> all = new HashSet<>();
    Set<String> done = new HashSet<>();
    Built built =
        builder.build(
            request,
            event -> {
              if (event instanceof BuildEvent.StepEnded ended && counts(ended.name())) {
                all.add(ended.step());
                if (!ended.cached()) {
                  done.add(ended.step());
                }
              }
              listener.accept(event);
            });
    synchronized (counted) {
      Steps steps = new Steps(all.size() - done.size(), all.size());
      request.tags().forEach(tag -> counted.put(tag, steps));
    }
    return built;
  }

  /** A base is there or is not; only what is done with it can be cached. */
  private static boolean counts(String name) {
    return StepName.parse(name).keyword().filter(word -> !word.equals("FROM")).isPresent();
  }

  @Override
  public Optional<Steps> steps(String tag) {
    synchronized (counted) {
      return Optional.ofNullable(counted.get(tag));
    }
  }

  @Override
  public List<String> bases(Request request) {
    return builder.bases(request);
  }

  @Override
  public List<CacheRecord> cache() {
    return builder.cache();
  }

  @Override
  public Pruned prune(List<String> ids) {
    return builder.prune(ids);
  }
}
