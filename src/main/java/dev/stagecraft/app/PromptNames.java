package dev.stagecraft.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.Images;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabFile;
import dev.stagecraft.shell.Snapshot;
import dev.stagecraft.template.Human;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for completion, each with a line about it. No engine is started for them. */
final class PromptNames {
  private static final Pattern DECLARED =
      Pattern.compile("(?m)^declare -\\S+ ([A-Za-z_][A-Za-z0-9_]*)(?:=\"?([^\"\n]*))?");
  private static final Pattern ALIAS = Pattern.compile("(?m)^alias ([^=\\s]+)='?([^\n]*?)'?$");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(token|secret|passw|credential|key|auth).*");
  private static final int LONGEST_VALUE = 40;

  private final Product product;

  PromptNames(Product product) {
    this.product = product;
  }

  /** Names of a kind, as the engine knows them now. */
  List<Choice> names(Completes kind) {
    Optional<Engine> engine = product.glancedEngine();
    if (engine.isEmpty()) {
      return List.of();
    }
    return switch (kind) {
      case IMAGE ->
          engine.get().images().list(Images.Query.everything()).stream()
              .flatMap(i -> i.tags().stream().map(tag -> new Choice(tag, about(i))))
              .toList();
      case CONTAINER -> containers(engine.get(), false);
      case RUNNING -> containers(engine.get(), true);
      case NETWORK -> objects(engine.get().networks().list(Map.of()));
      case VOLUME -> objects(engine.get().volumes().list(Map.of()));
      default -> List.of();
    };
  }

  private String about(Images.Summary image) {
    Duration age = Duration.between(image.created(), product.clock().instant());
    return new ByteSize(image.size()).docker() + ", " + Human.duration(age) + " ago";
  }

  private static List<Choice> containers(Engine engine, boolean runningOnly) {
    return engine.containers().list(Containers.Query.everything()).stream()
        .filter(c -> !runningOnly || c.state().equals("running"))
        .flatMap(
            c -> c.names().stream().map(name -> new Choice(name, c.image() + ", " + c.status())))
        .toList();
  }

  private static List<Choice> objects(List<JsonNode> found) {
    return found.stream()
        .map(n -> new Choice(n.path("Name").asText(), n.path("Driver").asText()))
        .toList();
  }

  /** The steps or parts of a lab's file, or of the lab that is open. */
  List<Choice> headings(Completes kind, Optional<Path> file) {
    Optional<Lab> lab = file.isPresent() ? read(file.get()) : product.desk().read();
    List<Choice> found = new ArrayList<>();
    for (Lab.Step step : lab.map(Lab::steps).orElse(List.of())) {
      if (kind == Completes.PART) {
        step.part().map(part -> new Choice(part, "")).ifPresent(found::add);
      } else {
        found.add(
            step.number() > 0
                ? new Choice(String.valueOf(step.number()), step.title())
                : new Choice(step.title(), ""));
      }
    }
    return found.stream().distinct().toList();
  }

  private static Optional<Lab> read(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return folder == null
          ? Optional.empty()
          : Optional.of(LabFile.read(String.valueOf(file.getFileName()), folder));
    } catch (ProblemException notALab) {
      // it is said when it is replayed
      return Optional.empty();
    }
  }

  /** Functions and aliases. */
  static List<Choice> definitions(Snapshot shell) {
    List<Choice> found = new ArrayList<>();
    shell.functionsByName().forEach(name -> found.add(new Choice(name, "function")));
    Matcher alias = ALIAS.matcher(shell.aliases());
    while (alias.find()) {
      found.add(new Choice(alias.group(1), cut(alias.group(2))));
    }
    return found;
  }

  /** Variables, sorted; what may be a secret by its name is not shown. */
  static List<Choice> variables(Snapshot shell) {
    Map<String, String> all = new TreeMap<>(shell.environment());
    Matcher declared = DECLARED.matcher(shell.variables());
    while (declared.find()) {
      String value = declared.group(2);
      String shown = value == null ? "" : value.startsWith("(") ? "a list" : value;
      all.putIfAbsent(declared.group(1), shown);
    }
    return all.entrySet().stream()
        .map(
            e ->
                new Choice(
                    e.getKey(), SECRET.matcher(e.getKey()).matches() ? "" : cut(e.getValue())))
        .toList();
  }

  private static String cut(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
