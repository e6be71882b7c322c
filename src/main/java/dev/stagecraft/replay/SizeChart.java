package dev.stagecraft.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of sizes for a terminal: bars where there is room, what the lab says beside or below,
 * and on narrow ones only what matters most, at last a few lines an application.
 */
final class SizeChart {
  private static final int LEAST_BAR = 8;
  private static final int MOST_BAR = 32;
  private static final int GAP = 3;
  private static final String NONE = "\u2013";
  private static final String EIGHTHS = "\u258f\u258e\u258d\u258c\u258b\u258a\u2589";

  /** What a column shows. */
  private enum Kind {
    NAME("Application", false),
    SINGLE("single", true),
    MULTI("multi", true),
    LESS("less", true),
    BAR("", false),
    LAYERS("layers", true),
    USER("user", false),
    TOOK("built in", true),
    SAYS("the lab says", false);

    private final String header;
    private final boolean right;

    Kind(String header, boolean right) {
      this.header = header;
      this.right = right;
    }
  }

  private static final List<Kind> ALL = List.of(Kind.values());

  /** What is left out first where there is no room; the bar is made shorter before. */
  private static final List<Kind> LEFT_OUT =
      List.of(Kind.BAR, Kind.LAYERS, Kind.USER, Kind.TOOK, Kind.SINGLE);

  private final SizeTable table;
  private final Look look;

  SizeChart(SizeTable table, Look look) {
    this.table = table;
    this.look = look;
  }

  /**
   * A line of the table.
   *
   * @param single the size that a bar's light end stands for
   * @param multi the size that its full beginning stands for
   * @param cells one a kind, in the order of the kinds; that of the bar is empty
   * @param less how much smaller, for its colour
   */
  private record Line(
      Optional<ImageFacts> single,
      Optional<ImageFacts> multi,
      List<String> cells,
      Optional<Double> less) {}

  /** The painted lines; none where nothing was built. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<Kind> all = new ArrayList<>(List.of(Kind.values()));
    if (!table.rows().isEmpty()) {
      lines.addAll(fitted(table.rows().stream().map(this::line).toList(), all, Kind.NAME.header));
    }
    List<ImageFacts> others = table.others();
    if (!others.isEmpty()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      all.removeAll(List.of(Kind.SINGLE, Kind.LESS, Kind.SAYS));
      String title = table.rows().isEmpty() ? "Image" : "Other images";
      lines.addAll(fitted(others.stream().map(this::line).toList(), all, title));
    }
    List<String> notes = notes(others);
    if (!notes.isEmpty()) {
      lines.add("");
      notes.forEach(note -> lines.addAll(wrapped(note)));
    }
    return lines;
  }

  /** What the marks mean that are shown here: of an application only one time is. */
  private List<String> notes(List<ImageFacts> others) {
    boolean warm =
        table.rows().stream().flatMap(row -> row.multi().stream()).anyMatch(ImageFacts::warm)
            || others.stream().anyMatch(ImageFacts::warm);
    return table.notes().stream().filter(note -> warm || !note.equals(SizeTable.WARM)).toList();
  }

  private Line line(SizeTable.Row row) {
    Optional<ImageFacts> multi = row.multi();
    return new Line(
        row.single(),
        multi,
        List.of(
            plain(row.app().name()),
            plain(row.single().map(SizeTable::size).orElse(NONE)),
            plain(multi.map(SizeTable::size).orElse(NONE)),
            plain(row.reduction().map(SizeTable::percent).orElse(NONE)),
            "",
            plain(multi.map(m -> String.valueOf(m.layers())).orElse(NONE)),
            plain(multi.map(SizeTable::user).orElse(NONE)),
            plain(multi.map(SizeTable::took).orElse(NONE)),
            plain(row.app().says().orElse(""))),
        row.reduction());
  }

  private Line line(ImageFacts image) {
    return new Line(
        Optional.empty(),
        Optional.of(image),
        List.of(
            plain(image.tag()),
            "",
            plain(SizeTable.size(image)),
            "",
            "",
            String.valueOf(image.layers()),
            plain(SizeTable.user(image)),
            plain(SizeTable.took(image)),
            ""),
        Optional.empty());
  }

  private String plain(String text) {
    return look.plain().apply(text);
  }

  private int width(String text) {
    return look.width().applyAsInt(text);
  }

  /** The first way in which the lines fit. */
  private List<String> fitted(List<Line> lines, List<Kind> all, String title) {
    List<Kind> kinds = new ArrayList<>(all);
    if (lines.stream().allMatch(line -> cell(line, Kind.SAYS).isEmpty())) {
      kinds.remove(Kind.SAYS);
    }
    if (taken(lines, kinds, title) + LEAST_BAR <= look.columns()) {
      return set(lines, kinds, title);
    }
    boolean below = kinds.remove(Kind.SAYS);
    for (Kind next : LEFT_OUT) {
      int bar = kinds.contains(Kind.BAR) ? LEAST_BAR : 0;
      if (taken(lines, kinds, title) + bar <= look.columns()) {
        return below ? withSays(lines, kinds, title) : set(lines, kinds, title);
      }
      kinds.remove(next);
    }
    if (taken(lines, kinds, title) <= look.columns()) {
      return below ? withSays(lines, kinds, title) : set(lines, kinds, title);
    }
    return records(lines, all);
  }

  private static String cell(Line line, Kind kind) {
    return line.cells().get(ALL.indexOf(kind));
  }

  private static String header(Kind kind, String title) {
    boolean images = kind == Kind.MULTI && !title.equals(Kind.NAME.header);
    return kind == Kind.NAME ? title : images ? "size" : kind.header;
  }

  private int columnWidth(List<Line> lines, Kind kind, String title) {
    int widest = width(header(kind, title));
    for (Line line : lines) {
      widest = Math.max(widest, width(cell(line, kind)));
    }
    return widest;
  }

  /** How many columns of the terminal all take, without the bar itself. */
  private int taken(List<Line> lines, List<Kind> kinds, String title) {
    int taken = -GAP;
    for (Kind kind : kinds) {
      taken += GAP + (kind == Kind.BAR ? 0 : columnWidth(lines, kind, title));
    }
    return taken;
  }

  private List<String> set(List<Line> lines, List<Kind> kinds, String title) {
    int bar = Math.min(MOST_BAR, look.columns() - taken(lines, kinds, title));
    List<String> set = new ArrayList<>();
    StringBuilder head = new StringBuilder();
    for (Kind kind : kinds) {
      int wide = kind == Kind.BAR ? bar : columnWidth(lines, kind, title);
      head.append(head.isEmpty() ? "" : " ".repeat(GAP));
      head.append(aligned(header(kind, title), kind, wide, ""));
    }
    set.add(look.paint().apply("dim", head.toString().stripTrailing()));
    for (Line line : lines) {
      StringBuilder text = new StringBuilder();
      for (Kind kind : kinds) {
        text.append(text.isEmpty() ? "" : " ".repeat(GAP));
        int wide = kind == Kind.BAR ? bar : columnWidth(lines, kind, title);
        text.append(
            kind == Kind.BAR
                ? bar(line, bar)
                : aligned(cell(line, kind), kind, wide, role(line, kind)));
      }
      set.add(text.toString().stripTrailing());
    }
    return set;
  }

  private List<String> withSays(List<Line> lines, List<Kind> kinds, String title) {
    List<String> set = set(lines, kinds, title);
    List<String> all = new ArrayList<>(List.of(set.get(0)));
    for (int i = 0; i < lines.size(); i++) {
      all.add(set.get(i + 1));
      all.addAll(says(lines.get(i)));
    }
    return all;
  }

  private List<String> says(Line line) {
    String text = cell(line, Kind.SAYS);
    return text.isEmpty() ? List.of() : wrapped("  the lab says " + text);
  }

  private String aligned(String text, Kind kind, int wide, String role) {
    String pad = " ".repeat(Math.max(0, wide - width(text)));
    String painted = role.isEmpty() ? text : look.paint().apply(role, text);
    return kind.right ? pad + painted : painted + pad;
  }

  private static String role(Line line, Kind kind) {
    return switch (kind) {
      case NAME -> "accent";
      case LESS -> line.less().map(less -> less > 0 ? "success" : "error").orElse("dim");
      case USER -> line.multi().filter(ImageFacts::root).isPresent() ? "warning" : "";
      case SAYS, BAR -> "dim";
      case SINGLE, MULTI, LAYERS, TOOK -> "";
    };
  }

  /** The second size full, up to the first one light; the largest image takes all the room. */
  private String bar(Line line, int wide) {
    double full = line.multi().map(table::share).orElse(0.0) * wide;
    int whole = (int) full;
    int eighths = (int) Math.round((full - whole) * 8);
    if (eighths == 8) {
      whole++;
      eighths = 0;
    }
    if (whole == 0 && eighths == 0 && line.multi().isPresent()) {
      eighths = 1;
    }
    String first =
        "\u2588".repeat(Math.min(wide, whole))
            + (eighths == 0 || whole >= wide ? "" : EIGHTHS.substring(eighths - 1, eighths));
    int end = (int) Math.round(line.single().map(table::share).orElse(0.0) * wide);
    String rest = "\u2591".repeat(Math.max(0, end - first.length()));
    return look.paint().apply("success", plain(first))
        + look.paint().apply("dim", plain(rest))
        + " ".repeat(Math.max(0, wide - first.length() - rest.length()));
  }

  /** A few lines an application, where not even the least of columns fit beside each other. */
  private List<String> records(List<Line> lines, List<Kind> all) {
    List<String> records = new ArrayList<>();
    for (Line line : lines) {
      records.add(look.paint().apply("accent", cell(line, Kind.NAME)));
      for (Kind kind : all) {
        String text = cell(line, kind);
        if (kind != Kind.NAME && kind != Kind.SAYS && !text.isEmpty()) {
          records.add("  " + kind.header + "  " + aligned(text, kind, 0, role(line, kind)));
        }
      }
      records.addAll(says(line));
    }
    return records;
  }

  /** A sentence on as many lines as it takes, dim. */
  private List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String lead = text.substring(0, text.length() - text.stripLeading().length());
    StringBuilder line = new StringBuilder();
    for (String word : plain(text).strip().split(" ", -1)) {
      boolean full =
          !line.isEmpty() && width(lead + line) + 1 + width(word) > Math.max(look.columns(), 20);
      if (full) {
        lines.add(look.paint().apply("dim", lead + line));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(look.paint().apply("dim", lead + line));
    return lines;
  }
}
