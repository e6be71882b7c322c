package dev.stagecraft.engine.buildkit;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Images;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Pulls an image for a build, told as a step of the build. */
final class BasePull {
  private final Images images;
  private final Clock clock;
  private final Consumer<BuildEvent> listener;

  BasePull(Images images, Clock clock, Consumer<BuildEvent> listener) {
    this.images = images;
    this.clock = clock;
    this.listener = listener;
  }

  void pull(String base, Optional<String> platform) {
    String step = "pull " + base;
    String name = "[internal] pull " + base;
    Instant begun = clock.instant();
    listener.accept(new BuildEvent.StepBegun(step, List.of(), name, begun));
    try {
      images.pull(
          withTag(base),
          platform,
          message ->
              listener.accept(
                  new BuildEvent.StepProgress(
                      step,
                      message.path("id").asText(),
                      message.path("status").asText(),
                      message.path("progressDetail").path("current").asLong(),
                      message.path("progressDetail").path("total").asLong(),
                      message.path("status").asText().endsWith("complete"))));
      ended(step, name, Optional.empty(), begun);
    } catch (ProblemException e) {
      ended(step, name, Optional.of(e.problem().message()), begun);
      throw e;
    }
  }

  private void ended(String step, String name, Optional<String> error, Instant begun) {
    listener.accept(
        new BuildEvent.StepEnded(step, name, false, error, Optional.of(begun), clock.instant()));
  }

  private static String withTag(String base) {
    boolean tagged = base.contains("@") || base.lastIndexOf(':') > base.lastIndexOf('/');
    return tagged ? base : base + ":latest";
  }
}
