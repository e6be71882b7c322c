package dev.stagecraft.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How many steps of a build came from the cache. */
class CountingBuilderTest {
  private static BuildEvent ended(String step, String name, boolean cached) {
    return new BuildEvent.StepEnded(
        step, name, cached, Optional.empty(), Optional.empty(), Instant.EPOCH);
  }

  /** A builder that tells of these steps and builds nothing. */
  private record Telling(List<BuildEvent> events) implements Builder {
    @Override
    public Built build(Request request, Consumer<BuildEvent> listener) {
      events.forEach(listener);
      return new Built("sha256:1", Optional.empty());
    }

    @Override
    public List<String> bases(Request request) {
      return List.of("alpine");
    }

    @Override
    public List<CacheRecord> cache() {
      return List.of();
    }

    @Override
    public Pruned prune(List<String> ids) {
      return new Pruned(ids, 7);
    }
  }

  @Test
  void basesAndTheBuildersOwnStepsDoNotCount() {
    List<BuildEvent> events =
        List.of(
            ended("a", "[internal] load build context", false),
            ended("b", "[builder 1/3] FROM golang", true),
            ended("c", "[builder 2/3] COPY . .", true),
            ended("d", "[builder 3/3] RUN go build", true),
            ended("d", "[builder 3/3] RUN go build", false),
            ended("e", "[stage-1 2/2] COPY --from=builder /app /", true),
            ended("f", "exporting to image", false));
    CountingBuilder builder = new CountingBuilder(new Telling(events));
    assertEquals(Optional.empty(), builder.steps("x:1"));
    List<BuildEvent> heard = new ArrayList<>();
    builder.build(Builder.Request.of("id", Path.of("."), List.of("x:1", "x:2")), heard::add);
    assertEquals(events, heard);
    assertEquals(Optional.of(new Builder.Steps(2, 3)), builder.steps("x:1"));
    assertEquals(Optional.of(new Builder.Steps(2, 3)), builder.steps("x:2"));
    assertEquals(Optional.empty(), builder.steps("y"));
    assertEquals(7, builder.prune(List.of("r")).bytes());
  }
}
