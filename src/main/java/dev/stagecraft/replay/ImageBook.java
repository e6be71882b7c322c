package dev.stagecraft.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.engine.Images;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images that a lab built, noted when they were built: at the end they may be gone. */
final class ImageBook {
  private final LabEngine engine;
  private final Map<String, ImageFacts> facts = new LinkedHashMap<>();

  ImageBook(LabEngine engine) {
    this.engine = engine;
  }

  /** Notes an image, if it is there. */
  Optional<ImageFacts> note(String tag, boolean standIn, Duration took) {
    Images images = engine.engine().get().images();
    if (!images.exists(tag)) {
      return Optional.empty();
    }
    ImageFacts seen =
        look(
            images,
            tag,
            standIn,
            took,
            engine
                .engine()
                .get()
                .builder()
                .steps(tag)
                .map(steps -> new ImageFacts.Steps(steps.cached(), steps.all())));
    facts.put(tag, seen);
    return Optional.of(seen);
  }

  /** What is known of an image: what was noted, or what the engine says now. */
  Optional<ImageFacts> get(String tag) {
    ImageFacts noted = facts.get(tag);
    if (noted != null) {
      return Optional.of(noted);
    }
    Images images = engine.engine().get().images();
    return images.exists(tag)
        ? Optional.of(look(images, tag, false, Duration.ZERO, Optional.empty()))
        : Optional.empty();
  }

  /** What was noted of an image. */
  Optional<ImageFacts> noted(String tag) {
    return Optional.ofNullable(facts.get(tag));
  }

  boolean knows(String tag) {
    return facts.containsKey(tag);
  }

  /** All images noted, in the order in which they were first built. */
  List<ImageFacts> all() {
    return new ArrayList<>(facts.values());
  }

  private static ImageFacts look(
      Images images, String tag, boolean standIn, Duration took, Optional<ImageFacts.Steps> steps) {
    JsonNode image = images.inspect(tag);
    String user = image.path("Config").path("User").asText("");
    return new ImageFacts(
        tag,
        new ByteSize(image.path("Size").asLong()),
        image.path("RootFS").path("Layers").size(),
        user.isEmpty() ? "root" : user,
        standIn,
        took,
        steps);
  }
}
