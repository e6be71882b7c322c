package dev.stagecraft.report;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.replay.ImageFacts;
import dev.stagecraft.replay.SizeTable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tables of a page: applications, images, steps. Their columns can be sorted. */
final class HtmlTables {
  private final StringBuilder html = new StringBuilder();
  private List<Head> heads = List.of();

  private HtmlTables() {}

  /**
   * A column.
   *
   * @param right whether it holds numbers
   */
  private record Head(String title, boolean right) {}

  /**
   * A cell.
   *
   * @param html what it shows
   * @param value what it is sorted by
   * @param right whether it is a number
   */
  private record Cell(String html, String value, boolean right) {
    static Cell of(String text) {
      return new Cell(Html.text(text), text, false);
    }

    static Cell number(String text, Number value) {
      return new Cell(Html.text(text), String.valueOf(value), true);
    }

    static Cell none() {
      return new Cell("\u2013", "", true);
    }
  }

  /** What was built. */
  static String sizes(SizeTable sizes) {
    HtmlTables tables = new HtmlTables();
    if (sizes.rows().stream().anyMatch(HtmlTables::known)) {
      tables.applications(sizes);
    }
    if (!sizes.images().isEmpty()) {
      tables.images(sizes);
    }
    for (String note : sizes.notes()) {
      tables.html.append("<p class=\"small\">").append(Html.text(note)).append("</p>\n");
    }
    return tables.html.toString();
  }

  private static boolean known(SizeTable.Row row) {
    return row.single().isPresent() || row.multi().isPresent();
  }

  private void applications(SizeTable sizes) {
    long most =
        sizes.rows().stream()
            .flatMap(row -> java.util.stream.Stream.of(row.single(), row.multi()))
            .flatMap(Optional::stream)
            .mapToLong(image -> image.size().bytes())
            .max()
            .orElse(1);
    begin(
        "Applications",
        List.of(
            new Head("Application", false),
            new Head("Sizes", false),
            new Head("Single", true),
            new Head("Multi", true),
            new Head("Less", true),
            new Head("Layers", true),
            new Head("User", false),
            new Head("Built in", true),
            new Head("The lab says", false)));
    for (SizeTable.Row row : sizes.rows().stream().filter(HtmlTables::known).toList()) {
      Optional<ImageFacts> multi = row.multi();
      String bars =
          row.single().map(image -> Html.bar("single", share(image, most))).orElse("")
              + multi.map(image -> Html.bar("multi", share(image, most))).orElse("");
      row(
          List.of(
              Cell.of(row.app().name()),
              new Cell("<span class=\"bars\">" + bars + "</span>", bytes(row.single()), false),
              size(row.single()),
              size(multi),
              row.reduction()
                  .map(less -> Cell.number(SizeTable.percent(less), less))
                  .orElse(Cell.none()),
              multi
                  .map(image -> Cell.number(String.valueOf(image.layers()), image.layers()))
                  .orElse(Cell.none()),
              user(multi),
              multi.map(HtmlTables::built).orElse(Cell.none()),
              Cell.of(row.app().says().orElse(""))));
    }
    end();
  }

  private void images(SizeTable sizes) {
    long most = sizes.images().stream().mapToLong(i -> i.size().bytes()).max().orElse(1);
    begin(
        "Images",
        List.of(
            new Head("Image", false),
            new Head("", false),
            new Head("Size", true),
            new Head("Layers", true),
            new Head("User", false),
            new Head("Built in", true)));
    for (ImageFacts image : sizes.images()) {
      row(
          List.of(
              new Cell(Html.code(image.tag()), image.tag(), false),
              new Cell(
                  "<span class=\"bars\">" + Html.bar("multi", share(image, most)) + "</span>",
                  String.valueOf(image.size().bytes()),
                  false),
              size(Optional.of(image)),
              Cell.number(String.valueOf(image.layers()), image.layers()),
              user(Optional.of(image)),
              built(image)));
    }
    end();
  }

  /** The steps that ran or should have, with the time each took. */
  static String steps(Run run) {
    Duration most =
        run.steps().stream()
            .flatMap(step -> step.took().stream())
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    HtmlTables tables = new HtmlTables();
    tables.begin(
        "Steps",
        List.of(
            new Head("Step", false),
            new Head("Result", false),
            new Head("Blocks", true),
            new Head("Time", true),
            new Head("", false)));
    for (Run.Step step : run.steps()) {
      if (step.state() == Run.State.LEFT_OUT || step.blocks().isEmpty()) {
        continue;
      }
      Duration took = step.took().orElse(Duration.ZERO);
      double share = most.isZero() ? 0 : (double) took.toMillis() / Math.max(1, most.toMillis());
      long ran = step.blocks().stream().filter(b -> b.state() == Run.State.PASSED).count();
      tables.row(
          List.of(
              new Cell(
                  "<a href=\"#l" + step.step().line() + "\">" + Html.text(step.heading()) + "</a>",
                  String.valueOf(step.step().line()),
                  false),
              new Cell(state(step), step.state().name(), false),
              Cell.number(ran + " of " + step.blocks().size(), ran),
              step.took().map(HtmlTables::time).orElse(Cell.none()),
              new Cell(
                  "<span class=\"bars\">" + (share == 0 ? "" : Html.bar("time", share)) + "</span>",
                  String.valueOf(took.toMillis()),
                  false)));
    }
    tables.end();
    return tables.html.toString();
  }

  /** What became of a step, as a mark and a word. */
  static String state(Run.Step step) {
    return "<span class=\"state "
        + HtmlBlocks.css(step.state())
        + "\">"
        + switch (step.state()) {
          case PASSED -> "\u2713 done";
          case FAILED -> "\u2717 failed";
          case INTERRUPTED -> "\u2717 ended";
          case SKIPPED -> "\u2013 skipped";
          case NOT_RUN -> "\u00b7 not run";
          case LEFT_OUT -> "\u00b7 not asked for";
        }
        + "</span>";
  }

  private static double share(ImageFacts image, long most) {
    return (double) image.size().bytes() / Math.max(1, most);
  }

  private static String bytes(Optional<ImageFacts> image) {
    return image.map(one -> String.valueOf(one.size().bytes())).orElse("");
  }

  private static Cell size(Optional<ImageFacts> image) {
    return image
        .map(
            one ->
                Cell.number(
                    one.size().human() + (one.standIn() ? " \u2248" : ""), one.size().bytes()))
        .orElse(Cell.none());
  }

  private static Cell user(Optional<ImageFacts> image) {
    return image
        .map(
            one ->
                new Cell(
                    one.root()
                        ? "<span class=\"warn\">" + Html.text(one.user()) + " !</span>"
                        : Html.text(one.user()),
                    one.user(),
                    false))
        .orElse(Cell.of("\u2013"));
  }

  /** How long a build took, marked where steps of it came from the cache. */
  private static Cell built(ImageFacts image) {
    return Cell.number(SizeTable.took(image), image.took().toMillis());
  }

  private static Cell time(Duration took) {
    return Cell.number(TableFormat.duration(took), took.toMillis());
  }

  private void begin(String caption, List<Head> columns) {
    html.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html.append(Html.text(caption)).append("\"><table class=\"sortable\"><thead><tr>");
    for (Head column : columns) {
      html.append(column.right() ? "<th scope=\"col\" class=\"right\">" : "<th scope=\"col\">");
      html.append(Html.text(column.title())).append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    heads = columns;
  }

  private void row(List<Cell> cells) {
    html.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      html.append(cell.right() ? "<td class=\"right\"" : "<td").append(" data-of=\"");
      html.append(Html.text(heads.get(i).title())).append("\" data-value=\"");
      html.append(Html.text(cell.value())).append("\">").append(cell.html()).append("</td>");
    }
    html.append("</tr>\n");
  }

  private void end() {
    html.append("</tbody></table></div>\n");
  }
}
