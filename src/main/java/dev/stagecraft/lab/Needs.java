package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What steps of a lab need of the steps before them, worked out from the text: read backwards, a
 * statement is needed where it leaves something that a statement behind it wants, and then what it
 * wants itself is needed too. What is in doubt is needed. Nothing is run.
 */
public final class Needs {
  private final Lab lab;
  private final List<Unit> units;

  /**
   * A statement or a file of the lab.
   *
   * @param step which step of the lab, from 0
   * @param block which block of the step, from 0
   * @param statement which statement of the block, from 0; 0 for a file
   * @param line where it stands in the file
   * @param folder the shell's folder when it begins
   */
  record Unit(int step, int block, int statement, int line, String folder, Trace trace) {}

  /** What the steps of a lab need. */
  public Needs(Lab lab) {
    this.lab = lab;
    this.units = Units.of(lab);
  }

  /**
   * The way through a lab.
   *
   * @param asked positions of the steps that were asked for, from 0
   */
  public Route route(Set<Integer> asked) {
    Set<Unit> taken = taken(asked);
    List<Route.Stop> stops = new ArrayList<>();
    for (int i = 0; i < lab.steps().size(); i++) {
      Lab.Step step = lab.steps().get(i);
      if (asked.contains(i)) {
        stops.add(new Route.Stop(step, true, step.blocks()));
        continue;
      }
      List<Block> blocks = new ArrayList<>();
      for (int j = 0; j < step.blocks().size(); j++) {
        int at = i;
        int block = j;
        List<Integer> statements =
            taken.stream()
                .filter(unit -> unit.step() == at && unit.block() == block)
                .map(Unit::statement)
                .sorted()
                .toList();
        if (!statements.isEmpty()) {
          blocks.add(reduced(step.blocks().get(j), statements));
        }
      }
      if (!blocks.isEmpty()) {
        stops.add(new Route.Stop(step, false, blocks));
      }
    }
    return new Route(stops);
  }

  /** A block with some of its statements, and without what the author expects of the rest. */
  private static Block reduced(Block block, List<Integer> statements) {
    return block.fold(
        commands ->
            new Block.Commands(
                commands.fence(),
                statements.stream().map(commands.statements()::get).toList(),
                statements.contains(commands.statements().size() - 1)
                    ? commands.expectations().stream()
                        .filter(Expectation.Exit.class::isInstance)
                        .toList()
                    : List.of(),
                commands.settings(),
                commands.doubt()),
        file -> file,
        own ->
            new Block.Own(
                own.fence(), statements.stream().map(own.statements()::get).toList(), List.of()),
        shown -> shown);
  }

  private Set<Unit> taken(Set<Integer> asked) {
    Set<Unit> taken = new HashSet<>();
    int last = -1;
    for (int i = 0; i < units.size(); i++) {
      if (asked.contains(units.get(i).step())) {
        taken.add(units.get(i));
        last = i;
      }
    }
    boolean more = true;
    while (more) {
      more = backward(taken, last);
      more |= undone(taken, last);
    }
    return taken;
  }

  /** Takes what is needed; answers whether something was. */
  private boolean backward(Set<Unit> taken, int last) {
    boolean more = false;
    Set<Thing> needed = new LinkedHashSet<>();
    for (int i = last; i >= 0; i--) {
      Unit unit = units.get(i);
      Trace trace = unit.trace();
      boolean now = taken.contains(unit);
      if (!now && (!trace.always().isEmpty() || trace.meets(needed))) {
        taken.add(unit);
        now = true;
        more = true;
      }
      needed.removeIf(now ? trace::settles : trace::clears);
      if (now) {
        needed.addAll(trace.wants());
      }
    }
    return more;
  }

  /** Takes what stops or removes things of those taken: their names and ports are wanted again. */
  private boolean undone(Set<Unit> taken, int last) {
    boolean more = false;
    Set<Thing> there = new LinkedHashSet<>();
    for (int i = 0; i < last; i++) {
      Unit unit = units.get(i);
      if (!taken.contains(unit) && unit.trace().undoes(there)) {
        taken.add(unit);
        more = true;
      }
      if (taken.contains(unit)) {
        there.removeIf(unit.trace()::clears);
        there.addAll(unit.trace().leaves());
      }
    }
    return more;
  }

  /**
   * The steps that cannot go on where others are left out: they need what those would have made.
   *
   * @param route what is to be run
   * @param out positions of the steps left out, from 0
   * @return positions of further steps, each with the one that it depends on
   */
  public List<Dependent> dependents(Route route, Set<Integer> out) {
    Set<Integer> all = new HashSet<>(out);
    Set<Integer> run = new HashSet<>();
    route.stops().forEach(stop -> units(stop).forEach(unit -> run.add(unit.line())));
    List<Dependent> dependents = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      int step = units.get(i).step();
      if (all.contains(step) || !run.contains(units.get(i).line())) {
        continue;
      }
      Optional<Integer> on = missing(i, all);
      if (on.isPresent()) {
        all.add(step);
        dependents.add(new Dependent(step, on.get(), units.get(i).line()));
      }
    }
    return dependents;
  }

  /**
   * A step, and one that is left out of which it needs something.
   *
   * @param line of the step's first statement or file that needs it
   */
  public record Dependent(int step, int on, int line) {}

  /** The step left out that made last what a unit cannot do without, if there is one. */
  private Optional<Integer> missing(int at, Set<Integer> out) {
    for (Thing need : units.get(at).trace().needs()) {
      if (need.name().equals(Thing.ANY) || need.kind() == Thing.Kind.VARIABLE && special(need)) {
        continue;
      }
      for (int i = at - 1; i >= 0; i--) {
        Unit maker = units.get(i);
        if (maker.trace().makes().stream().anyMatch(made -> made.meets(need))) {
          if (out.contains(maker.step())) {
            return Optional.of(maker.step());
          }
          break;
        }
        if (maker.trace().clears(need)) {
          break;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean special(Thing variable) {
    return variable.name().equals("?") || variable.name().equals("!");
  }

  /** The base images of what a route runs of a step, in the order in which they are needed. */
  public List<String> bases(Route.Stop stop) {
    return units(stop).stream().flatMap(unit -> unit.trace().bases().stream()).distinct().toList();
  }

  /** The line of the first statement of what a route runs of a step that needs a base image. */
  public Optional<Integer> line(Route.Stop stop, String base) {
    return units(stop).stream()
        .filter(unit -> unit.trace().bases().contains(base))
        .map(Unit::line)
        .findFirst();
  }

  /**
   * The base images of a route in the order in which they are needed, without those of which the
   * statement that needs them first tells in its own output how they come.
   */
  public List<String> stock(Route route) {
    Set<String> stock = new LinkedHashSet<>();
    Set<String> loud = new HashSet<>();
    for (Route.Stop stop : route.stops()) {
      for (Unit unit : units(stop)) {
        unit.trace().loud().stream().filter(base -> !stock.contains(base)).forEach(loud::add);
        unit.trace().bases().stream().filter(base -> !loud.contains(base)).forEach(stock::add);
      }
    }
    return List.copyOf(stock);
  }

  /** The folder that a statement begins in, as far as the text tells. */
  public Optional<String> folder(int line) {
    return units.stream()
        .filter(unit -> unit.line() == line)
        .map(Unit::folder)
        .filter(path -> !path.startsWith(LabPath.UNKNOWN))
        .findFirst();
  }

  /** Those of some statements of which a statement removes something that they leave. */
  public Set<Integer> cleared(int line, Set<Integer> others) {
    Set<Integer> cleared = new HashSet<>();
    for (Unit unit : units) {
      if (unit.line() == line) {
        units.stream()
            .filter(other -> other.line() != line && others.contains(other.line()))
            .filter(other -> other.trace().leaves().stream().anyMatch(unit.trace()::clears))
            .forEach(other -> cleared.add(other.line()));
      }
    }
    return cleared;
  }

  /** What a route runs of a step. */
  private List<Unit> units(Route.Stop stop) {
    Set<Integer> lines = new HashSet<>();
    stop.blocks()
        .forEach(
            block ->
                block.fold(
                    commands -> lines(commands.statements(), lines),
                    file -> lines.add(file.fence().place().line()),
                    own -> lines(own.statements(), lines),
                    shown -> false));
    return units.stream()
        .filter(unit -> lab.steps().get(unit.step()).line() == stop.step().line())
        .filter(unit -> lines.contains(unit.line()))
        .toList();
  }

  private static boolean lines(List<LabStatement> statements, Set<Integer> lines) {
    return lines.addAll(statements.stream().map(each -> each.place().line()).toList());
  }

  /**
   * Steps that only prepare what steps that are left out would use: in the same part, before one of
   * them, and nothing else needs what they leave.
   *
   * @param out positions of the steps left out, from 0
   */
  public Set<Integer> idle(Set<Integer> out) {
    Set<Integer> idle = new LinkedHashSet<>();
    for (int i = 0; i < lab.steps().size(); i++) {
      int step = i;
      Optional<String> part = lab.steps().get(i).part();
      boolean before =
          part.isPresent()
              && out.stream().anyMatch(o -> o > step && lab.steps().get(o).part().equals(part));
      if (!out.contains(i) && before && onlyFor(i, out)) {
        idle.add(i);
      }
    }
    return idle;
  }

  private boolean onlyFor(int step, Set<Integer> out) {
    Set<Thing> left = new LinkedHashSet<>();
    for (Unit unit : units) {
      if (unit.step() == step) {
        left.addAll(unit.trace().leaves());
      }
    }
    left.removeIf(thing -> thing.kind() == Thing.Kind.PLACE || thing.name().equals("?"));
    boolean files = left.stream().allMatch(Thing::prepared);
    boolean used = false;
    for (Unit unit : units) {
      boolean wants =
          unit.step() > step
              && unit.trace().wants().stream()
                  .anyMatch(want -> left.stream().anyMatch(made -> made.meets(want)));
      if (wants && !out.contains(unit.step())) {
        return false;
      }
      used |= wants;
    }
    return files && used;
  }
}
