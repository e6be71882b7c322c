package dev.stagecraft.lab;

import dev.stagecraft.core.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The names that come nearest to one that there is not. */
final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /**
   * The nearest names, the best first; none where none is near.
   *
   * @param wanted in lower case
   * @param short1 what of a name is also its name, in lower case
   */
  static List<String> of(String wanted, List<String> names, UnaryOperator<String> short1) {
    int limit = Math.max(1, wanted.length() / 3);
    return names.stream()
        .filter(name -> distance(wanted, name, short1) <= limit)
        .sorted(Comparator.comparingInt(name -> distance(wanted, name, short1)))
        .limit(MOST)
        .toList();
  }

  private static int distance(String wanted, String name, UnaryOperator<String> short1) {
    String whole = name.toLowerCase(Locale.ROOT);
    String rest = short1.apply(name);
    int least = Math.min(EditDistance.between(wanted, whole), EditDistance.between(wanted, rest));
    for (String word : rest.split(" ", -1)) {
      least = word.length() < 3 ? least : Math.min(least, EditDistance.between(wanted, word));
    }
    return whole.contains(wanted) ? 0 : least;
  }
}
