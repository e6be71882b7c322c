package dev.stagecraft.report;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.LabStatement;
import java.util.ArrayList;
import java.util.List;

/** One block of a page: what was given to the shell, and below it what came of it. */
final class HtmlBlocks {
  /** An output of so many lines is shown without being asked for. */
  private static final int SHORT = 8;

  private HtmlBlocks() {}

  /** A block that runs. */
  static String block(Run.Part part) {
    StringBuilder html = new StringBuilder();
    int line = part.block().fence().place().line();
    html.append("<section class=\"block ").append(css(part.state())).append("\" id=\"b");
    html.append(line).append("\">\n");
    if (prompted(part.block()) && part.statements().size() > 1) {
      html.append(session(part));
    } else {
      html.append(command(part.block()));
      html.append(output(part, part.statements()));
    }
    html.append(notes(part));
    part.failures().forEach(problem -> html.append(problem(problem)));
    if (!part.difference().isEmpty()) {
      html.append(difference(part.difference()));
    }
    if (part.state() == Run.State.INTERRUPTED) {
      html.append("<p class=\"note bad\">\u2717 ended while it ran</p>\n");
    }
    return html.append("</section>\n").toString();
  }

  /** Code that is only shown. */
  static String shown(Block.Fence fence) {
    return "<div class=\"code shown\">"
        + (fence.language().isEmpty()
            ? ""
            : "<span class=\"lang\">" + Html.text(fence.language()) + "</span>")
        + pre(Html.text(fence.text()), "code")
        + "</div>\n";
  }

  /** The name of a state in the style sheet. */
  static String css(Run.State state) {
    return switch (state) {
      case PASSED -> "passed";
      case FAILED, INTERRUPTED -> "failed";
      case SKIPPED -> "skipped";
      case NOT_RUN, LEFT_OUT -> "idle";
    };
  }

  private static String pre(String html, String label) {
    return "<pre tabindex=\"0\" aria-label=\"" + label + "\"><code>" + html + "</code></pre>";
  }

  private static String command(Block block) {
    String label =
        block.fold(
            commands -> commands.settings().name().orElse(""),
            Block.FileText::path,
            own -> "stagecraft",
            shown -> "");
    return code(
        label, prompted(block) ? prompts(statements(block)) : Html.text(block.fence().text()));
  }

  private static String code(String label, String html) {
    return "<div class=\"code\">"
        + (label.isEmpty() ? "" : "<span class=\"lang\">" + Html.text(label) + "</span>")
        + "<button type=\"button\" class=\"copy\" hidden>Copy</button>"
        + pre(html, "commands")
        + "</div>\n";
  }

  /** Whether a block has prompts, and so perhaps the outputs of several statements. */
  private static boolean prompted(Block block) {
    Block.Fence fence = block.fence();
    return statements(block).stream()
        .filter(one -> one.place().line() <= fence.place().line() + fence.lines().size())
        .anyMatch(
            one ->
                one.place().column()
                    > fence.origins().get(one.place().line() - first(fence)).column());
  }

  /** Where the first line of a fence's text stands in the file. */
  private static int first(Block.Fence fence) {
    return fence.origins().isEmpty() ? fence.place().line() : fence.origins().get(0).line();
  }

  private static List<LabStatement> statements(Block block) {
    return block.fold(
        Block.Commands::statements,
        file -> List.<LabStatement>of(),
        Block.Own::statements,
        shown -> List.<LabStatement>of());
  }

  /** Each statement with its own output. */
  private static String session(Run.Part part) {
    StringBuilder html = new StringBuilder();
    List<LabStatement> all = statements(part.block());
    for (int i = 0; i < all.size(); i++) {
      List<Run.Ran> ran =
          i < part.statements().size() ? part.statements().subList(i, i + 1) : List.of();
      html.append(code("", prompts(all.subList(i, i + 1)))).append(output(part, ran));
    }
    return html.toString();
  }

  private static String prompts(List<LabStatement> statements) {
    StringBuilder html = new StringBuilder();
    statements.forEach(
        one ->
            html.append("<span class=\"prompt\">")
                .append(Html.text(one.text().stripTrailing()))
                .append("</span>\n"));
    return html.toString();
  }

  private static String output(Run.Part part, List<Run.Ran> all) {
    List<Run.Ran> wrote = all.stream().filter(ran -> !ran.printed().isEmpty()).toList();
    if (wrote.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (Run.Ran ran : wrote) {
      if (all.size() > 1) {
        text.append("<span class=\"said\">");
        text.append(Html.text(ran.statement().headline().strip())).append("</span>\n");
      }
      List<List<TerminalText.Span>> first = TerminalText.read(ran.printed().first());
      List<List<TerminalText.Span>> last = TerminalText.read(ran.printed().last());
      lines += first.size() + last.size();
      text.append(Html.lines(first));
      ran.printed()
          .note()
          .ifPresent(
              note ->
                  text.append("<span class=\"cut\">").append(Html.text(note)).append("</span>\n"));
      text.append(Html.lines(last));
    }
    boolean open = lines <= SHORT || part.state() != Run.State.PASSED;
    return "<details class=\"out\""
        + (open ? " open" : "")
        + "><summary>Output <span class=\"count\">"
        + lines
        + (lines == 1 ? " line" : " lines")
        + "</span>"
        + time(all)
        + "</summary>"
        + pre(text.toString(), "output")
        + "</details>\n";
  }

  private static String time(List<Run.Ran> all) {
    return Notes.time(all).map(time -> "<span class=\"time\">" + time + "</span>").orElse("");
  }

  private static String notes(Run.Part part) {
    List<String> notes = new ArrayList<>(Notes.of(part, HtmlBlocks::marked));
    boolean silent = part.statements().stream().allMatch(ran -> ran.printed().isEmpty());
    if (silent) {
      Notes.time(part.statements()).ifPresent(time -> notes.add(0, time));
    }
    if (notes.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<ul class=\"notes\">");
    for (String note : notes) {
      boolean good = note.startsWith("\u2713");
      html.append(good ? "<li class=\"good\">" : "<li>").append(unmarked(note)).append("</li>");
    }
    return html.append("</ul>\n").toString();
  }

  /** A name, told from the words around it until they are HTML. */
  private static String marked(String name) {
    return "\u0001" + name + "\u0002";
  }

  private static String unmarked(String note) {
    return Html.text(note).replace("\u0001", "<code>").replace("\u0002", "</code>");
  }

  /** A problem: where, what, and what to try. */
  static String problem(Problem problem) {
    StringBuilder html = new StringBuilder("<div class=\"problem\" role=\"alert\">");
    problem.place().ifPresent(place -> html.append(place(place)));
    problem
        .message()
        .lines()
        .forEach(line -> html.append("<p>").append(Html.text(line)).append("</p>"));
    problem
        .hint()
        .ifPresent(hint -> html.append("<p><b>Try</b> ").append(Html.text(hint)).append("</p>"));
    return html.append("</div>\n").toString();
  }

  /** The line, with what is meant in it marked. */
  private static String place(Place place) {
    String text = place.text();
    int from = Math.min(place.column() - 1, text.length());
    int to = Math.min(text.length(), from + place.length());
    return "<p class=\"small\">"
        + Html.text(place.source() + ":" + place.line())
        + "</p>"
        + (text.isBlank()
            ? ""
            : "<pre tabindex=\"0\" aria-label=\"the line\">"
                + Html.text(text.substring(0, from).stripLeading())
                + "<mark>"
                + Html.text(text.substring(from, to))
                + "</mark>"
                + Html.text(text.substring(to).stripTrailing())
                + "</pre>");
  }

  private static String difference(List<String> lines) {
    StringBuilder html = new StringBuilder();
    for (String line : lines) {
      String kind = line.startsWith("- ") ? "del" : line.startsWith("+ ") ? "ins" : "span";
      html.append('<').append(kind).append('>').append(Html.text(line));
      html.append("</").append(kind).append(">\n");
    }
    return "<div class=\"diff\"><p>Recorded (\u2212) and real (+) output</p>"
        + pre(html.toString(), "difference")
        + "</div>\n";
  }
}
