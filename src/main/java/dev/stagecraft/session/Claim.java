package dev.stagecraft.session;

import java.util.Map;

/**
 * The written intent to create one thing. Whoever claims calls exactly one of {@link #created} and
 * {@link #abandoned} once the engine has answered.
 */
public interface Claim {
  /** What is going to be made. */
  Kind kind();

  /** The name that it was claimed under. */
  String name();

  /** The labels that its create request must carry; for an image or a folder there are none. */
  Map<String, String> labels();

  /**
   * It exists now.
   *
   * @param id the engine's id; of a volume its name
   */
  void created(String id);

  /** It was not made. */
  void abandoned();
}
