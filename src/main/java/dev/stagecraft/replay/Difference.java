package dev.stagecraft.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the lines of a difference, and shortens what is the same or very long. */
final class Difference {
  private static final int AROUND = 2;
  private static final int MOST = 60;

  private final List<String> lines = new ArrayList<>();
  private int first = -1;
  private boolean any;

  /** Begins with lines that already have their sign. */
  Difference(List<String> begin) {
    lines.addAll(begin);
    any = !begin.isEmpty();
  }

  /** A line of both. */
  void both(String line) {
    lines.add("  " + line);
  }

  /** A line that is only recorded: the one with this number. */
  void missing(String line, int at) {
    lines.add("- " + line);
    first = first < 0 ? at : first;
    any = true;
  }

  /** A line that is only real. */
  void added(String line) {
    lines.add("+ " + line);
    any = true;
  }

  OutputComparison.Result result(Map<String, String> bound) {
    return new OutputComparison.Result(any ? shortened() : List.of(), first, bound);
  }

  private List<String> shortened() {
    List<String> shown = new ArrayList<>();
    int left = 0;
    int changed = 0;
    for (int i = 0; i < lines.size(); i++) {
      boolean change = !lines.get(i).startsWith("  ");
      changed += change ? 1 : 0;
      if (!near(i) || changed > MOST) {
        left++;
        continue;
      }
      if (left > 0) {
        shown.add(said(left));
        left = 0;
      }
      shown.add(lines.get(i));
    }
    if (left > 0) {
      shown.add(said(left));
    }
    return shown;
  }

  private static String said(int left) {
    return "  \u2026 " + left + (left == 1 ? " line" : " lines");
  }

  private boolean near(int at) {
    for (int i = Math.max(0, at - AROUND); i <= Math.min(lines.size() - 1, at + AROUND); i++) {
      if (!lines.get(i).startsWith("  ")) {
        return true;
      }
    }
    return false;
  }
}
