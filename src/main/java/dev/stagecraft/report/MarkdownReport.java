package dev.stagecraft.report;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Recording;
import dev.stagecraft.replay.ReplayText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run as the lab's own text: the real outputs stand where the lab shows outputs or would show
 * them, times and sizes below the commands. Lines of the lab are replaced or added, never written
 * anew.
 */
final class MarkdownReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Run run;
  private final List<String> lines;

  /** What comes after a line, by its number; what comes before the first is after line 0. */
  private final Map<Integer, List<String>> added = new TreeMap<>();

  /** What stands in place of a line. */
  private final Map<Integer, List<String>> replaced = new TreeMap<>();

  private MarkdownReport(Run run) {
    this.run = run;
    this.lines = List.of(run.lab().text().split("\n", -1));
  }

  /** A run as Markdown. */
  static String write(Run run) {
    MarkdownReport report = new MarkdownReport(run);
    report.head();
    run.steps().forEach(report::step);
    return report.spliced();
  }

  private String spliced() {
    List<String> all = new ArrayList<>(added.getOrDefault(0, List.of()));
    for (int line = 1; line <= lines.size(); line++) {
      all.addAll(replaced.getOrDefault(line, List.of(lines.get(line - 1))));
      all.addAll(added.getOrDefault(line, List.of()));
    }
    String text = String.join("\n", all);
    String sizes =
        run.sizes().write(TableFormat.MARKDOWN, value -> value.codePointCount(0, value.length()));
    return sizes.isEmpty() ? text : text.stripTrailing() + "\n\n## What was built\n\n" + sizes;
  }

  private void after(int line, List<String> more) {
    added.computeIfAbsent(line, none -> new ArrayList<>()).addAll(more);
  }

  /** Lines as a quotation, with a blank line before and, where one must follow, after it. */
  private void quote(int line, String prefix, List<String> text) {
    List<String> quoted = new ArrayList<>();
    if (line > 0 && !blank(line)) {
      quoted.add(prefix.stripTrailing());
    }
    text.forEach(one -> quoted.add((prefix + "> " + one).stripTrailing()));
    if (line < lines.size() && !blank(line + 1)) {
      quoted.add(prefix.stripTrailing());
    }
    after(line, quoted);
  }

  private boolean blank(int line) {
    return lines.get(line - 1).isBlank();
  }

  private void head() {
    List<String> text = new ArrayList<>();
    String mark = run.succeeded() ? "\u2713" : "\u2717";
    text.add(
        "**" + mark + " Replayed** " + TIME.format(run.begun()) + ": " + escaped(run.ending()));
    for (Run.Step step : run.steps()) {
      if (step.state() == Run.State.SKIPPED) {
        text.add("");
        text.add("**Skipped: " + escaped(step.heading()) + "**");
      }
      for (Problem problem : step.problems()) {
        text.add("");
        text.add(
            "**Failed: "
                + escaped(step.heading())
                + "**, "
                + problem.place().map(place -> "line " + place.line() + ": ").orElse("")
                + escaped(first(problem.message())));
      }
    }
    run.remarks().forEach(remark -> text.addAll(List.of("", escaped(remark))));
    quote(headLine(), "", text);
  }

  private static String first(String message) {
    return message.lines().findFirst().orElse("");
  }

  /** The line after which the head comes: the title, or what stands before everything else. */
  private int headLine() {
    if (run.lab().title().isPresent()) {
      for (int line = 1; line <= lines.size(); line++) {
        if (lines.get(line - 1).matches(" {0,3}#\\s+.*")) {
          return line;
        }
        if (line > 1 && lines.get(line - 1).matches(" {0,3}=+\\s*") && !blank(line - 1)) {
          return line;
        }
      }
    }
    if (lines.get(0).strip().equals("---")) {
      for (int line = 2; line <= lines.size(); line++) {
        if (lines.get(line - 1).strip().matches("---|\\.\\.\\.")) {
          return line;
        }
      }
    }
    return 0;
  }

  private void step(Run.Step step) {
    int heading = step.step().line();
    boolean underlined =
        heading < lines.size() && lines.get(heading).matches(" {0,3}(?:=+|-+)\\s*");
    int line = underlined ? heading + 1 : heading;
    boolean isHeading = underlined || lines.get(heading - 1).matches(" {0,3}#{1,6}\\s+.*");
    List<String> says = status(step);
    if (!says.isEmpty() && isHeading && line != headLine()) {
      quote(line, "", says);
    }
    step.blocks().forEach(this::block);
  }

  private List<String> status(Run.Step step) {
    String took = step.took().flatMap(Notes::worth).map(time -> " " + time).orElse("");
    return switch (step.state()) {
      case PASSED -> List.of("\u2713" + took + (step.needed() ? ", needed by a later step" : ""));
      case FAILED -> List.of("**\u2717 failed**" + took);
      case INTERRUPTED -> List.of("**\u2717 ended while it ran**");
      case SKIPPED -> {
        List<String> text = new ArrayList<>(List.of("**\u2013 skipped**"));
        step.reason().ifPresent(reason -> text.addAll(problem(reason)));
        yield text;
      }
      case NOT_RUN -> List.of("\u2013 not run");
      case LEFT_OUT -> List.of();
    };
  }

  private static List<String> problem(Problem problem) {
    List<String> text = new ArrayList<>();
    problem.message().lines().forEach(line -> text.addAll(List.of("", escaped(line))));
    problem.hint().ifPresent(hint -> text.addAll(List.of("", "try " + escaped(hint))));
    return text;
  }

  private void block(Run.Part part) {
    Block.Fence fence = part.block().fence();
    int first = fence.place().line();
    String indent =
        lines.get(first - 1).substring(0, fence.place().column() - 1).replaceAll("[^>\\s]", " ");
    int last = end(fence);
    boolean prompted = outputs(part, fence, indent, last);
    if (!prompted && part.statements().stream().anyMatch(ran -> !ran.printed().isEmpty())) {
      List<String> printed = new ArrayList<>();
      part.statements().forEach(ran -> printed.addAll(TerminalText.plain(ran.printed())));
      List<String> text = new ArrayList<>(List.of(indent.stripTrailing()));
      String ticks = "`".repeat(Math.max(3, longest(printed, '`') + 1));
      text.add(indent + ticks + "text");
      printed.forEach(line -> text.add((indent + line).stripTrailing()));
      text.add(indent + ticks);
      after(last, text);
    }
    beside(part, indent, last);
  }

  /** The last line of a fence. */
  private int end(Block.Fence fence) {
    int last = Math.min(lines.size(), fence.place().line() + fence.lines().size());
    return fenced(fence) ? Math.min(lines.size(), last + 1) : Math.max(1, last - 1);
  }

  private boolean fenced(Block.Fence fence) {
    String line = lines.get(fence.place().line() - 1);
    return line.substring(fence.place().column() - 1).matches("(?:`{3,}|~{3,}).*");
  }

  /**
   * Puts real outputs in place of recorded ones.
   *
   * @return whether the lab has a place for them
   */
  private boolean outputs(Run.Part part, Block.Fence fence, String indent, int last) {
    List<String> all = new ArrayList<>();
    boolean placed = false;
    boolean prompts =
        part.block()
            .fold(
                commands ->
                    commands.statements().stream()
                        .anyMatch(one -> one.place().column() > fence.origins().get(0).column()),
                file -> false,
                own -> false,
                shown -> false);
    for (Run.Ran ran : part.statements()) {
      List<String> printed = TerminalText.plain(ran.printed());
      all.addAll(printed);
      Recording recording = ran.statement().recording();
      int below = recording.origins().isEmpty() ? 0 : recording.origins().get(0).line();
      if (below > last) {
        replace(recording, prefix(below), recording.whole() ? all : printed);
        widen(below - 1, all);
        placed = true;
      } else if (prompts) {
        int line = ran.statement().origins().get(ran.statement().lines() - 1).line();
        replace(recording, indent, List.of());
        after(line, printed.stream().map(one -> (indent + one).stripTrailing()).toList());
        widen(fence.place().line(), all);
        placed = true;
      }
    }
    return placed;
  }

  /** Lines of the lab give way to others. */
  private void replace(Recording recording, String indent, List<String> printed) {
    recording.origins().forEach(origin -> replaced.put(origin.line(), List.of()));
    if (!printed.isEmpty()) {
      replaced.put(
          recording.origins().get(0).line(),
          printed.stream().map(one -> (indent + one).stripTrailing()).toList());
    }
  }

  /** What stands before the text of a line in a fence of its own. */
  private String prefix(int line) {
    String opening = lines.get(line - 2);
    int at = opening.indexOf("```") < 0 ? opening.indexOf("~~~") : opening.indexOf("```");
    return at < 0 ? "" : opening.substring(0, at).replaceAll("[^>\\s]", " ");
  }

  /** Makes a fence longer where its new text would end it. */
  private void widen(int opening, List<String> text) {
    String line = lines.get(opening - 1);
    int at = line.indexOf("```") < 0 ? line.indexOf("~~~") : line.indexOf("```");
    if (at < 0) {
      return;
    }
    char tick = line.charAt(at);
    int ticks = 0;
    while (at + ticks < line.length() && line.charAt(at + ticks) == tick) {
      ticks++;
    }
    int longest = longest(text, tick);
    if (longest < ticks) {
      return;
    }
    String wide = String.valueOf(tick).repeat(longest + 1);
    replaced.put(opening, List.of(line.substring(0, at) + wide + line.substring(at + ticks)));
    String close = String.valueOf(tick).repeat(ticks);
    for (int i = opening + 1; i <= lines.size(); i++) {
      String end = lines.get(i - 1);
      if (end.replaceFirst("^[\\s>]*", "").stripTrailing().equals(close)) {
        replaced.put(i, List.of(end.replace(close, wide)));
        return;
      }
    }
  }

  /** The longest row of a character at the beginning of a line. */
  private static int longest(List<String> text, char tick) {
    int longest = 0;
    for (String line : text) {
      String begin = line.stripLeading();
      int row = 0;
      while (row < begin.length() && begin.charAt(row) == tick) {
        row++;
      }
      longest = Math.max(longest, row);
    }
    return longest;
  }

  /** Times, sizes and failures below a block. */
  private void beside(Run.Part part, String indent, int last) {
    int line = part.statements().isEmpty() ? last : outputEnd(part, last);
    List<String> says = new ArrayList<>();
    Notes.time(part.statements()).ifPresent(time -> says.add("**" + time + "**"));
    says.addAll(Notes.of(part, MarkdownReport::code));
    List<String> text = new ArrayList<>();
    if (!says.isEmpty()) {
      text.add(String.join(" \u00b7 ", says));
    }
    for (Problem problem : part.failures()) {
      text.add("");
      text.add("**\u2717 failed**");
      text.add("");
      text.add("```text");
      text.addAll(ReplayText.problem(problem, Optional.empty(), String::length));
      text.add("```");
    }
    if (!part.difference().isEmpty()) {
      text.addAll(List.of("", "```diff"));
      text.addAll(part.difference());
      text.add("```");
    }
    if (part.state() == Run.State.INTERRUPTED) {
      text.addAll(List.of("", "**\u2717 ended while it ran**"));
    }
    if (!text.isEmpty()) {
      List<String> begun = text.get(0).isEmpty() ? text.subList(1, text.size()) : text;
      List<String> quoted = new ArrayList<>(List.of(indent.stripTrailing()));
      begun.forEach(one -> quoted.add((indent + "> " + one).stripTrailing()));
      if (line < lines.size() && !blank(line + 1)) {
        quoted.add(indent.stripTrailing());
      }
      after(line, quoted);
    }
  }

  /** The last line of the fence that shows a block's output, where that is another. */
  private int outputEnd(Run.Part part, int last) {
    Recording recording =
        part.statements().get(part.statements().size() - 1).statement().recording();
    if (recording.origins().isEmpty()) {
      return last;
    }
    int end = recording.origins().get(recording.origins().size() - 1).line();
    return end > last ? Math.min(lines.size(), end + 1) : last;
  }

  private static String code(String name) {
    return "`" + name + "`";
  }

  /** A text that Markdown takes as it stands. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]<>#|~])", "\\\\$1");
  }
}
