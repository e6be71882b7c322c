package dev.stagecraft.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the output that a lab records with a real one. */
final class OutputComparison {
  private final List<String> recorded;
  private final List<String> real;
  private final Masks masks;
  private final boolean anyOrder;
  private final boolean[] recordedNoise;
  private final boolean[] realNoise;
  private final List<Alignment.Part> recordedParts;
  private final List<Alignment.Part> realParts;
  private final List<Alignment.Pair> pairs;
  private final List<String> steps;

  /**
   * What comes of a comparison.
   *
   * @param difference lines with a sign before each: {@code "- "} recorded, {@code "+ "} real,
   *     {@code " "} both; empty where nothing differs
   * @param first the first recorded line that is not so, or -1
   * @param bound what the real output has in place of recorded ids and names
   */
  record Result(List<String> difference, int first, Map<String, String> bound) {
    Result {
      difference = List.copyOf(difference);
      bound = Map.copyOf(bound);
    }

    boolean same() {
      return difference.isEmpty();
    }

    /** How many lines differ. */
    long differing() {
      return difference.stream().filter(line -> !line.startsWith("  ")).count();
    }
  }

  /**
   * Compares.
   *
   * @param real the lines that a terminal would show
   * @param docker whether docker's words were among those that wrote it
   * @param masks what may differ
   * @param anyOrder whether lines may come in any order
   */
  OutputComparison(
      List<String> recorded, List<String> real, boolean docker, Masks masks, boolean anyOrder) {
    this.recorded = List.copyOf(recorded);
    this.real = List.copyOf(real);
    this.masks = masks;
    this.anyOrder = anyOrder;
    this.recordedNoise = BuildNoise.in(recorded, docker);
    this.realNoise = BuildNoise.in(real, docker);
    this.recordedParts = Alignment.parts(recorded, recordedNoise, masks, true);
    this.realParts = Alignment.parts(real, realNoise, masks, false);
    this.pairs =
        anyOrder ? shuffled() : new Alignment(recordedParts, realParts, masks, false).pairs();
    this.steps = docker ? BuildNoise.difference(recorded, real) : List.of();
  }

  /** Each recorded part beside the first real one like it; what is left over behind them. */
  private List<Alignment.Pair> shuffled() {
    Alignment alignment = new Alignment(recordedParts, realParts, masks, true);
    List<Alignment.Pair> found = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    int dots = -1;
    for (int i = 0; i < recordedParts.size(); i++) {
      int at = -1;
      for (int j = 0; j < realParts.size() && at < 0; j++) {
        Optional<Integer> cost = alignment.beside(recordedParts.get(i), realParts.get(j));
        at = cost.filter(c -> c == 0).isPresent() && !taken.contains(j) ? j : -1;
      }
      dots = recordedParts.get(i).dots() ? i : dots;
      taken.add(at);
      found.add(new Alignment.Pair(i, at));
    }
    for (int j = 0; j < realParts.size(); j++) {
      if (!taken.contains(j)) {
        found.add(new Alignment.Pair(dots, j));
      }
    }
    return found;
  }

  /** What differs, and what is bound. */
  Result result() {
    Difference difference = new Difference(steps);
    Map<String, String> bound = new LinkedHashMap<>(BuildNoise.built(recorded, real));
    int dots = -1;
    for (Alignment.Pair pair : pairs) {
      Optional<Alignment.Part> first = part(recordedParts, pair.recorded());
      Optional<Alignment.Part> second = part(realParts, pair.real());
      if (first.isPresent() && first.get().dots()) {
        if (pair.recorded() != dots) {
          difference.both(recorded.get(first.get().from()));
        }
        dots = pair.recorded();
      } else if (first.isEmpty()) {
        second.ifPresent(one -> lines(real, one).forEach(difference::added));
      } else if (second.isEmpty()) {
        Alignment.Part one = first.get();
        for (int i = one.from(); i < one.to(); i++) {
          difference.missing(recorded.get(i), i);
        }
      } else {
        same(first.get(), second.get(), difference, bound);
      }
    }
    return difference.result(bound);
  }

  private static Optional<Alignment.Part> part(List<Alignment.Part> parts, int index) {
    return index < 0 ? Optional.empty() : Optional.of(parts.get(index));
  }

  private static List<String> lines(List<String> lines, Alignment.Part part) {
    return lines.subList(part.from(), part.to());
  }

  private void same(
      Alignment.Part first,
      Alignment.Part second,
      Difference difference,
      Map<String, String> bound) {
    if (first.table().isEmpty() || second.table().isEmpty()) {
      difference.both(recorded.get(first.from()));
      bind(recorded.get(first.from()), real.get(second.from()), bound);
      return;
    }
    TableMatch match = match(first.table().get(), second.table().get());
    List<Integer> missing = match.missing();
    for (int i = first.from(); i < first.to(); i++) {
      if (missing.contains(i - first.from() - 1)) {
        difference.missing(recorded.get(i), i);
      } else {
        difference.both(recorded.get(i));
      }
    }
    match.added().forEach(row -> difference.added(real.get(second.from() + 1 + row)));
    match.cells((cell, other) -> bind(cell, other, bound));
  }

  private TableMatch match(DockerTable first, DockerTable second) {
    return new TableMatch(first, second, masks, anyOrder);
  }

  private void bind(String line, String other, Map<String, String> bound) {
    List<Masks.Piece> first = masks.line(line).pieces();
    List<Masks.Piece> second = masks.line(other).pieces();
    for (int i = 0; i < first.size() && first.size() == second.size(); i++) {
      if (first.get(i).mask().filter(Mask::binds).isPresent() && second.get(i).mask().isPresent()) {
        bound.put(Bindings.bare(first.get(i).text()), Bindings.bare(second.get(i).text()));
      }
    }
  }

  /**
   * What should be recorded: the real output, but each line that is the same apart from masks, the
   * author's dots and the progress of builds as they were.
   */
  List<String> rewritten() {
    List<String> lines = new ArrayList<>();
    boolean stale = !steps.isEmpty();
    int recordedDone = 0;
    int realDone = 0;
    boolean adding = false;
    Deque<String> dropped = new ArrayDeque<>();
    for (Alignment.Pair pair : pairs) {
      Optional<Alignment.Part> first = part(recordedParts, pair.recorded());
      Optional<Alignment.Part> second = part(realParts, pair.real());
      boolean added = first.isEmpty() || first.get().to() <= recordedDone;
      if (second.isPresent() && (stale || added && adding)) {
        lines.addAll(noise(real, realNoise, realDone, second.get().from(), stale));
      }
      if (first.isPresent() && !added) {
        if (!stale) {
          lines.addAll(recorded.subList(recordedDone, first.get().from()));
        }
        recordedDone = first.get().to();
        lines.addAll(kept(first.get(), second));
      } else if (first.isEmpty()) {
        second.ifPresent(one -> lines.addAll(changed(lines(real, one), dropped)));
      }
      dropped(first, second, dropped);
      realDone = second.map(Alignment.Part::to).orElse(realDone);
      adding = first.isEmpty();
    }
    if (stale) {
      lines.addAll(noise(real, realNoise, realDone, real.size(), true));
    }
    int rest = recordedDone;
    for (int i = recordedDone; i < recorded.size(); i++) {
      rest = stale && !recorded.get(i).isBlank() ? i + 1 : rest;
    }
    lines.addAll(recorded.subList(rest, recorded.size()));
    return lines;
  }

  /** Real lines with the ids, times and the like of the recorded lines that they were. */
  private List<String> changed(List<String> added, Deque<String> dropped) {
    return added.stream()
        .map(line -> dropped.isEmpty() ? line : masks.spliced(dropped.removeFirst(), line))
        .toList();
  }

  /** Keeps recorded lines that are not so, until a part is again as recorded. */
  private void dropped(
      Optional<Alignment.Part> first, Optional<Alignment.Part> second, Deque<String> dropped) {
    if (first.isPresent() && second.isPresent()) {
      dropped.clear();
    } else {
      first
          .filter(part -> part.line().isPresent())
          .ifPresent(part -> dropped.addLast(recorded.get(part.from())));
    }
  }

  /** What remains of a recorded part: all of it, a table set anew, or nothing. */
  private List<String> kept(Alignment.Part part, Optional<Alignment.Part> other) {
    if (part.dots()) {
      return lines(recorded, part);
    }
    if (other.isEmpty()) {
      return List.of();
    }
    if (part.table().isPresent() && other.get().table().isPresent()) {
      TableMatch match = match(part.table().get(), other.get().table().get());
      if (!match.missing().isEmpty() || !match.added().isEmpty()) {
        return match.rewritten();
      }
    }
    return lines(recorded, part);
  }

  private static List<String> noise(
      List<String> lines, boolean[] noise, int from, int to, boolean all) {
    List<String> found = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (noise[i] && (all || lines.get(i).isBlank())) {
        found.add(lines.get(i));
      }
    }
    return found;
  }
}
