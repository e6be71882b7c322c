package dev.stagecraft.session;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import java.util.Optional;

/** The names of images on an engine. */
final class Tags {
  private Tags() {}

  /** The id of the image that a name means now, if it means one. */
  static Optional<String> pointsTo(Engine engine, String reference) {
    try {
      return Optional.of(engine.images().inspect(reference).path("Id").asText());
    } catch (EngineRefusal | ProblemException e) {
      if (Refusals.missing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Lets a name mean an image. */
  static void point(Engine engine, String tag, String imageId) {
    ImageName name = ImageName.parse(tag);
    engine.images().tag(imageId, name.repository(), name.tagOrLatest());
  }
}
