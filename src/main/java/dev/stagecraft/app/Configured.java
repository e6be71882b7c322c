package dev.stagecraft.app;

import dev.stagecraft.config.ConfigCommand;
import dev.stagecraft.config.ConfigCommand.Effective;
import dev.stagecraft.config.Configuration;
import dev.stagecraft.config.ConfigurationFile;
import dev.stagecraft.config.Setting;
import dev.stagecraft.console.Appearance;
import dev.stagecraft.console.Theme;
import dev.stagecraft.console.Widths;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the person's file changes in this run. */
final class Configured {
  private static final String PACKS = "STAGECRAFT_PACKS";

  private final Folders folders;
  private final Configuration file;
  private final Optional<Problem> trouble;

  private Configured(Folders folders, Configuration file, Optional<Problem> trouble) {
    this.folders = folders;
    this.file = file;
    this.trouble = trouble;
  }

  /**
   * Reads the file.
   *
   * @param prompt whether a person is there: then a file with a mistake is said, and nothing of it
   *     holds; otherwise nothing runs
   * @throws ProblemException as {@link ConfigurationFile#read} does, where nobody is there
   */
  static Configured read(Folders folders, boolean prompt) {
    Path path = folders.config().resolve("config.yaml");
    try {
      Configuration file = ConfigurationFile.read(path, shown(folders, path), Theme.names());
      return new Configured(folders, file, Optional.empty());
    } catch (ProblemException e) {
      if (!prompt) {
        throw e;
      }
      return new Configured(folders, Configuration.none(), Optional.of(e.problem()));
    }
  }

  private static String shown(Folders folders, Path path) {
    return path.startsWith(folders.home())
        ? "~/" + folders.home().relativize(path)
        : path.toString();
  }

  /** What is wrong with the file, where nothing of it holds. */
  Optional<Problem> trouble() {
    return trouble;
  }

  /** The environment, with what the file adds; what is set already stays. */
  Map<String, String> environment(Map<String, String> given) {
    Optional<List<String>> packs = file.all(Setting.PACKS);
    if (packs.isEmpty() || !given.getOrDefault(PACKS, "").isEmpty()) {
      return given;
    }
    Map<String, String> changed = new LinkedHashMap<>(given);
    changed.put(
        PACKS,
        packs.get().stream()
            .map(folder -> absolute(folder).toString())
            .collect(Collectors.joining(File.pathSeparator)));
    return changed;
  }

  private Path absolute(String written) {
    return written.startsWith("~/")
        ? folders.home().resolve(written.substring(2))
        : folders.config().resolve(written);
  }

  /** Makes the session look as the file says. */
  void show(Appearance appearance) {
    file.one(Setting.THEME).flatMap(Theme::named).ifPresent(appearance::choose);
    file.truth(Setting.LARGE).ifPresent(appearance::enlarge);
  }

  /** Whether a private engine may be started, where the file has decided. */
  Optional<Boolean> provision() {
    return file.truth(Setting.PROVISION);
  }

  /** How many lines the history keeps, where the file says. */
  Optional<Integer> history() {
    return file.one(Setting.HISTORY).map(Integer::valueOf);
  }

  /**
   * What the prompt's shell runs before its first line: aliases, then the start-up script. Empty
   * where there is neither.
   *
   * @throws ProblemException {@code config.start} where the script cannot be read
   */
  String beginning() {
    StringBuilder text = new StringBuilder();
    file.aliases()
        .forEach(
            (name, value) ->
                text.append("alias -- '")
                    .append(name)
                    .append('=')
                    .append(value.replace("'", "'\\''"))
                    .append("'\n"));
    return text.append(script()).toString();
  }

  private String script() {
    Optional<String> start = file.one(Setting.START);
    if (start.filter(text -> text.endsWith("\n")).isPresent()) {
      return start.get();
    }
    Path path = start.map(this::absolute).orElse(folders.config().resolve("init"));
    if (start.isEmpty() && !Files.exists(path)) {
      return "";
    }
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw Problem.of(
              "config.start",
              "the start-up script " + shown(folders, path) + " cannot be read: " + e.getMessage())
          .withHint("start: in the configuration names another")
          .exception(e);
    }
  }

  /** The command that shows all this. */
  ConfigCommand command(
      Arguments arguments, Map<String, String> environment, Appearance appearance) {
    return new ConfigCommand(
        shown(folders, folders.config().resolve("config.yaml")),
        setting -> effective(setting, arguments, environment, appearance),
        Widths::of);
  }

  private Effective effective(
      Setting setting, Arguments arguments, Map<String, String> environment, Appearance looks) {
    return switch (setting) {
      case THEME -> now(setting, looks.palette().says());
      case LARGE -> now(setting, String.valueOf(looks.isLarge()));
      case PROVISION ->
          arguments.yes() || arguments.provision() ? new Effective("yes", "option") : said(setting);
      case PACKS ->
          environment.getOrDefault(PACKS, "").isEmpty()
              ? said(setting)
              : new Effective(
                  environment.getOrDefault(PACKS, "").replace(File.pathSeparator, ", "),
                  "environment");
      case HISTORY, ALIASES -> said(setting);
      case START -> started(setting);
    };
  }

  private Effective started(Setting setting) {
    boolean usual = Files.exists(folders.config().resolve("init"));
    return file.one(setting).isEmpty() && usual
        ? new Effective(shown(folders, folders.config().resolve("init")), "default")
        : said(setting);
  }

  /** A value that the session may have changed since. */
  private Effective now(Setting setting, String value) {
    Effective said = said(setting);
    return said.value().equals(value) ? said : new Effective(value, "session");
  }

  private Effective said(Setting setting) {
    return file.all(setting)
        .map(texts -> new Effective(String.join(", ", texts).strip().replace("\n", "; "), "file"))
        .orElse(new Effective(setting.otherwise(), "default"));
  }
}
