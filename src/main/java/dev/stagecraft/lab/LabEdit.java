package dev.stagecraft.lab;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts other outputs in the place of recorded ones. Every other byte of the file stays: line ends,
 * indentation, quote signs, blanks at line ends. Only a fence that an output would close is made
 * longer. Each change is read back; one that would be understood in another way is not made.
 */
public final class LabEdit {
  private static final Pattern LINE = Pattern.compile("([^\r\n]*)(\r\n|\r|\n|$)");
  private static final Pattern CLOSING = Pattern.compile("[\\s>]*(`{3,}|~{3,})\\s*(?:\\{\\{.*)?");

  private final Lab lab;
  private List<String> lines;

  private LabEdit(Lab lab) {
    this.lab = lab;
    this.lines = split(lab.text());
  }

  /**
   * An output to be recorded.
   *
   * @param line where the output begins that is recorded now, counted from 1
   * @param output the lines to be recorded
   */
  public record Change(int line, List<String> output) {
    public Change {
      output = List.copyOf(output);
    }
  }

  /**
   * The file afterwards.
   *
   * @param text all of it
   * @param made how many changes were made
   * @param left where changes could not be made
   */
  public record Edited(String text, int made, List<Place> left) {
    public Edited {
      left = List.copyOf(left);
    }
  }

  /** Makes changes in the text of a lab, each output's once. */
  public static Edited apply(Lab lab, List<Change> changes) {
    LabEdit edit = new LabEdit(lab);
    List<Place> left = new ArrayList<>();
    // from the end of the file, so that the places of those above stay right
    List<Change> order = new ArrayList<>(changes);
    order.sort(Comparator.comparingInt(Change::line).reversed());
    for (Change change : order) {
      LabStatement statement =
          statements(lab).stream()
              .filter(one -> one.recording().shown() && first(one).line() == change.line())
              .findFirst()
              .orElseThrow();
      if (!edit.make(statement, change.output())) {
        left.add(0, first(statement));
      }
    }
    return new Edited(String.join("", edit.lines), changes.size() - left.size(), left);
  }

  private static Place first(LabStatement statement) {
    return statement.recording().origins().get(0);
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    Matcher line = LINE.matcher(text);
    while (line.find() && line.end() > line.start()) {
      lines.add(line.group());
    }
    return lines;
  }

  private static String end(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches() ? parts.group(2) : "";
  }

  private static String withoutEnd(String line) {
    return line.substring(0, line.length() - end(line).length());
  }

  private boolean make(LabStatement statement, List<String> output) {
    List<Place> origins = statement.recording().origins();
    int from = origins.get(0).line() - 1;
    int to = origins.get(origins.size() - 1).line();
    Optional<Block.Fence> fence = fence(from + 1);
    if (to - from != origins.size() || fence.isEmpty()) {
      return false;
    }
    List<String> before = lines;
    List<String> after = new ArrayList<>(before.subList(0, from));
    after.addAll(body(statement.recording(), output, from));
    after.addAll(before.subList(to, before.size()));
    lines = after;
    lengthen(fence.get(), output, after.size() - before.size());
    if (!understood(before, statement, output)) {
      lines = before;
      return false;
    }
    return true;
  }

  /** The fence that holds a line of the file. */
  private Optional<Block.Fence> fence(int line) {
    return lab.blocks().stream()
        .map(Block::fence)
        .filter(f -> f.place().line() < line && line <= f.place().line() + f.lines().size())
        .findFirst();
  }

  /** The new lines; those that were recorded before are taken as they stand in the file. */
  private List<String> body(Recording recording, List<String> output, int from) {
    String prefix = prefix(recording);
    String end = end(lines.get(from));
    String lineEnd = end.isEmpty() ? "\n" : end;
    List<String> body = new ArrayList<>();
    int[] kept = Kept.of(recording.lines(), output);
    for (int i = 0; i < kept.length; i++) {
      String line = output.get(i);
      body.add(
          kept[i] >= 0
              ? lines.get(from + kept[i])
              : (line.isEmpty() ? prefix.stripTrailing() : prefix + line) + lineEnd);
    }
    return body;
  }

  /** What stands before the recorded lines: indentation of a list, signs of a quote. */
  private static String prefix(Recording recording) {
    for (int i = 0; i < recording.lines().size(); i++) {
      if (!recording.lines().get(i).isBlank()) {
        Place place = recording.origins().get(i);
        return place.text().substring(0, place.column() - 1);
      }
    }
    return "";
  }

  /** Makes a fence longer than the longest run in its new lines that would close it. */
  private void lengthen(Block.Fence fence, List<String> output, int moved) {
    int opening = fence.place().line() - 1;
    int closing = opening + fence.lines().size() + 1 + moved;
    String open = lines.get(opening);
    int column = Math.max(0, fence.place().column() - 1);
    char sign = column < open.length() ? open.charAt(column) : ' ';
    if (sign != '`' && sign != '~' || closing >= lines.size()) {
      return;
    }
    int length = run(open.substring(column), sign);
    int longest = 0;
    for (String line : output) {
      String text = line.strip();
      int run = run(text, sign);
      longest = run == text.length() ? Math.max(longest, run) : longest;
    }
    Matcher close = CLOSING.matcher(withoutEnd(lines.get(closing)));
    if (longest < Math.max(length, 3) || !close.matches()) {
      return;
    }
    String more = String.valueOf(sign).repeat(longest + 1 - length);
    lines.set(opening, open.substring(0, column) + more + open.substring(column));
    String last = lines.get(closing);
    int closed = Math.max(0, longest + 1 - close.group(1).length());
    lines.set(
        closing,
        last.substring(0, close.start(1))
            + String.valueOf(sign).repeat(closed)
            + last.substring(close.start(1)));
  }

  private static int run(String text, char sign) {
    int length = 0;
    while (length < text.length() && text.charAt(length) == sign) {
      length++;
    }
    return length;
  }

  /** Whether the text as it is now is read as before, but for the one output. */
  private boolean understood(List<String> before, LabStatement statement, List<String> output) {
    List<LabStatement> now;
    List<LabStatement> then;
    try {
      now = statements(LabReader.read(lab.source(), String.join("", lines)));
      then = statements(LabReader.read(lab.source(), String.join("", before)));
    } catch (ProblemException notALab) {
      return false;
    }
    int line = statement.place().line();
    for (int i = 0; i < then.size() && now.size() == then.size(); i++) {
      LabStatement old = then.get(i);
      boolean changed =
          old.place().line() == line
              && old.text().equals(statement.text())
              && old.recorded().equals(statement.recorded());
      List<String> wanted = trimmed(changed ? output : old.recorded());
      if (!now.get(i).text().equals(old.text()) || !trimmed(now.get(i).recorded()).equals(wanted)) {
        return false;
      }
    }
    return now.size() == then.size();
  }

  private static List<LabStatement> statements(Lab lab) {
    return lab.blocks().stream().flatMap(b -> OutputFences.statements(b).stream()).toList();
  }

  private static List<String> trimmed(List<String> output) {
    int from = 0;
    int to = output.size();
    while (from < to && output.get(from).isBlank()) {
      from++;
    }
    while (to > from && output.get(to - 1).isBlank()) {
      to--;
    }
    return output.subList(from, to);
  }

  /** Which lines of a new list are lines of an old one, as many as can be, in order. */
  private static final class Kept {
    private static final long MOST = 4_000_000;

    private Kept() {}

    /** For each new line the old one that it is, or -1. */
    static int[] of(List<String> old, List<String> other) {
      int[] kept = new int[other.size()];
      if ((long) old.size() * other.size() > MOST) {
        for (int j = 0; j < kept.length; j++) {
          kept[j] = j < old.size() && old.get(j).equals(other.get(j)) ? j : -1;
        }
        return kept;
      }
      int[][] most = new int[old.size() + 1][other.size() + 1];
      for (int i = old.size() - 1; i >= 0; i--) {
        for (int j = other.size() - 1; j >= 0; j--) {
          most[i][j] =
              old.get(i).equals(other.get(j))
                  ? most[i + 1][j + 1] + 1
                  : Math.max(most[i + 1][j], most[i][j + 1]);
        }
      }
      int i = 0;
      for (int j = 0; j < kept.length; j++) {
        while (i < old.size()
            && !old.get(i).equals(other.get(j))
            && most[i + 1][j] >= most[i][j + 1]
            && most[i + 1][j] == most[i][j]) {
          i++;
        }
        boolean same = i < old.size() && old.get(i).equals(other.get(j));
        kept[j] = same ? i : -1;
        i += same ? 1 : 0;
      }
      return kept;
    }
  }
}
