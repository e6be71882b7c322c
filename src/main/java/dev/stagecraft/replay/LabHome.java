package dev.stagecraft.replay;

import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Effects;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.lab.ShellWord;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shell as a lab finds it: {@code ~} is the session's work folder, the person's own settings of
 * docker and of programs stay where they are, and requests to this machine go past any proxy.
 * Afterwards the shell is as it was before.
 */
final class LabHome {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "DOCKER_CONFIG", ".docker",
          "XDG_CONFIG_HOME", ".config",
          "XDG_CACHE_HOME", ".cache",
          "XDG_DATA_HOME", ".local/share",
          "XDG_STATE_HOME", ".local/state");
  private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");

  private final LabShell shell;
  private final Path home;
  private final List<String> before = new ArrayList<>();
  private final Path folder;

  LabHome(LabShell shell, Path home) {
    this.shell = shell;
    this.home = home;
    this.folder = shell.folder();
  }

  /**
   * Sets the shell up for a lab.
   *
   * @return a remark, where something was changed that a person should know
   */
  Optional<String> enter(Lab lab) {
    Map<String, String> environment = shell.environment();
    List<String> lines = new ArrayList<>();
    Optional<String> old = Optional.ofNullable(environment.get("HOME"));
    if (old.isPresent()) {
      SETTINGS.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(setting -> !environment.containsKey(setting.getKey()))
          .forEach(
              setting ->
                  set(setting.getKey(), old.get() + "/" + setting.getValue(), environment, lines));
    }
    set("HOME", home.toString(), environment, lines);
    Optional<String> remark = proxy(lab, environment, lines);
    lines.add("cd " + ShellWord.of(home.toString()));
    shell.run(String.join("\n", lines) + "\n", false, OutputStream.nullOutputStream());
    return remark;
  }

  /** Puts the shell back as it was. */
  void leave() {
    List<String> lines = new ArrayList<>(before);
    lines.add("cd " + ShellWord.of(folder.toString()));
    shell.run(String.join("\n", lines) + "\n", false, OutputStream.nullOutputStream());
  }

  private void set(String name, String value, Map<String, String> environment, List<String> lines) {
    lines.add("export " + name + "=" + ShellWord.of(value));
    String old = environment.get(name);
    before.add(old == null ? "unset " + name : "export " + name + "=" + ShellWord.of(old));
  }

  private Optional<String> proxy(Lab lab, Map<String, String> environment, List<String> lines) {
    boolean proxied =
        environment.containsKey("http_proxy") || environment.containsKey("HTTP_PROXY");
    if (!proxied || !asksThisMachine(lab)) {
      return Optional.empty();
    }
    boolean changed = false;
    for (String name : List.of("no_proxy", "NO_PROXY")) {
      String old = environment.getOrDefault(name, "");
      List<String> hosts = new ArrayList<>(old.isEmpty() ? List.of() : List.of(old.split(",")));
      List<String> missing =
          hosts.contains("*")
              ? List.of()
              : LOCAL.stream().filter(host -> !hosts.contains(host)).toList();
      if (!missing.isEmpty()) {
        hosts.addAll(missing);
        set(name, String.join(",", hosts), environment, lines);
        changed = true;
      }
    }
    return changed
        ? Optional.of(
            "http_proxy is set here; the lab asks its containers without it (no_proxy is extended)")
        : Optional.empty();
  }

  private static boolean asksThisMachine(Lab lab) {
    return lab.blocks().stream()
        .flatMap(block -> statements(block).stream())
        .anyMatch(statement -> !Effects.asked(statement).isEmpty());
  }

  private static List<LabStatement> statements(Block block) {
    return block.fold(
        commands -> commands.statements(), file -> List.of(), own -> List.of(), shown -> List.of());
  }
}
