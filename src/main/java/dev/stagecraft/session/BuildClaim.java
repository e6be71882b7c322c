package dev.stagecraft.session;

import dev.stagecraft.engine.Builder;

/**
 * The written intent to build. Whoever claims calls exactly one of {@link #built} and {@link
 * #failed} once the builder has answered.
 */
public interface BuildClaim {
  /** What to call the build on the engine: {@link Builder.Request#id()}. */
  String id();

  /** The build made an image, and its tags point to it. */
  void built(Builder.Built built);

  /** The build made no image; its tags point where they pointed before. */
  void failed();
}
