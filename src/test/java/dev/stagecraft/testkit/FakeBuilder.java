package dev.stagecraft.testkit;

import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Builder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The builder of a {@link FakeEngine}. Each build makes a new image and leaves a record for a step
 * and one for its context.
 */
public final class FakeBuilder implements Builder {
  private final FakeEngine engine;
  private final Map<String, CacheRecord> records = new LinkedHashMap<>();
  private final Set<String> builds = new HashSet<>();
  private List<String> bases = List.of();

  FakeBuilder(FakeEngine engine) {
    this.engine = engine;
  }

  /** A record of somebody else. */
  public synchronized String addRecord(Instant created) {
    String id = engine.newId().substring(0, 25);
    records.put(
        id, new CacheRecord(id, List.of(), "regular", "a step", false, false, 100, created));
    return id;
  }

  /** What builds start from, from now on. */
  public synchronized void startFrom(String... references) {
    bases = List.of(references);
  }

  /** The ids of the records, in the order made. */
  public synchronized List<String> records() {
    return List.copyOf(records.keySet());
  }

  @Override
  public Built build(Request request, Consumer<BuildEvent> listener) {
    engine.call("builder.build " + String.join(",", request.tags()));
    synchronized (this) {
      if (!builds.add(request.id())) {
        throw new IllegalStateException("a build id is used twice: " + request.id());
      }
    }
    String step = addRecord(engine.now());
    String context = addRecord(engine.now());
    listener.accept(
        new BuildEvent.StepBegun("sha256:" + step, List.of(), "[1/1] FROM scratch", engine.now()));
    listener.accept(
        new BuildEvent.StepEnded(
            "sha256:" + step,
            "[1/1] FROM scratch",
            false,
            Optional.empty(),
            Optional.of(engine.now()),
            engine.now()));
    String image = engine.images().add(request.tags().toArray(String[]::new));
    engine.images().label(image, request.labels());
    return new Built(image, Optional.of(context));
  }

  @Override
  public synchronized List<String> bases(Request request) {
    return bases;
  }

  @Override
  public synchronized List<CacheRecord> cache() {
    engine.call("builder.cache");
    return List.copyOf(records.values());
  }

  @Override
  public synchronized Pruned prune(List<String> ids) {
    engine.call("builder.prune " + ids.size());
    if (ids.isEmpty()) {
      throw new IllegalStateException("to prune nothing by its ids would prune everything");
    }
    List<String> gone = new ArrayList<>();
    for (String id : ids) {
      if (records.remove(id) != null) {
        gone.add(id);
      }
    }
    return new Pruned(gone, 100L * gone.size());
  }
}
