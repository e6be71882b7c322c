package dev.stagecraft.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recorded and real output side by side: which parts are the same, with as few left over as can be.
 */
final class Alignment {
  /** Beyond so many pairs of parts only the beginning and the end are set side by side. */
  private static final long MOST = 2_000_000;

  /**
   * A part of an output: a line, a table, or the author's dots.
   *
   * @param from its first line
   * @param to behind its last line
   * @param line the line as it is compared; empty for a table and for dots
   * @param table the table, if it is one
   */
  record Part(int from, int to, Optional<Masks.Line> line, Optional<DockerTable> table) {
    boolean dots() {
      return line.isEmpty() && table.isEmpty();
    }
  }

  /**
   * A part of either output or of both.
   *
   * @param recorded which of the recorded parts, or -1
   * @param real which of the real parts, or -1
   */
  record Pair(int recorded, int real) {}

  private final List<Part> recorded;
  private final List<Part> real;
  private final Masks masks;
  private final boolean anyOrder;

  Alignment(List<Part> recorded, List<Part> real, Masks masks, boolean anyOrder) {
    this.recorded = recorded;
    this.real = real;
    this.masks = masks;
    this.anyOrder = anyOrder;
  }

  /** The parts of some lines. */
  static List<Part> parts(List<String> lines, boolean[] noise, Masks masks, boolean dots) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      Optional<DockerTable> table =
          noise[at] ? Optional.empty() : DockerTable.at(lines, at).filter(t -> t.length() > 1);
      if (table.isPresent()) {
        parts.add(new Part(at, at + table.get().length(), Optional.empty(), table));
        at += table.get().length();
        continue;
      }
      if (!noise[at]) {
        boolean left = dots && Dots.line(lines.get(at));
        Optional<Masks.Line> line =
            left ? Optional.empty() : Optional.of(masks.line(lines.get(at)));
        parts.add(new Part(at, at + 1, line, Optional.empty()));
      }
      at++;
    }
    return parts;
  }

  /** What it costs to have one part beside another; empty where they cannot be. */
  Optional<Integer> beside(Part first, Part second) {
    if (first.line().isPresent() && second.line().isPresent()) {
      return masks.same(first.line().get(), second.line().get())
          ? Optional.of(0)
          : Optional.empty();
    }
    if (first.table().isPresent() && second.table().isPresent()) {
      DockerTable table = first.table().get();
      if (!table.like(second.table().get())) {
        return Optional.empty();
      }
      TableMatch match = new TableMatch(table, second.table().get(), masks, anyOrder);
      return Optional.of(match.missing().size() + match.added().size());
    }
    return Optional.empty();
  }

  private static int alone(Part part) {
    return part.dots() ? 0 : part.to() - part.from();
  }

  /** All parts in order; what the author's dots stand for is beside the dots. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    int begin = 0;
    while (begin < Math.min(recorded.size(), real.size()) && equal(begin, begin)) {
      pairs.add(new Pair(begin, begin));
      begin++;
    }
    int end = 0;
    while (end < Math.min(recorded.size(), real.size()) - begin
        && equal(recorded.size() - 1 - end, real.size() - 1 - end)) {
      end++;
    }
    middle(begin, recorded.size() - end, real.size() - end, pairs);
    for (int i = end; i > 0; i--) {
      pairs.add(new Pair(recorded.size() - i, real.size() - i));
    }
    return pairs;
  }

  private boolean equal(int first, int second) {
    return beside(recorded.get(first), real.get(second)).filter(cost -> cost == 0).isPresent();
  }

  private void middle(int begin, int recordedEnd, int realEnd, List<Pair> pairs) {
    int rows = recordedEnd - begin;
    int columns = realEnd - begin;
    if ((long) rows * columns > MOST) {
      for (int i = begin; i < recordedEnd; i++) {
        pairs.add(new Pair(i, -1));
      }
      for (int j = begin; j < realEnd; j++) {
        pairs.add(new Pair(-1, j));
      }
      return;
    }
    int[][] cost = costs(begin, rows, columns);
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      Part first = i < rows ? recorded.get(begin + i) : real.get(begin + j);
      if (i < rows && j < columns && !first.dots()) {
        Optional<Integer> both = beside(first, real.get(begin + j));
        if (both.isPresent() && both.get() + cost[i + 1][j + 1] == cost[i][j]) {
          pairs.add(new Pair(begin + i, begin + j));
          i++;
          j++;
          continue;
        }
      }
      if (i < rows && first.dots() && j < columns && cost[i][j + 1] == cost[i][j]) {
        pairs.add(new Pair(begin + i, begin + j));
        j++;
      } else if (i < rows && alone(first) + cost[i + 1][j] == cost[i][j]) {
        pairs.add(new Pair(begin + i, -1));
        i++;
      } else {
        pairs.add(new Pair(-1, begin + j));
        j++;
      }
    }
  }

  /** What is left over at least from each pair of parts on. */
  private int[][] costs(int begin, int rows, int columns) {
    int[][] cost = new int[rows + 1][columns + 1];
    for (int i = rows; i >= 0; i--) {
      for (int j = columns; j >= 0; j--) {
        if (i == rows && j == columns) {
          continue;
        }
        int least = Integer.MAX_VALUE;
        if (i < rows) {
          least = alone(recorded.get(begin + i)) + cost[i + 1][j];
        }
        if (j < columns) {
          boolean left = i < rows && recorded.get(begin + i).dots();
          int here = left ? 0 : alone(real.get(begin + j));
          least = Math.min(least, here + cost[i][j + 1]);
        }
        if (i < rows && j < columns) {
          Optional<Integer> both = beside(recorded.get(begin + i), real.get(begin + j));
          if (both.isPresent()) {
            least = Math.min(least, both.get() + cost[i + 1][j + 1]);
          }
        }
        cost[i][j] = least;
      }
    }
    return cost;
  }
}
