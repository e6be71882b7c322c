package dev.stagecraft.engine;

import dev.stagecraft.core.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings base images: already there, pulled, from a pack, or from a recipe, in this order.
 *
 * <p>What a pack or recipe brings is a stand-in: labelled so, told to the person, marked in tables.
 */
public interface BaseImages {
  /**
   * Code of the problem that no source has an image: not the engine, its registry, a pack or a
   * recipe. Its message says of each why, its hint what would help. What needs the image can be
   * left out; every other code is a failure.
   */
  String NOWHERE = "base.nowhere";

  /**
   * Brings one image, or finds that it is there.
   *
   * @param reference as a Dockerfile names it
   * @param listener hears what is going on, a line each time
   * @throws dev.stagecraft.core.ProblemException {@link #NOWHERE}; {@code base.registry} where the
   *     registry answered with a refusal; {@code base.recipe} where making it failed
   */
  Brought bring(String reference, Consumer<Progress> listener);

  /**
   * Why no source has an image, where none has: {@link #NOWHERE}. Told without bringing it: its
   * registry is asked for a first word, at most.
   */
  default Optional<Problem> absence(String reference) {
    return Optional.empty();
  }

  /** Whether an image on the engine is a stand-in. */
  boolean isStandIn(String reference);

  /**
   * Puts the engine back after a session: on an engine that is the user's own, stand-ins give their
   * public names back.
   *
   * @return lines for a person, one a thing done
   */
  List<String> giveBack();

  /** The images brought so far in this session, by reference. */
  Map<String, Brought> brought();

  /** Where an image came from. */
  enum Source {
    LOCAL,
    PULLED,
    PACK,
    RECIPE
  }

  /**
   * An image that is there now.
   *
   * @param standIn whether it is a stand-in
   * @param took how long it took
   */
  record Brought(String reference, Source source, boolean standIn, Duration took) {}

  /**
   * What is going on.
   *
   * @param reference which image
   * @param line a few words: {@code debootstrap}, {@code registry not reachable (no such host)}
   */
  record Progress(String reference, String line) {}
}
