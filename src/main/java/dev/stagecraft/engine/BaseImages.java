package dev.stagecraft.engine;

import dev.stagecraft.core.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
   * Brings one image, or finds that it is there. Several threads may ask at once: one of those that
   * want the same image brings it, the others hear of it and wait. An interrupt ends the waiting,
   * and the work of the one that brings it; another one then goes on.
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

  /**
   * Whether an image is there as it should be: nothing would be done to bring it. A stand-in that
   * was made from other settings of this machine, or by another text of its recipe, is not.
   */
  boolean isReady(String reference);

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
   * @param reference which image: the one asked for, or one that it is made from
   * @param line a few words: {@code debootstrap}, {@code registry not reachable (no such host)}
   * @param extent how far that is, where it is known
   * @param since for how long this image has been on its way
   */
  record Progress(String reference, String line, Optional<Extent> extent, Duration since) {
    /** Without more than the words. */
    public Progress(String reference, String line) {
      this(reference, line, Optional.empty(), Duration.ZERO);
    }
  }

  /**
   * How far something is.
   *
   * @param current how much is done, in {@code unit}
   * @param total how much there is, if known
   * @param unit {@code bytes} or a plural noun
   */
  record Extent(long current, OptionalLong total, String unit) {}
}
