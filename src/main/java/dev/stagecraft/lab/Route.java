package dev.stagecraft.lab;

import java.util.List;
import java.util.Optional;

/**
 * Which steps of a lab a replay goes through, in the order of the file, and what of each it runs.
 *
 * @param stops the steps; those that were asked for, and those of which they need something
 */
public record Route(List<Stop> stops) {
  public Route {
    stops = List.copyOf(stops);
  }

  /**
   * A step of a route.
   *
   * @param step as it stands in the lab
   * @param asked whether it was asked for; otherwise only what is needed of it runs
   * @param blocks what is run of it: all blocks, or those with something that is needed, with the
   *     statements that are
   */
  public record Stop(Lab.Step step, boolean asked, List<Block> blocks) {
    public Stop {
      blocks = List.copyOf(blocks);
    }

    /** How many statements and files it runs. */
    public int statements() {
      return blocks.stream().mapToInt(Route::size).sum();
    }

    /** How many statements and files the step has. */
    public int all() {
      return step.blocks().stream().mapToInt(Route::size).sum();
    }
  }

  /** All steps of a lab. */
  public static Route all(Lab lab) {
    return new Route(
        lab.steps().stream().map(step -> new Stop(step, true, step.blocks())).toList());
  }

  /**
   * The steps of a choice, and what they need of the steps before them.
   *
   * @throws dev.stagecraft.core.ProblemException as {@link Choice#steps}
   */
  public static Route of(Lab lab, Choice choice) {
    return choice.isAll() ? all(lab) : new Needs(lab).route(choice.steps(lab));
  }

  /** The steps that were asked for. */
  public List<Lab.Step> asked() {
    return stops.stream().filter(Stop::asked).map(Stop::step).toList();
  }

  /** How many of the steps that were asked for have a number. */
  public int numberedSteps() {
    return (int) asked().stream().filter(step -> step.number() > 0).count();
  }

  /** All blocks that are run, in order. */
  public List<Block> blocks() {
    return stops.stream().flatMap(stop -> stop.blocks().stream()).toList();
  }

  /** What stands for a step, where the route goes through it. */
  public Optional<Stop> stop(Lab.Step step) {
    return stops.stream().filter(stop -> stop.step().line() == step.line()).findFirst();
  }

  private static int size(Block block) {
    return block.fold(
        commands -> commands.statements().size(),
        file -> 1,
        own -> own.statements().size(),
        shown -> 0);
  }
}
