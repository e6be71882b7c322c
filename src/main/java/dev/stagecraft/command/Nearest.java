package dev.stagecraft.command;

import dev.stagecraft.core.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /** The word that comes nearest to what was written, where one is near. */
  public static Optional<String> of(String written, Collection<String> words) {
    return words.stream()
        .filter(w -> EditDistance.between(written, w) <= Math.max(1, written.length() / 4))
        .min(
            Comparator.comparingInt((String w) -> EditDistance.between(written, w))
                .thenComparing(w -> w));
  }
}
