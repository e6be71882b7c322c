package dev.stagecraft.engine.context;

import dev.stagecraft.core.Place;
import dev.stagecraft.engine.StepName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Dockerfile as data: its instructions with their lines, and its stages. Reading one never fails;
 * whether it is right is for the builder to say.
 *
 * @param source what it is called in messages, usually its path
 * @param lines its text, line by line
 * @param escape the character that continues lines
 * @param syntax the image of its {@code # syntax=} line
 * @param instructions all instructions
 * @param stages the stages; instructions before the first belong to none
 */
public record Dockerfile(
    String source,
    List<String> lines,
    char escape,
    Optional<String> syntax,
    List<Instruction> instructions,
    List<Stage> stages) {
  public Dockerfile {
    lines = List.copyOf(lines);
    instructions = List.copyOf(instructions);
    stages = List.copyOf(stages);
  }

  /** Reads a text. */
  public static Dockerfile parse(String source, String text) {
    DockerfileReader reader = new DockerfileReader(text);
    reader.read();
    List<Instruction> instructions = reader.instructions();
    return new Dockerfile(
        source,
        text.lines().toList(),
        reader.escape(),
        reader.directive("syntax"),
        instructions,
        stages(instructions));
  }

  private static List<Stage> stages(List<Instruction> instructions) {
    List<Stage> stages = new ArrayList<>();
    List<Instruction> current = new ArrayList<>();
    for (Instruction instruction : instructions) {
      if (instruction.keyword().equals("FROM") && !current.isEmpty()) {
        stages.add(stage(stages.size(), current));
        current.clear();
      }
      if (instruction.keyword().equals("FROM") || !current.isEmpty()) {
        current.add(instruction);
      }
    }
    if (!current.isEmpty()) {
      stages.add(stage(stages.size(), current));
    }
    return stages;
  }

  private static Stage stage(int index, List<Instruction> instructions) {
    Instruction from = instructions.get(0);
    String[] words = from.arguments().split("\\s+", -1);
    Optional<String> name =
        words.length == 3 && words[1].equalsIgnoreCase("as")
            ? Optional.of(words[2].toLowerCase(Locale.ROOT))
            : Optional.empty();
    return new Stage(
        index, name, words[0], from.flag("platform").stream().findFirst(), instructions);
  }

  /** The stage that a name or number means. */
  public Optional<Stage> stage(String nameOrNumber) {
    String wanted = nameOrNumber.toLowerCase(Locale.ROOT);
    Optional<Stage> named =
        stages.stream()
            .filter(s -> s.name().filter(wanted::equals).isPresent())
            .reduce((a, b) -> b);
    return named.or(
        () -> stages.stream().filter(s -> String.valueOf(s.index()).equals(wanted)).findFirst());
  }

  /** The instruction that a step of a build carries out. */
  public Optional<Instruction> instruction(StepName step) {
    return stageOf(step)
        .map(Stage::counted)
        .filter(counted -> step.index() >= 1)
        .flatMap(counted -> match(counted, step));
  }

  private Optional<Stage> stageOf(StepName step) {
    if (step.stage().isEmpty()) {
      return stages.size() == 1 ? Optional.of(stages.get(0)) : Optional.empty();
    }
    String name = step.stage().get();
    if (name.startsWith("stage-")) {
      return stage(name.substring("stage-".length())).or(() -> stage(name));
    }
    return stage(name);
  }

  /** Builders disagree on whether FROM counts, so the number only chooses among equals. */
  private static Optional<Instruction> match(List<Instruction> counted, StepName step) {
    String wanted = step.text().replaceAll("\\s+", " ").strip();
    String keyword = step.keyword().orElse("").toUpperCase(Locale.ROOT);
    List<Instruction> equal =
        counted.stream()
            .filter(i -> i.oneLine().replaceAll("\\s+", " ").strip().equals(wanted))
            .toList();
    if (equal.size() == 1) {
      return Optional.of(equal.get(0));
    }
    int shift = counted.size() == step.total() ? 1 : 0;
    return counted.stream()
        .skip((long) step.index() - shift)
        .findFirst()
        .filter(i -> i.keyword().equals(keyword))
        .or(() -> equal.stream().findFirst());
  }

  /** The place of an instruction in the text. */
  public Place place(Instruction instruction) {
    String text = lines.get(instruction.line() - 1);
    return new Place(source, instruction.line(), 1, text.length(), text);
  }
}
