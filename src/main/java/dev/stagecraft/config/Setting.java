package dev.stagecraft.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of the file, as they are written there: {@code engine.provision} is one of a map. */
public enum Setting {
  THEME("theme", Kind.WORD, "dark", "the colours: one of the themes that theme lists"),
  LARGE("large", Kind.TRUTH, "false", "whether the output is for the last row of a hall"),
  PROVISION(
      "engine.provision",
      Kind.WORD,
      "ask",
      "whether a private engine is started where there is none: yes, no, ask"),
  PACKS("packs", Kind.FOLDERS, "", "folders with packs of base images"),
  HISTORY("history.size", Kind.NUMBER, "5000", "how many lines the prompt's history keeps"),
  START("start", Kind.SCRIPT, "", "what the prompt runs first: a file, or a list of lines"),
  ALIASES("aliases", Kind.MAP, "", "short words of the prompt's shell");

  private final String key;
  private final Kind kind;
  private final String otherwise;
  private final String says;

  Setting(String key, Kind kind, String otherwise, String says) {
    this.key = key;
    this.kind = kind;
    this.otherwise = otherwise;
    this.says = says;
  }

  /** What a value is. */
  enum Kind {
    WORD("a word"),
    TRUTH("true or false"),
    NUMBER("a number from 1 to 1000000"),
    FOLDERS("a folder, or a list of folders"),
    SCRIPT("a file, or a list of lines"),
    MAP("a map: a word, a colon, and what it stands for");

    private final String wanted;

    Kind(String wanted) {
      this.wanted = wanted;
    }

    String wanted() {
      return wanted;
    }
  }

  /** As it is written in the file, a dot between the key of a map and a key inside. */
  public String key() {
    return key;
  }

  Kind kind() {
    return kind;
  }

  /** What holds where nobody says otherwise. */
  public String otherwise() {
    return otherwise;
  }

  /** What it is, one line. */
  public String says() {
    return says;
  }

  /** The setting of a key. */
  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }

  /** Whether a key is the map that others are in. */
  static boolean isMap(String key) {
    return Arrays.stream(values()).anyMatch(s -> s.key.startsWith(key + "."));
  }

  /** The keys that may stand at a level of the file: {@code ""} for the first. */
  static List<String> keys(String level) {
    return Arrays.stream(values())
        .map(Setting::key)
        .filter(k -> k.startsWith(level))
        .map(k -> k.substring(level.length()).replaceFirst("\\..*", ""))
        .distinct()
        .toList();
  }

  /** The value of a word for yes or no. */
  static Optional<Boolean> truth(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
