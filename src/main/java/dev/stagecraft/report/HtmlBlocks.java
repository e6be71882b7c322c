package dev.stagecraft.report;

import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.replay.ReplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    html.append(command(part.block()));
    output(part).ifPresent(html::append);
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
    return "<div class=\"code\">"
        + (label.isEmpty() ? "" : "<span class=\"lang\">" + Html.text(label) + "</span>")
        + "<button type=\"button\" class=\"copy\" hidden>Copy</button>"
        + pre(
            block.fold(
                commands -> statements(commands.fence(), commands.statements()),
                file -> Html.text(file.fence().text()),
                own -> statements(own.fence(), own.statements()),
                shown -> ""),
            "commands")
        + "</div>\n";
  }

  /** Commands without what the lab shows as their output. */
  private static String statements(Block.Fence fence, List<LabStatement> statements) {
    boolean prompts =
        statements.stream()
            .anyMatch(
                one ->
                    one.place().line() <= fence.place().line() + fence.lines().size()
                        && one.place().column()
                            > fence
                                .origins()
                                .get(Math.max(0, one.place().line() - fence.place().line() - 1))
                                .column());
    if (!prompts) {
      return Html.text(fence.text());
    }
    StringBuilder html = new StringBuilder();
    statements.forEach(
        one ->
            html.append("<span class=\"prompt\">")
                .append(Html.text(one.text().stripTrailing()))
                .append("</span>\n"));
    return html.toString();
  }

  private static Optional<String> output(Run.Part part) {
    List<Run.Ran> wrote =
        part.statements().stream().filter(ran -> !ran.printed().isEmpty()).toList();
    if (wrote.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (Run.Ran ran : wrote) {
      if (part.statements().size() > 1) {
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
    return Optional.of(
        "<details class=\"out\""
            + (open ? " open" : "")
            + "><summary>Output <span class=\"count\">"
            + lines
            + (lines == 1 ? " line" : " lines")
            + "</span>"
            + time(part)
            + "</summary>"
            + pre(text.toString(), "output")
            + "</details>\n");
  }

  private static String time(Run.Part part) {
    return Notes.time(part).map(time -> "<span class=\"time\">" + time + "</span>").orElse("");
  }

  private static String notes(Run.Part part) {
    List<String> notes = new ArrayList<>(Notes.of(part, HtmlBlocks::marked));
    boolean silent = part.statements().stream().allMatch(ran -> ran.printed().isEmpty());
    if (silent) {
      Notes.time(part).ifPresent(time -> notes.add(0, time));
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
    List<String> lines = ReplayText.problem(problem, Optional.empty(), String::length);
    return "<div class=\"problem\" role=\"alert\"><pre tabindex=\"0\" aria-label=\"problem\">"
        + Html.text(String.join("\n", lines))
        + "</pre></div>\n";
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
