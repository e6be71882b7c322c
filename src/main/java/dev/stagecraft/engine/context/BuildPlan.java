package dev.stagecraft.engine.context;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a build of a Dockerfile needs, with its arguments filled in: the stages that lead to its
 * target, and the images that these start from.
 *
 * @param target the stage that becomes the image; empty where there is none
 * @param stages the stages needed, in the order of the file
 * @param bases the images needed that are no stages, in the order of the file, each once
 * @param ports the ports that the image exposes, {@code 8080/tcp}, in order
 */
public record BuildPlan(
    Optional<Stage> target, List<Stage> stages, List<String> bases, List<String> ports) {
  public BuildPlan {
    stages = List.copyOf(stages);
    bases = List.copyOf(bases);
    ports = List.copyOf(ports);
  }

  /**
   * Plans a build.
   *
   * @param arguments build arguments; those that the Dockerfile does not declare count for nothing
   * @param target the stage to stop at; the last where empty
   * @param platform {@code os/arch} of the image
   */
  public static BuildPlan of(
      Dockerfile file, Map<String, String> arguments, Optional<String> target, String platform) {
    Optional<Stage> end =
        target.isPresent()
            ? target.flatMap(file::stage)
            : file.stages().stream().reduce((a, b) -> b);
    Planning planning = new Planning(file, arguments, platform);
    end.ifPresent(planning::need);
    List<Stage> needed =
        file.stages().stream().filter(s -> planning.needed.contains(s.index())).toList();
    Set<String> bases = new LinkedHashSet<>();
    needed.forEach(stage -> bases.addAll(planning.images(stage)));
    return new BuildPlan(
        end, needed, List.copyOf(bases), end.map(planning::ports).orElse(List.of()));
  }

  /** Finds out what is needed. */
  private static final class Planning {
    private final Dockerfile file;
    private final Map<String, String> arguments;
    private final Map<String, String> globals;
    private final Set<Integer> needed = new TreeSet<>();

    Planning(Dockerfile file, Map<String, String> arguments, String platform) {
      this.file = file;
      this.arguments = arguments;
      this.globals = new HashMap<>(platformArguments(platform));
      for (Instruction instruction : file.instructions()) {
        if (instruction.keyword().equals("FROM")) {
          break;
        }
        if (instruction.keyword().equals("ARG")) {
          declare(instruction, globals, Map.of());
        }
      }
    }

    private static Map<String, String> platformArguments(String platform) {
      String[] parts = platform.split("/", 3);
      Map<String, String> known = new HashMap<>();
      for (String side : List.of("TARGET", "BUILD")) {
        known.put(side + "PLATFORM", platform);
        known.put(side + "OS", parts[0]);
        known.put(side + "ARCH", parts.length > 1 ? parts[1] : "");
        known.put(side + "VARIANT", parts.length > 2 ? parts[2] : "");
      }
      return known;
    }

    /** Declares the arguments of an {@code ARG}; those without a default may be {@code known}. */
    private void declare(
        Instruction instruction, Map<String, String> scope, Map<String, String> known) {
      for (String word : new Words(instruction.arguments(), file.escape()).raw()) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<String> written =
            equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
        Optional.ofNullable(arguments.get(name))
            .or(() -> written.map(value -> new Expansion(scope, file.escape()).of(value)))
            .or(() -> Optional.ofNullable(known.get(name)))
            .ifPresent(value -> scope.put(name, value));
      }
    }

    void need(Stage stage) {
      if (!needed.add(stage.index())) {
        return;
      }
      earlier(stage, base(stage)).ifPresent(this::need);
      for (String source : sources(stage)) {
        earlier(stage, source).ifPresent(this::need);
      }
    }

    private String base(Stage stage) {
      return new Expansion(globals, file.escape()).of(stage.base());
    }

    /** What a stage copies or mounts from: stages or images. */
    private List<String> sources(Stage stage) {
      List<String> sources = new ArrayList<>();
      for (Instruction instruction : stage.instructions()) {
        instruction.from().ifPresent(sources::add);
        if (instruction.keyword().equals("RUN")) {
          instruction.flag("mount").forEach(mount -> mountSource(mount).ifPresent(sources::add));
        }
      }
      return sources;
    }

    private static Optional<String> mountSource(String mount) {
      for (String field : mount.split(",", -1)) {
        String plain = field.replace("\"", "");
        if (plain.startsWith("from=")) {
          return Optional.of(plain.substring("from=".length()));
        }
      }
      return Optional.empty();
    }

    /** The stage before this one that a name means. */
    private Optional<Stage> earlier(Stage stage, String name) {
      return file.stages().stream()
          .filter(other -> other.index() < stage.index())
          .filter(
              other ->
                  other.name().filter(name.toLowerCase(Locale.ROOT)::equals).isPresent()
                      || String.valueOf(other.index()).equals(name))
          .reduce((a, b) -> b);
    }

    List<String> images(Stage stage) {
      List<String> images = new ArrayList<>();
      images.add(base(stage));
      images.addAll(sources(stage));
      images.removeIf(
          name -> name.isEmpty() || name.equals("scratch") || earlier(stage, name).isPresent());
      return images;
    }

    List<String> ports(Stage stage) {
      Set<String> ports = new LinkedHashSet<>();
      earlier(stage, base(stage)).ifPresent(parent -> ports.addAll(ports(parent)));
      Map<String, String> scope = new HashMap<>();
      for (Instruction instruction : stage.instructions()) {
        Expansion expansion = new Expansion(scope, file.escape());
        switch (instruction.keyword()) {
          case "ARG" -> declare(instruction, scope, globals);
          case "ENV" -> environment(instruction, scope);
          case "EXPOSE" ->
              new Words(instruction.arguments(), file.escape())
                  .raw()
                  .forEach(word -> addPort(expansion.of(word), ports));
          default -> {
            // Other instructions do not change variables or ports.
          }
        }
      }
      return List.copyOf(ports);
    }

    private void environment(Instruction instruction, Map<String, String> scope) {
      Expansion expansion = new Expansion(Map.copyOf(scope), file.escape());
      List<String> words = new Words(instruction.arguments(), file.escape()).raw();
      if (words.isEmpty()) {
        return;
      }
      if (words.get(0).indexOf('=') < 0) {
        // The old form: ENV name the rest of the line
        String rest = instruction.arguments().substring(words.get(0).length()).strip();
        scope.put(words.get(0), expansion.of(rest));
        return;
      }
      for (String word : words) {
        int equals = word.indexOf('=');
        if (equals > 0) {
          scope.put(word.substring(0, equals), expansion.of(word.substring(equals + 1)));
        }
      }
    }

    private static void addPort(String port, Set<String> ports) {
      if (!port.isEmpty()) {
        ports.add(port.indexOf('/') < 0 ? port + "/tcp" : port.toLowerCase(Locale.ROOT));
      }
    }
  }
}
