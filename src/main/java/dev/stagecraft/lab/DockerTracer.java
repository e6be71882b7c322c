package dev.stagecraft.lab;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.Thing.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what docker commands need and leave, in the order of the lab. */
final class DockerTracer {
  private static final Set<String> ASKING = Set.of("version", "info", "search", "help", "events");
  private static final Set<String> CHANGING =
      Set.of("exec", "start", "restart", "pause", "unpause", "cp", "rename", "update");
  private static final Set<String> FORCES = Set.of("force", "f");

  /** Texts of the Dockerfiles that the lab writes, by path. */
  private final Map<String, String> texts = new HashMap<>();

  private final Set<String> built = new HashSet<>();

  /** A file has this text now. */
  void written(String path, String text) {
    texts.put(path, text);
  }

  /** A file has a text now that is not known. */
  void changed(String path) {
    texts.remove(path);
  }

  /**
   * Reads a docker command.
   *
   * @param folder the shell's folder
   * @param heredoc what it is given as input; empty where it is not
   * @param tolerated whether its failing is no matter
   */
  void read(DockerUse use, String folder, String heredoc, boolean tolerated, TraceDraft draft) {
    List<String> words = use.arguments();
    switch (use.verb()) {
      case "build" -> build(use, folder, heredoc, draft);
      case "run", "create" -> run(use, folder, draft);
      case "pull" -> words.forEach(image -> pull(image, draft));
      case "tag" -> tag(words, draft);
      case "push", "save", "history" -> words.forEach(image -> needImage(image, draft));
      case "rmi" -> remove(Kind.IMAGE, use, tolerated, draft);
      case "rm" -> remove(Kind.CONTAINER, use, tolerated, draft);
      case "stop", "kill" -> stop(use, tolerated, draft);
      case "images" -> images(words, draft);
      case "ps", "stats" -> draft.look(Kind.CONTAINER, Thing.ANY);
      case "inspect" -> inspect(words, draft);
      case "network" -> object(Kind.NETWORK, use, tolerated, draft);
      case "volume" -> object(Kind.VOLUME, use, tolerated, draft);
      case "commit" -> commit(words, draft);
      case "load", "import" -> {
        draft.here();
        draft.touch(Kind.IMAGE, Thing.ANY);
        draft.need(Kind.FILE, Thing.ANY);
      }
      case "compose", "buildx", "bake" -> compose(use, folder, draft);
      case "login", "logout", "context", "plugin", "swarm" ->
          draft.always("docker " + use.verb() + " changes what docker knows");
      case "container prune", "image prune", "builder prune", "system" -> prune(use, draft);
      default -> container(use, folder, draft);
    }
  }

  private void build(DockerUse use, String folder, String heredoc, TraceDraft draft) {
    draft.here();
    String written = use.arguments().isEmpty() ? "." : use.arguments().get(0);
    Optional<String> context = written.equals("-") ? Optional.empty() : LabPath.of(written, folder);
    Optional<String> file = file(use, folder, context);
    Optional<String> text =
        written.equals("-")
            ? Optional.of(heredoc)
            : file.flatMap(path -> Optional.ofNullable(texts.get(path)));
    file.ifPresent(path -> draft.need(Kind.FILE, path));
    CopySources copies = CopySources.of(text.orElse(""));
    if (context.isPresent()) {
      boolean all = text.isEmpty() || copies.all();
      draft.need(Kind.FILE, all ? context.get() : context.get() + "/.dockerignore");
      copies.files().forEach(name -> copied(name, context.get(), draft));
    } else if (!written.equals("-")) {
      draft.need(Kind.FILE, Thing.ANY);
    }
    Bases.of(text.orElse(""), use.values("build-arg")).forEach(base -> base(base, draft));
    copies.images().forEach(image -> base(image, draft));
    use.values("tag").forEach(tag -> makeImage(tag, draft));
    if (use.values("tag").isEmpty()) {
      draft.touch(Kind.IMAGE, Thing.ANY);
    }
  }

  private static Optional<String> file(DockerUse use, String folder, Optional<String> context) {
    Optional<String> given = use.values("file").stream().reduce((first, second) -> second);
    return given.isPresent()
        ? given.flatMap(name -> LabPath.of(name, folder))
        : context.flatMap(path -> LabPath.of("Dockerfile", path));
  }

  private static void copied(String name, String context, TraceDraft draft) {
    draft.need(Kind.FILE, LabPath.of("./" + name, context).orElse(context));
  }

  private void base(String image, TraceDraft draft) {
    needImage(image, draft);
    if (brings(image)) {
      draft.base(image);
    }
  }

  private void run(DockerUse use, String folder, TraceDraft draft) {
    if (!use.arguments().isEmpty()) {
      base(use.arguments().get(0), draft);
    }
    use.values("volume").forEach(volume -> volume(volume.split(":", 2)[0], folder, draft));
    use.values("mount").forEach(mount -> mount(mount, folder, draft));
    use.values("env-file").forEach(file -> file(file, folder, draft));
    use.values("network").forEach(network -> network(network, draft));
    use.values("volumes-from").forEach(name -> draft.need(Kind.CONTAINER, name.split(":", 2)[0]));
    use.values("link").forEach(name -> draft.need(Kind.CONTAINER, name.split(":", 2)[0]));
    boolean detached = use.flag("detach") || use.verb().equals("create");
    if (use.flag("rm") && !detached) {
      return;
    }
    List<String> names = use.values("name");
    names.forEach(name -> draft.make(Kind.CONTAINER, known(name)));
    if (names.isEmpty()) {
      draft.touch(Kind.CONTAINER, Thing.ANY);
    }
    use.publishedPorts().forEach(port -> draft.make(Kind.PORT, String.valueOf(port)));
    if (use.flag("publish-all") || use.values("publish").size() != use.publishedPorts().size()) {
      draft.touch(Kind.PORT, Thing.ANY);
    }
  }

  private static String known(String name) {
    return name.contains("$") || name.contains("`") ? Thing.ANY : name;
  }

  private static void volume(String source, String folder, TraceDraft draft) {
    if (source.matches("[A-Za-z0-9][\\w.-]+")) {
      draft.need(Kind.VOLUME, source);
      draft.touch(Kind.VOLUME, source);
      return;
    }
    draft.here();
    String path = LabPath.of(source.replace("\"", ""), folder).orElse(Thing.ANY);
    draft.need(Kind.FILE, path);
    draft.touch(Kind.TREE, path);
  }

  private static void mount(String mount, String folder, TraceDraft draft) {
    for (String part : mount.split(",", -1)) {
      if (part.startsWith("source=") || part.startsWith("src=")) {
        volume(part.substring(part.indexOf('=') + 1), folder, draft);
      }
    }
  }

  private static void file(String written, String folder, TraceDraft draft) {
    draft.here();
    draft.need(Kind.FILE, LabPath.of(written, folder).orElse(Thing.ANY));
  }

  private static void network(String network, TraceDraft draft) {
    if (network.startsWith("container:")) {
      draft.need(Kind.CONTAINER, network.substring("container:".length()));
    } else {
      draft.need(Kind.NETWORK, known(network));
    }
  }

  private void pull(String image, TraceDraft draft) {
    if (brings(image)) {
      draft.loud(image);
    }
    makeImage(image, draft);
  }

  /** Whether an image is named that no statement before makes. */
  boolean brings(String image) {
    String name = familiar(image);
    return !built.contains(name) && !image.contains("$") && !name.equals(Thing.ANY);
  }

  private void tag(List<String> words, TraceDraft draft) {
    if (words.size() == 2) {
      needImage(words.get(0), draft);
      makeImage(words.get(1), draft);
    }
  }

  private void commit(List<String> words, TraceDraft draft) {
    words.stream().limit(1).forEach(name -> draft.need(Kind.CONTAINER, known(name)));
    words.stream().skip(1).forEach(image -> makeImage(image, draft));
  }

  private static void needImage(String image, TraceDraft draft) {
    draft.need(Kind.IMAGE, familiar(image));
  }

  private void makeImage(String image, TraceDraft draft) {
    String name = familiar(image);
    if (name.equals(Thing.ANY)) {
      draft.touch(Kind.IMAGE, name);
      return;
    }
    built.add(name);
    draft.make(Kind.IMAGE, name);
  }

  /** An image's name with its tag; any, where it is none. */
  static String familiar(String image) {
    try {
      return ImageName.parse(image).familiar();
    } catch (ProblemException noName) {
      return Thing.ANY;
    }
  }

  private void images(List<String> words, TraceDraft draft) {
    boolean named = !words.isEmpty() && !familiar(words.get(0)).equals(Thing.ANY);
    if (!named) {
      draft.look(Kind.IMAGE, Thing.ANY);
      return;
    }
    String wanted = words.get(0);
    draft.look(Kind.IMAGE, familiar(wanted));
    built.stream()
        .filter(image -> image.startsWith(wanted + ":"))
        .forEach(image -> draft.look(Kind.IMAGE, image));
  }

  private static void inspect(List<String> words, TraceDraft draft) {
    for (String word : words) {
      draft.need(Kind.CONTAINER, known(word));
      draft.need(Kind.IMAGE, familiar(word));
      draft.need(Kind.NETWORK, known(word));
      draft.need(Kind.VOLUME, known(word));
    }
  }

  private static void remove(Kind kind, DockerUse use, boolean tolerated, TraceDraft draft) {
    for (String word : use.arguments()) {
      String name = kind == Kind.IMAGE ? familiar(word) : known(word);
      if (!tolerated) {
        draft.need(kind, name);
      }
      draft.remove(kind, name);
    }
  }

  private static void stop(DockerUse use, boolean tolerated, TraceDraft draft) {
    for (String word : use.arguments()) {
      if (!tolerated) {
        draft.need(Kind.CONTAINER, known(word));
      }
      draft.touch(Kind.CONTAINER, known(word));
      draft.end(Kind.CONTAINER, known(word));
    }
  }

  private static void object(Kind kind, DockerUse use, boolean tolerated, TraceDraft draft) {
    List<String> words = use.arguments();
    String what = words.isEmpty() ? "ls" : words.get(0);
    List<String> names = words.stream().skip(1).map(DockerTracer::known).toList();
    switch (what) {
      case "create" -> names.forEach(name -> draft.make(kind, name));
      case "rm", "remove" -> {
        for (String name : names) {
          if (!tolerated && FORCES.stream().noneMatch(use::flag)) {
            draft.need(kind, name);
          }
          draft.remove(kind, name);
        }
      }
      case "connect", "disconnect" -> {
        names.stream().limit(1).forEach(name -> draft.need(kind, name));
        names.stream().skip(1).forEach(name -> draft.need(Kind.CONTAINER, name));
        names.stream().skip(1).forEach(name -> draft.touch(Kind.CONTAINER, name));
      }
      case "prune" -> draft.end(kind, Thing.ANY);
      case "inspect" -> names.forEach(name -> draft.need(kind, name));
      default -> draft.look(kind, Thing.ANY);
    }
  }

  /** What a file of compose does, only compose knows. */
  private static void compose(DockerUse use, String folder, TraceDraft draft) {
    draft.here();
    draft.need(Kind.FILE, folder);
    Set<Kind> kinds = Set.of(Kind.CONTAINER, Kind.IMAGE, Kind.PORT, Kind.NETWORK, Kind.VOLUME);
    boolean down =
        use.arguments().stream().anyMatch(Set.of("down", "stop", "rm", "kill")::contains);
    kinds.forEach(kind -> draft.look(kind, Thing.ANY));
    if (down) {
      draft.end(Kind.CONTAINER, Thing.ANY);
    } else {
      kinds.forEach(kind -> draft.touch(kind, Thing.ANY));
    }
  }

  private static void prune(DockerUse use, TraceDraft draft) {
    if (use.verb().equals("system") && !use.arguments().contains("prune")) {
      draft.look(Kind.IMAGE, Thing.ANY);
      draft.look(Kind.CONTAINER, Thing.ANY);
      return;
    }
    draft.end(Kind.CONTAINER, Thing.ANY);
  }

  /** Everything else is about containers: {@code exec}, {@code logs}, {@code start}, {@code cp}. */
  private static void container(DockerUse use, String folder, TraceDraft draft) {
    if (ASKING.contains(use.verb()) || use.arguments().isEmpty()) {
      return;
    }
    boolean copies = use.verb().equals("cp");
    List<String> words =
        use.verb().equals("exec") ? use.arguments().subList(0, 1) : use.arguments();
    for (String word : words) {
      boolean path = copies && !word.contains(":");
      String name = copies ? word.split(":", 2)[0] : word;
      if (path) {
        draft.here();
        String where = LabPath.of(word, folder).orElse(Thing.ANY);
        draft.need(Kind.FILE, where);
        draft.touch(Kind.TREE, where);
      } else {
        draft.need(Kind.CONTAINER, known(name));
        if (CHANGING.contains(use.verb())) {
          draft.touch(Kind.CONTAINER, known(name));
        }
      }
    }
    if (Set.of("start", "restart", "unpause").contains(use.verb())) {
      draft.touch(Kind.PORT, Thing.ANY);
    }
  }
}
