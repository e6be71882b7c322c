package dev.stagecraft.app;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where things lie on this machine, by the XDG base directory rules.
 *
 * @param home the person's home folder
 * @param config configuration
 * @param state journals, history, logs, the private engine
 * @param cache what may be deleted at any time
 * @param data packs of base images
 * @param product the folder that Stagecraft itself stands in, with {@code labs/}
 */
record Folders(Path home, Path config, Path state, Path cache, Path data, Path product) {
  /** The folders that an environment names. */
  static Folders of(Map<String, String> environment, Path product) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return new Folders(
        home,
        place(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
        place(environment, "XDG_STATE_HOME", home.resolve(".local/state")),
        place(environment, "XDG_CACHE_HOME", home.resolve(".cache")),
        place(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
        product);
  }

  /** The lines that were typed at prompts. */
  Path history() {
    return state.resolve("history");
  }

  private static Path place(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.getOrDefault(name, "");
    Path base = value.startsWith("/") ? Path.of(value) : otherwise;
    return base.resolve("stagecraft");
  }
}
