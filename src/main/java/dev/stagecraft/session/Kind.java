package dev.stagecraft.session;

import java.util.Arrays;
import java.util.Optional;

/** What a session can own. The order is the order of teardown. */
public enum Kind {
  CONTAINER("container"),
  NETWORK("network"),
  VOLUME("volume"),
  IMAGE("image"),
  FOLDER("folder");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The word for one: {@code container}. */
  public String word() {
    return word;
  }

  /** A number of them: {@code 1 network}, {@code 14 containers}. */
  public String count(int number) {
    return number + " " + word + (number == 1 ? "" : "s");
  }

  /** The kind that a word names. */
  public static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
