package dev.stagecraft.completion;

/**
 * A word that may be meant, before it is compared with what was typed.
 *
 * @param word the whole word, unquoted
 * @param shown what a person reads in the list
 * @param group where it is listed
 * @param says what it is, one line; may be empty
 * @param finished whether a blank follows
 * @param tolerant whether something like it may have been typed, or its beginning only
 */
record Offer(
    String word, String shown, String group, String says, boolean finished, boolean tolerant) {
  /** A word that is offered to those who mistype it too. */
  static Offer word(String word, String group, String says) {
    return new Offer(word, word, group, says, true, true);
  }

  /** A word after which no blank follows. */
  static Offer open(String word, String group, String says) {
    return new Offer(word, word, group, says, false, true);
  }

  /** The same, offered only to those who began it rightly. */
  Offer strict() {
    return new Offer(word, shown, group, says, finished, false);
  }

  /** The same word behind something that stands before it in the same word. */
  Offer behind(String given) {
    return new Offer(given + word, shown, group, says, finished, tolerant);
  }
}
