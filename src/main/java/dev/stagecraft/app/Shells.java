package dev.stagecraft.app;

import dev.stagecraft.shell.Answering;
import dev.stagecraft.shell.HostShell;
import dev.stagecraft.shell.NoShell;
import dev.stagecraft.shell.Wiring;
import dev.stagecraft.shell.host.BashShell;
import dev.stagecraft.shell.host.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens shells for sessions: bash where there is one, otherwise what says that it is missing. */
final class Shells {
  private final Map<String, String> environment;
  private final Supplier<Path> privateFolder;

  /**
   * Shells of an environment.
   *
   * @param privateFolder gives the folder for drivers and shims, asked when a shell starts
   */
  Shells(Map<String, String> environment, Supplier<Path> privateFolder) {
    this.environment = environment;
    this.privateFolder = privateFolder;
  }

  /**
   * A shell.
   *
   * @param name of its private folder, unique in the session
   * @param variables all of its environment
   * @param words that call back where the host has no program of that name
   * @param called what {@code $0} is
   * @param script whether it runs a script, and nobody types at it
   */
  HostShell open(
      String name,
      Path folder,
      Map<String, String> variables,
      Wiring wiring,
      List<String> words,
      String called,
      boolean script,
      Answering answering) {
    String search = environment.getOrDefault("PATH", "");
    Optional<Path> bash = BashShell.find(search);
    if (bash.isEmpty()) {
      return new NoShell(folder, variables);
    }
    List<String> back = new ArrayList<>(List.of("docker", "stagecraft"));
    words.stream().filter(w -> !back.contains(w) && !isProgram(w, search)).forEach(back::add);
    Settings settings =
        Settings.of(privateFolder.get().resolve(name), folder, variables, wiring, back)
            .calledAs(called);
    return new BashShell(script ? settings.forScript() : settings, bash.get(), answering);
  }

  private static boolean isProgram(String word, String search) {
    for (String folder : search.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, word))) {
        return true;
      }
    }
    return false;
  }
}
