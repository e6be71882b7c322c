package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Lab;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A lab that a script follows: the lab has the files, the script does the work and checks what came
 * of it.
 */
public final class ReadLab implements Facts {
  private final Lab lab;
  private final Around around;
  private Optional<String> part = Optional.empty();

  ReadLab(Lab lab, Around around) {
    this.lab = lab;
    this.around = around;
  }

  /** The lab's first heading; its file where it has none. */
  public String title() {
    return lab.title().orElse(lab.source());
  }

  /** The steps in their order, those without a number among them. */
  public List<LabStep> steps() {
    return lab.steps().stream().map(step -> new LabStep(step, around)).toList();
  }

  /**
   * A step by its number.
   *
   * @throws dev.stagecraft.core.ProblemException {@code lab.step} where there is none
   */
  public LabStep step(int number) {
    return steps().stream()
        .filter(step -> step.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of("lab.step", lab.source() + " has no step " + number)
                    .withHint("it has " + lab.numberedSteps())
                    .exception());
  }

  /**
   * Goes through a step: says its title, writes its files into the folder that commands are called
   * in, and does the work.
   *
   * @return what the work returns
   * @throws Exception what the work throws
   */
  public Object step(int number, Callable<?> work) throws Exception {
    LabStep step = step(number);
    if (!step.part().equals(part)) {
      part = step.part();
      part.ifPresent(name -> around.out().println("\n" + name));
    }
    around.out().println("Step " + number + ": " + step.title());
    step.write();
    return work.call();
  }

  @Override
  public Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("title", title());
    row.put("steps", (long) lab.numberedSteps());
    return row;
  }

  @Override
  public Object propertyMissing(String name) {
    return switch (name) {
      case "title" -> title();
      case "steps" -> steps();
      default -> Facts.super.propertyMissing(name);
    };
  }

  @Override
  public String toString() {
    return title();
  }
}
