package dev.stagecraft.shell.host;

import dev.stagecraft.shell.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a session's shell is started with.
 *
 * @param home the session's own folder for driver and shims; made private, and emptied by whoever
 *     owns the session
 * @param folder where the shell starts
 * @param environment all of its environment
 * @param wiring where its input comes from and its output goes
 * @param words the words that call back from inside the shell, {@code docker} among them
 * @param called what {@code $0} is
 * @param script whether a signal does to it what it does to a bash that runs a script; otherwise
 *     what it does to one at a prompt
 * @param second how long Ctrl-C may be unanswered until a second one is sent
 * @param last how long it may be unanswered until the shell is killed
 */
public record Settings(
    Path home,
    Path folder,
    Map<String, String> environment,
    Wiring wiring,
    List<String> words,
    String called,
    boolean script,
    Duration second,
    Duration last) {
  public Settings {
    home = home.toAbsolutePath();
    folder = folder.toAbsolutePath();
    environment = Map.copyOf(environment);
    words = List.copyOf(words);
  }

  /** Settings with the usual patience: a second Ctrl-C after 1 s, the end after 3 s. */
  public static Settings of(
      Path home, Path folder, Map<String, String> environment, Wiring wiring, List<String> words) {
    Duration second = Duration.ofSeconds(1);
    Duration last = Duration.ofSeconds(3);
    return new Settings(home, folder, environment, wiring, words, "bash", false, second, last);
  }

  /** The same settings with another {@code $0}. */
  public Settings calledAs(String name) {
    return new Settings(home, folder, environment, wiring, words, name, script, second, last);
  }

  /** The same settings for a script. */
  public Settings forScript() {
    return new Settings(home, folder, environment, wiring, words, called, true, second, last);
  }
}
