package dev.stagecraft.completion;

import dev.stagecraft.core.EditDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares offers with what was typed. Those that begin so win; where there are none, those that
 * begin so in other letters (large, small), then those that hold it, then those that are like it.
 */
final class Matching {
  private static final int SHORTEST_PART = 2;
  private static final int SHORTEST_TYPO = 3;
  private static final int LONG = 6;

  private final String typed;
  private final String small;

  Matching(String typed) {
    this.typed = typed;
    this.small = typed.toLowerCase(Locale.ROOT);
  }

  /** The offers that are meant, in the order given. */
  List<Offer> of(List<Offer> offers) {
    int best = Integer.MAX_VALUE;
    List<Offer> meant = new ArrayList<>();
    for (Offer offer : offers) {
      int rank = rank(offer);
      if (rank < best) {
        best = rank;
        meant.clear();
      }
      if (rank == best && rank < Integer.MAX_VALUE) {
        meant.add(offer);
      }
    }
    return meant;
  }

  private int rank(Offer offer) {
    String word = offer.word();
    String lower = word.toLowerCase(Locale.ROOT);
    if (word.startsWith(typed)) {
      return 0;
    }
    if (lower.startsWith(small)) {
      return 1;
    }
    if (!offer.tolerant()) {
      return Integer.MAX_VALUE;
    }
    if (typed.length() >= SHORTEST_PART && !typed.startsWith("-") && lower.contains(small)) {
      return 2;
    }
    int edits = edits(lower);
    int allowed = typed.length() >= LONG ? 2 : 1;
    return typed.length() >= SHORTEST_TYPO && edits <= allowed ? 2 + edits : Integer.MAX_VALUE;
  }

  /** Letters between what was typed and the word, or a beginning of the word. */
  private int edits(String word) {
    int fewest = EditDistance.between(small, word);
    for (int length = small.length() - 1; length <= small.length() + 1; length++) {
      if (length > 0 && length < word.length()) {
        fewest = Math.min(fewest, EditDistance.between(small, word.substring(0, length)));
      }
    }
    return fewest;
  }
}
