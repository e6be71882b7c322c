package dev.stagecraft.replay;

import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.command.TableFormat;
import dev.stagecraft.lab.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What was built: a row an application, and a row an image.
 *
 * @param rows the lab's applications with the facts of both of their images
 * @param images all images built, in the order in which they were
 */
public record SizeTable(List<Row> rows, List<ImageFacts> images) {
  public SizeTable {
    rows = List.copyOf(rows);
    images = List.copyOf(images);
  }

  /**
   * An application.
   *
   * @param single the image built in one stage, where it is known
   * @param multi the image built in several, where it is known
   */
  public record Row(Lab.App app, Optional<ImageFacts> single, Optional<ImageFacts> multi) {
    /** How much smaller the second is, as a share of the first: 0.992 for 99.2 %. */
    public Optional<Double> reduction() {
      if (single.isEmpty() || multi.isEmpty() || single.get().size().bytes() == 0) {
        return Optional.empty();
      }
      return Optional.of(1 - (double) multi.get().size().bytes() / single.get().size().bytes());
    }
  }

  /** Whether a stand-in is below any of it. */
  public boolean standIns() {
    return images.stream().anyMatch(ImageFacts::standIn);
  }

  /** A share as a person reads it, with a true minus sign: {@code −99.2 %}. */
  public static String percent(double reduction) {
    double shown = Math.round(reduction * 1000) / 10.0;
    String sign = shown > 0 ? "\u2212" : shown < 0 ? "+" : "";
    return String.format(Locale.ROOT, "%s%.1f %%", sign, Math.abs(shown));
  }

  /** The applications for a person. */
  public Table applications() {
    List<List<Object>> lines = new ArrayList<>();
    for (Row row : rows) {
      Optional<ImageFacts> multi = row.multi();
      lines.add(
          List.of(
              row.app().name(),
              size(row.single()),
              size(multi),
              row.reduction().map(SizeTable::percent).orElse("\u2013"),
              multi.<Object>map(m -> (long) m.layers()).orElse("\u2013"),
              multi.map(SizeTable::user).orElse("\u2013"),
              multi.map(SizeTable::took).orElse("\u2013"),
              row.app().says().orElse("")));
    }
    return new Table(
        List.of(
            Column.left("application", "Application"),
            Column.right("single", "single"),
            Column.right("multi", "multi"),
            Column.right("reduction", "less"),
            Column.right("layers", "layers"),
            Column.left("user", "user"),
            Column.right("built_in", "built in"),
            Column.left("says", "the lab says")),
        lines);
  }

  /** How long a build took, marked where it did not do all of its steps. */
  public static String took(ImageFacts image) {
    return TableFormat.duration(image.took()) + (image.warm() ? " \u21bb" : "");
  }

  static String size(ImageFacts image) {
    return image.size().human() + (image.standIn() ? " \u2248" : "");
  }

  static String user(ImageFacts image) {
    return image.user() + (image.root() ? " !" : "");
  }

  private static Object size(Optional<ImageFacts> image) {
    return image.map(SizeTable::size).orElse("\u2013");
  }

  /** The images for a person. */
  public Table imageList() {
    List<List<Object>> lines = new ArrayList<>();
    for (ImageFacts image : images) {
      lines.add(List.of(image.tag(), size(image), (long) image.layers(), user(image), took(image)));
    }
    return new Table(
        List.of(
            Column.left("image", "Image"),
            Column.right("size", "size"),
            Column.right("layers", "layers"),
            Column.left("user", "user"),
            Column.right("built_in", "built in")),
        lines);
  }

  /** Everything that is known, a row an application, for machines. */
  Table everything() {
    List<List<Object>> lines = new ArrayList<>();
    for (Row row : rows) {
      List<Object> line = new ArrayList<>();
      line.add(row.app().name());
      image(row.app().single(), row.single(), line);
      image(row.app().multi(), row.multi(), line);
      line.add(row.reduction().<Object>map(r -> Math.round(r * 10_000) / 100.0).orElse(""));
      line.add(row.app().says().orElse(""));
      lines.add(line);
    }
    List<Column> columns = new ArrayList<>(List.of(Column.left("application", "Application")));
    for (String which : List.of("single", "multi")) {
      columns.add(Column.left(which, which));
      columns.add(Column.right(which + "_bytes", which + " bytes"));
      columns.add(Column.right(which + "_layers", which + " layers"));
      columns.add(Column.left(which + "_user", which + " user"));
      columns.add(Column.right(which + "_seconds", which + " built in"));
      columns.add(Column.right(which + "_steps", which + " steps"));
      columns.add(Column.right(which + "_cached_steps", which + " steps from the cache"));
      columns.add(Column.left(which + "_stand_in", which + " stand-in"));
    }
    columns.add(Column.right("reduction_percent", "reduction"));
    columns.add(Column.left("says", "the lab says"));
    return new Table(columns, lines);
  }

  private static void image(String tag, Optional<ImageFacts> facts, List<Object> line) {
    line.add(tag);
    line.add(facts.<Object>map(ImageFacts::size).orElse(""));
    line.add(facts.<Object>map(f -> (long) f.layers()).orElse(""));
    line.add(facts.map(ImageFacts::user).orElse(""));
    line.add(facts.<Object>map(ImageFacts::took).orElse(""));
    line.add(facts.flatMap(f -> f.steps()).<Object>map(s -> (long) s.all()).orElse(""));
    line.add(facts.flatMap(f -> f.steps()).<Object>map(s -> (long) s.cached()).orElse(""));
    line.add(facts.<Object>map(ImageFacts::standIn).orElse(""));
  }

  /** The table as a file of a format holds it. */
  public String write(TableFormat format, ToIntFunction<String> width) {
    return switch (format) {
      case TEXT, MARKDOWN -> {
        StringBuilder text = new StringBuilder();
        if (!rows.isEmpty()) {
          text.append(format.write(applications(), width));
        }
        if (!images.isEmpty()) {
          text.append(text.isEmpty() ? "" : "\n").append(format.write(imageList(), width));
        }
        String between = "\n";
        for (String note : notes()) {
          text.append(between).append(note).append('\n');
          between = format == TableFormat.MARKDOWN ? "\n" : "";
        }
        yield text.toString();
      }
      case CSV, JSON -> format.write(everything(), width);
    };
  }

  /** What the marks in it mean, where it has some. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (standIns()) {
      notes.add(STAND_INS);
    }
    if (images.stream().anyMatch(ImageFacts::warm)) {
      notes.add(WARM);
    }
    return notes;
  }

  /** The images that belong to none of the applications. */
  public List<ImageFacts> others() {
    return images.stream()
        .filter(
            image ->
                rows.stream()
                    .noneMatch(
                        row ->
                            row.app().single().equals(image.tag())
                                || row.app().multi().equals(image.tag())))
        .toList();
  }

  /** The size of the largest image, for bars. */
  public long largest() {
    return images.stream().mapToLong(image -> image.size().bytes()).max().orElse(0);
  }

  /** An image's size as a share of the largest one's, 0 to 1: how long its bar is. */
  public double share(ImageFacts image) {
    return largest() == 0 ? 0 : (double) image.size().bytes() / largest();
  }

  /** What the mark behind a time means. */
  public static final String WARM =
      "\u21bb steps came from the build cache: not the time of a cold build";

  /** What the mark behind a size means. */
  public static final String STAND_INS =
      "\u2248 built on stand-ins for the base images: compare the ratios, not the megabytes";
}
