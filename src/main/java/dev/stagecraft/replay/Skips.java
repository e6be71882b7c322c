package dev.stagecraft.replay;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.lab.Needs;
import dev.stagecraft.lab.Route;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The steps that are left out: those that begin with a base image that nobody has, those that only
 * prepare for them, and those that need what they would make.
 */
final class Skips {
  private final Lab lab;
  private final Route route;
  private final Map<Integer, Problem> out;
  private final Map<Integer, Integer> lines;

  private Skips(Lab lab, Route route, Map<Integer, Problem> out, Map<Integer, Integer> lines) {
    this.lab = lab;
    this.route = route;
    this.out = out;
    this.lines = lines;
  }

  /** What of a route is left out, and why. Nothing is brought. */
  static Skips of(Lab lab, Route route, Needs needs, Supplier<BaseImages> bases) {
    Map<Integer, Problem> out = new LinkedHashMap<>();
    Map<Integer, Integer> lines = new HashMap<>();
    Map<String, Optional<Problem>> known = new HashMap<>();
    for (Route.Stop stop : route.stops()) {
      for (String base : needs.bases(stop)) {
        known
            .computeIfAbsent(base, name -> bases.get().absence(name))
            .ifPresent(problem -> out.putIfAbsent(position(lab, stop), problem));
        if (out.containsKey(position(lab, stop))) {
          needs.line(stop, base).ifPresent(line -> lines.putIfAbsent(position(lab, stop), line));
        }
      }
    }
    if (!out.isEmpty()) {
      needs
          .dependents(route, out.keySet())
          .forEach(
              each -> {
                out.put(each.step(), after(lab, each, out));
                lines.put(each.step(), each.line());
              });
      Map<Integer, Problem> idle = new HashMap<>();
      needs.idle(out.keySet()).stream()
          .filter(step -> route.stop(lab.steps().get(step)).filter(Route.Stop::asked).isPresent())
          .forEach(step -> idle.put(step, next(step, out)));
      out.putAll(idle);
    }
    return new Skips(lab, route, out, lines);
  }

  private static int position(Lab lab, Route.Stop stop) {
    List<Integer> lines = lab.steps().stream().map(Lab.Step::line).toList();
    return lines.indexOf(stop.step().line());
  }

  private static Problem after(Lab lab, Needs.Dependent step, Map<Integer, Problem> out) {
    Problem why = cause(step.on(), out);
    Lab.Step on = lab.steps().get(step.on());
    String name = on.number() > 0 ? "step " + on.number() : on.title();
    Problem problem = Problem.of(why.code(), Endings.NEEDS + name + Endings.WOULD + why.message());
    return why.hint().map(problem::withHint).orElse(problem);
  }

  /** The first problem behind a step that is left out. */
  private static Problem cause(int step, Map<Integer, Problem> out) {
    Problem why = Optional.ofNullable(out.get(step)).orElseThrow();
    Problem first = Problem.of(why.code(), Endings.cause(why));
    return why.hint().map(first::withHint).orElse(first);
  }

  private static Problem next(int step, Map<Integer, Problem> out) {
    return out.entrySet().stream()
        .filter(entry -> entry.getKey() > step)
        .min(Map.Entry.comparingByKey())
        .map(entry -> cause(entry.getKey(), out))
        .orElseThrow();
  }

  /** Why a step is left out, if it is. */
  Optional<Problem> of(Route.Stop stop) {
    return Optional.ofNullable(out.get(position(lab, stop)));
  }

  /** Where it stands what of a step left out cannot be run; where the step begins, without one. */
  Place place(Route.Stop stop) {
    List<Place> places = stop.blocks().stream().flatMap(Skips::places).toList();
    Optional<Integer> line = Optional.ofNullable(lines.get(position(lab, stop)));
    return line.flatMap(
            wanted -> places.stream().filter(place -> place.line() == wanted).findFirst())
        .orElse(places.get(0));
  }

  private static Stream<Place> places(Block block) {
    return block.fold(
        commands -> commands.statements().stream().map(LabStatement::place),
        file -> Stream.of(file.fence().place()),
        own -> own.statements().stream().map(LabStatement::place),
        shown -> Stream.of(shown.fence().place()));
  }

  /** The route without what is left out. */
  Route rest() {
    return new Route(route.stops().stream().filter(stop -> of(stop).isEmpty()).toList());
  }
}
