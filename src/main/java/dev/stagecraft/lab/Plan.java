package dev.stagecraft.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a replay of a lab would do, block by block, in text. Nothing is run and nobody is asked. */
public final class Plan {
  private final Lab lab;
  private final Route route;
  private final Effects effects = new Effects();
  private final List<String> lines = new ArrayList<>();
  private final Map<Effect.Kind, Set<String>> all = new LinkedHashMap<>();
  private int run;
  private int shown;

  private Plan(Lab lab, Route route) {
    this.lab = lab;
    this.route = route;
  }

  /** The plan of a lab, a line each, without line ends. */
  public static List<String> of(Lab lab) {
    return of(lab, Route.all(lab));
  }

  /** The plan of a way through a lab: what is left out is not in it. */
  public static List<String> of(Lab lab, Route route) {
    Plan plan = new Plan(lab, route);
    plan.write();
    return List.copyOf(plan.lines);
  }

  private void write() {
    String part = "";
    for (Lab.Step step : lab.steps()) {
      Optional<Route.Stop> stop = route.stop(step);
      if (stop.isEmpty()) {
        step.blocks().forEach(this::passed);
        continue;
      }
      lines.add("");
      if (!step.part().orElse("").equals(part)) {
        part = step.part().orElse("");
        if (!part.isEmpty()) {
          lines.add(part);
        }
      }
      lines.add(
          step.label() + "  " + step.title() + (stop.get().asked() ? "" : needed(stop.get())));
      if (!stop.get().asked()) {
        step.blocks().forEach(this::passed);
      }
      stop.get().blocks().forEach(this::block);
    }
    List<String> summary = summary();
    lines.addAll(0, summary);
  }

  private static String needed(Route.Stop stop) {
    return "  (needed: " + stop.statements() + " of " + count(stop.all(), "statement") + ")";
  }

  /** What is not run, or not all of it, still tells what is in files that are. */
  private void passed(Block block) {
    block.fold(
        commands -> commands.statements().stream().map(effects::of).toList(),
        file -> List.of(),
        own -> own.statements().stream().map(effects::of).toList(),
        shown -> List.of());
  }

  private List<String> summary() {
    List<String> head = new ArrayList<>();
    head.add(lab.title().map(title -> lab.source() + " · " + title).orElse(lab.source()));
    int all = lab.numberedSteps();
    int asked = route.numberedSteps();
    head.add(
        (asked == all ? "" : asked + " of ")
            + count(all, "step")
            + ", "
            + count(run, "block")
            + " to run, "
            + count(shown, "block")
            + " to read");
    total(head, Effect.Kind.BASE, "bases");
    total(head, Effect.Kind.BUILDS, "images");
    total(head, Effect.Kind.PORT, "ports");
    total(head, Effect.Kind.BEYOND, "beyond");
    head.addAll(lab.remarks().stream().map(remark -> "  note      " + remark).toList());
    return head;
  }

  private void total(List<String> head, Effect.Kind kind, String label) {
    Set<String> found = all.getOrDefault(kind, Set.of());
    if (!found.isEmpty()) {
      String joined =
          String.join(
              ", ",
              found.stream().map(what -> what.replaceFirst(" from .*", "")).distinct().toList());
      head.add("  " + padded(label, 10) + joined);
    }
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void block(Block block) {
    boolean runs = block.fold(commands -> true, file -> true, own -> true, text -> false);
    run += runs ? 1 : 0;
    shown += runs ? 0 : 1;
    block.fold(
        commands -> {
          commands.doubt().ifPresent(why -> add(commands.fence(), "?", "not sure: " + why));
          commands.statements().forEach(this::statement);
          return expects(commands.expectations());
        },
        file -> {
          effects.wrote(file);
          int size = file.fence().lines().size();
          add(file.fence(), "+", file.path() + " (" + count(size, "line") + " of the file)");
          return 0;
        },
        own -> {
          own.statements().forEach(this::statement);
          return expects(own.expectations());
        },
        text -> {
          add(text.fence(), "·", "not run: " + text.why());
          return 0;
        });
  }

  private void add(Block.Fence fence, String sign, String text) {
    lines.add(at(fence.place().line()) + sign + " " + text);
  }

  private static String at(int line) {
    String number = String.valueOf(line);
    return " ".repeat(Math.max(0, 6 - number.length())) + number + "  ";
  }

  private void statement(LabStatement statement) {
    int more = statement.lines() - 1;
    lines.add(
        at(statement.place().line())
            + "$ "
            + statement.headline()
            + (more == 0 ? "" : "  (" + count(more, "more line") + ")"));
    Map<Effect.Kind, Set<String>> found = new LinkedHashMap<>();
    for (Effect effect : effects.of(statement)) {
      found.computeIfAbsent(effect.kind(), kind -> new LinkedHashSet<>()).add(effect.what());
      all.computeIfAbsent(effect.kind(), kind -> new LinkedHashSet<>()).add(effect.what());
    }
    for (Effect.Kind kind : Effect.Kind.values()) {
      if (found.containsKey(kind)) {
        String sign = kind == Effect.Kind.BEYOND ? "! " : "  ";
        lines.add(
            " ".repeat(10) + sign + padded(kind.label(), 10) + String.join(", ", found.get(kind)));
      }
    }
  }

  private int expects(List<Expectation> expectations) {
    for (Expectation expectation : expectations) {
      String text = expectation.place().text().strip();
      lines.add(
          " ".repeat(12)
              + padded("expects", 10)
              + text.replaceFirst("^<!--\\s*stagecraft:\\s*", "").replaceFirst("\\s*-->$", ""));
    }
    return expectations.size();
  }
}
