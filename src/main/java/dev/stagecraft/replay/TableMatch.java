package dev.stagecraft.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rows of two tables with the same columns are the same. */
final class TableMatch {
  private final DockerTable recorded;
  private final DockerTable real;
  private final Masks masks;
  private final boolean anyOrder;
  private final boolean dots;

  /** The real row of each recorded one that has one, in the order of the recorded rows. */
  private final Map<Integer, Integer> pairs = new LinkedHashMap<>();

  TableMatch(DockerTable recorded, DockerTable real, Masks masks, boolean anyOrder) {
    this.recorded = recorded;
    this.real = real;
    this.masks = masks;
    this.anyOrder = anyOrder || recorded.unordered();
    this.dots = recorded.rows().stream().anyMatch(List::isEmpty);
    match();
  }

  private void match() {
    Set<Integer> taken = new HashSet<>();
    int from = 0;
    for (int i = 0; i < recorded.rows().size(); i++) {
      for (int j = from; j < real.rows().size() && !recorded.rows().get(i).isEmpty(); j++) {
        if (!taken.contains(j) && same(recorded.rows().get(i), real.rows().get(j))) {
          taken.add(j);
          pairs.put(i, j);
          from = anyOrder ? 0 : j + 1;
          break;
        }
      }
    }
  }

  private boolean same(List<String> row, List<String> other) {
    if (other.isEmpty()) {
      return false;
    }
    for (int i = 0; i < row.size(); i++) {
      if (!same(i, row.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean same(int column, String cell, String other) {
    return recorded.measured(column)
        ? cell.isEmpty() == other.isEmpty()
        : masks.same(masks.line(cell), masks.line(other));
  }

  /** The recorded rows that no real one is like. */
  List<Integer> missing() {
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < recorded.rows().size(); i++) {
      if (!pairs.containsKey(i) && !recorded.rows().get(i).isEmpty()) {
        missing.add(i);
      }
    }
    return missing;
  }

  /** The real rows that are like no recorded one; none where the author's dots stand for them. */
  List<Integer> added() {
    List<Integer> added = new ArrayList<>();
    for (int j = 0; j < real.rows().size() && !dots; j++) {
      if (!pairs.containsValue(j)) {
        added.add(j);
      }
    }
    return added;
  }

  /** The table as it should be recorded: real rows, those that are the same as they were. */
  List<String> rewritten() {
    Map<Integer, Integer> back = new LinkedHashMap<>();
    pairs.forEach((row, other) -> back.put(other, row));
    List<List<String>> rows = new ArrayList<>();
    for (int j = 0; j < real.rows().size(); j++) {
      if (back.containsKey(j)) {
        rows.add(recorded.rows().get(back.get(j)));
      } else if (!dots) {
        rows.add(changed(real.rows().get(j)));
      }
    }
    if (dots) {
      rows.add(List.of());
    }
    return real.set(rows);
  }

  /** A row with the cells of the recorded one that it was, where most of them are the same. */
  private List<String> changed(List<String> row) {
    List<String> best = row;
    int most = row.size() / 2;
    for (int missing : missing()) {
      List<String> old = recorded.rows().get(missing);
      List<String> cells = new ArrayList<>();
      int same = 0;
      for (int i = 0; i < row.size(); i++) {
        boolean is = same(i, old.get(i), row.get(i));
        same += is ? 1 : 0;
        cells.add(is ? old.get(i) : row.get(i));
      }
      if (same > most && telling(old, row)) {
        most = same;
        best = cells;
      }
    }
    return best;
  }

  /** Whether two rows share a word that may not differ: they are about the same thing then. */
  private static boolean telling(List<String> row, List<String> other) {
    for (int i = 0; i < row.size(); i++) {
      if (!row.get(i).isEmpty() && row.get(i).equals(other.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Hands on each pair of cells that are the same. */
  void cells(java.util.function.BiConsumer<String, String> pair) {
    pairs.forEach(
        (row, other) -> {
          for (int i = 0; i < recorded.headers().size(); i++) {
            pair.accept(recorded.rows().get(row).get(i), real.rows().get(other).get(i));
          }
        });
  }
}
