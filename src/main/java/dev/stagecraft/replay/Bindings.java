package dev.stagecraft.replay;

import dev.stagecraft.lab.DockerUse;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.language.Word;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this run has in place of the ids and random names of the author's run: a later command that
 * names one of those means the object of this run.
 */
final class Bindings {
  private static final int SHORTEST = 3;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{12,64}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{3,64}");
  private static final Pattern TOKEN = Pattern.compile("(?<![\\w.-])\\w+(?![\\w-])");

  private final Map<String, String> bound = new LinkedHashMap<>();

  /** An id without what only says what it is. */
  static String bare(String id) {
    return id.replaceFirst("^sha256:", "").replaceFirst("(?:\\.\\.\\.|\u2026)$", "");
  }

  /** What a later command means. */
  void bind(Map<String, String> pairs) {
    bound.putAll(pairs);
  }

  /**
   * A statement that means this run's objects.
   *
   * @param statement the statement to run
   * @param words this run's words by the author's
   */
  record Meant(LabStatement statement, Map<String, String> words) {}

  /** What a statement means in this run; empty where it is what it says. */
  Optional<Meant> meant(LabStatement statement) {
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    Map<Integer, String> found = new TreeMap<>(Comparator.reverseOrder());
    String text = statement.text();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      whole(token.group()).ifPresent(real -> found.put(token.start(), token.group()));
    }
    for (SimpleCommand command : statement.parsed().commands()) {
      if (DockerUse.of(command).isPresent()) {
        command.words().stream().skip(2).forEach(word -> begun(text, word, found));
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder other = new StringBuilder(text);
    Map<String, String> words = new TreeMap<>();
    found.forEach(
        (at, word) -> {
          String real = whole(word).or(() -> prefix(word)).orElseThrow();
          other.replace(at, at + word.length(), real);
          words.put(word, real);
        });
    return Optional.of(new Meant(statement.saying(other.toString()), words));
  }

  /** The word in place of a name, or of at least 12 digits of an id. */
  private Optional<String> whole(String word) {
    String real = bound.get(word);
    if (real != null) {
      return real.equals(word) ? Optional.empty() : Optional.of(real);
    }
    return ID.matcher(word).matches() ? prefix(word) : Optional.empty();
  }

  /** The id in place of one that begins like a recorded one. */
  private Optional<String> prefix(String word) {
    List<String> ids =
        bound.entrySet().stream()
            .filter(pair -> begins(pair.getKey(), word))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    String real = ids.get(ids.size() - 1);
    int length = Math.min(real.length(), Math.max(12, word.length()));
    return Optional.of(real.substring(0, length)).filter(id -> !id.startsWith(word));
  }

  private static boolean begins(String recorded, String word) {
    return HEX.matcher(recorded).matches()
        && (recorded.startsWith(word) || word.startsWith(recorded) && recorded.length() >= 12);
  }

  /** A word of docker's that is the beginning of an id, or has one before a colon. */
  private void begun(String text, Word word, Map<Integer, String> found) {
    String written = word.span().in(text);
    int colon = written.indexOf(':');
    String id = colon < 0 ? written : written.substring(0, colon);
    if (id.length() >= SHORTEST && HEX.matcher(id).matches() && prefix(id).isPresent()) {
      found.putIfAbsent(word.span().start(), id);
    }
  }
}
