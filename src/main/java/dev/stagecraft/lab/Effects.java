package dev.stagecraft.lab;

import dev.stagecraft.language.Redirection;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.language.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the statements of a lab would do, read from their text, one after the other: files written
 * by a heredoc are remembered, so that a later build's bases are known.
 */
public final class Effects {
  private static final Pattern URL =
      Pattern.compile(
          "(?:https?://)?(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1]):(\\d{1,5})[^\\s'\"]*");
  private static final Set<String> INSTALLERS =
      Set.of("apt-get", "apt", "yum", "dnf", "apk", "brew", "snap", "pip", "pip3", "npm", "npx");
  private static final Set<String> SYSTEM =
      Set.of(
          "sudo",
          "systemctl",
          "service",
          "usermod",
          "useradd",
          "sysctl",
          "iptables",
          "mount",
          "umount",
          "modprobe",
          "reboot",
          "shutdown",
          "dockerd",
          "docker-machine");
  private static final Set<String> NETWORK = Set.of("curl", "wget", "git", "ssh", "scp", "nc");

  private final Map<String, String> dockerfiles = new HashMap<>();

  /** The effects of a statement, in the order of its commands, each once. */
  public List<Effect> of(LabStatement statement) {
    Set<Effect> found = new LinkedHashSet<>();
    for (SimpleCommand command : statement.parsed().commands()) {
      DockerUse.of(command).ifPresent(use -> docker(use, found));
      files(command, found);
      plain(command, found);
    }
    return List.copyOf(found);
  }

  /** Notes a file that the lab gives as it is, for builds behind it. */
  public void wrote(Block.FileText file) {
    dockerfiles.put(fileName(file.path()), file.fence().text());
  }

  /** The ports of this machine that a statement asks. */
  public static List<Integer> asked(LabStatement statement) {
    List<Integer> ports = new ArrayList<>();
    for (SimpleCommand command : statement.parsed().commands()) {
      if (DockerUse.of(command).isPresent()) {
        continue;
      }
      for (Word word : command.words()) {
        ports(text(word)).stream().filter(port -> !ports.contains(port)).forEach(ports::add);
      }
    }
    return ports;
  }

  /** The ports of this machine that a text has addresses of. */
  static List<Integer> ports(String text) {
    List<Integer> ports = new ArrayList<>();
    Matcher url = URL.matcher(text);
    while (url.find()) {
      int port = Integer.parseInt(url.group(2));
      if (port > 0 && port < 65536) {
        ports.add(port);
      }
    }
    return ports;
  }

  private static String text(Word word) {
    return word.literal().orElse(word.raw());
  }

  private void docker(DockerUse use, Set<Effect> found) {
    switch (use.verb()) {
      case "build" -> build(use, found);
      case "run", "create" -> {
        if (!use.arguments().isEmpty()) {
          String name = use.values("name").stream().findFirst().map(n -> " as " + n).orElse("");
          found.add(new Effect(Effect.Kind.RUNS, use.arguments().get(0) + name));
        }
        use.publishedPorts()
            .forEach(port -> found.add(new Effect(Effect.Kind.PORT, String.valueOf(port))));
        use.values("volume").stream()
            .filter(v -> v.startsWith("/") && !v.startsWith("/var/lib/docker/volumes"))
            .forEach(v -> found.add(new Effect(Effect.Kind.BEYOND, "mounts " + v)));
        if (use.flag("privileged")) {
          found.add(new Effect(Effect.Kind.BEYOND, "runs a privileged container"));
        }
      }
      case "pull" ->
          use.arguments().forEach(image -> found.add(new Effect(Effect.Kind.PULLS, image)));
      case "rm", "rmi" ->
          found.add(new Effect(Effect.Kind.REMOVES, String.join(" ", use.arguments())));
      case "push", "login", "logout", "swarm", "context", "plugin" ->
          found.add(new Effect(Effect.Kind.BEYOND, "docker " + use.verb()));
      case "system", "volume", "network", "container prune", "image prune", "builder prune" -> {
        boolean prune = use.verb().endsWith("prune") || use.arguments().contains("prune");
        if (prune) {
          found.add(
              new Effect(
                  Effect.Kind.BEYOND,
                  "docker " + use.verb() + (use.verb().endsWith("prune") ? "" : " prune")));
        }
      }
      default -> {}
    }
  }

  private void build(DockerUse use, Set<Effect> found) {
    String context = use.arguments().isEmpty() ? "." : use.arguments().get(0);
    String file = use.values("file").stream().reduce((a, b) -> b).orElse("Dockerfile");
    String text = dockerfiles.getOrDefault(fileName(file), "");
    for (String base : Bases.of(text, use.values("build-arg"))) {
      found.add(new Effect(Effect.Kind.BASE, base));
    }
    List<String> tags = use.values("tag");
    found.add(
        new Effect(
            Effect.Kind.BUILDS,
            (tags.isEmpty() ? "an image without a name" : String.join(", ", tags))
                + " from "
                + file
                + (context.equals(".") ? "" : " in " + context)));
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void files(SimpleCommand command, Set<Effect> found) {
    String heredoc = "";
    for (Redirection redirection : command.redirections()) {
      if (redirection.heredoc().isPresent()) {
        heredoc = redirection.heredoc().orElseThrow().body();
      }
    }
    List<String> written = new ArrayList<>();
    for (Redirection redirection : command.redirections()) {
      boolean writes = Set.of(">", ">>", ">|", "&>", "&>>").contains(redirection.operator());
      String target = text(redirection.target());
      if (writes && !target.startsWith("/dev/")) {
        written.add(target);
      }
    }
    if (command.name().filter("tee"::equals).isPresent()) {
      command.words().stream()
          .skip(1)
          .map(Effects::text)
          .filter(word -> !word.startsWith("-") && !word.startsWith("/dev/"))
          .forEach(written::add);
    }
    for (String file : written) {
      int lines = (int) heredoc.lines().count();
      dockerfiles.put(fileName(file), heredoc);
      found.add(new Effect(Effect.Kind.FILE, file + (lines == 0 ? "" : " (" + lines + " lines)")));
      if (file.startsWith("/") && !file.startsWith("/tmp/")) {
        found.add(new Effect(Effect.Kind.BEYOND, "writes " + file));
      }
    }
  }

  private static void plain(SimpleCommand command, Set<Effect> found) {
    List<String> words = command.words().stream().map(Effects::text).toList();
    if (words.isEmpty()) {
      return;
    }
    String name = words.get(0);
    List<String> arguments = words.stream().skip(1).filter(word -> !word.startsWith("-")).toList();
    switch (name) {
      case "mkdir" -> arguments.forEach(a -> found.add(new Effect(Effect.Kind.FOLDER, a)));
      case "cd", "pushd" ->
          found.add(new Effect(Effect.Kind.ENTERS, arguments.isEmpty() ? "~" : arguments.get(0)));
      case "sleep" -> found.add(new Effect(Effect.Kind.WAITS, String.join(" ", arguments) + " s"));
      case "rm", "rmdir" -> {
        found.add(new Effect(Effect.Kind.REMOVES, String.join(" ", arguments)));
        arguments.stream()
            .filter(a -> a.startsWith("/") && !a.startsWith("/tmp/"))
            .forEach(a -> found.add(new Effect(Effect.Kind.BEYOND, "removes " + a)));
      }
      default -> reach(name, arguments, found);
    }
  }

  private static void reach(String name, List<String> arguments, Set<Effect> found) {
    if (SYSTEM.contains(name)) {
      found.add(new Effect(Effect.Kind.BEYOND, name + " " + String.join(" ", arguments)));
    } else if (INSTALLERS.contains(name) && arguments.contains("install")) {
      found.add(new Effect(Effect.Kind.BEYOND, name + " " + String.join(" ", arguments)));
    } else if (NETWORK.contains(name)) {
      List<String> pages = arguments.stream().filter(a -> !a.isEmpty()).toList();
      for (String page : pages) {
        if (URL.matcher(page).find()) {
          found.add(new Effect(Effect.Kind.ASKS, page));
        } else if (page.matches("(https?|ssh|git)://.*|git@.*|[\\w.-]+\\.[a-z]{2,}(/.*)?")) {
          found.add(new Effect(Effect.Kind.BEYOND, name + " " + page));
        }
      }
    }
  }
}
