package dev.stagecraft.replay;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Events as lines: what a pipe, a log in CI and a terminal without a screen show. The programs'
 * output passes through untouched; what we say ourselves stands beside or below it. The caller owns
 * and closes the stream.
 */
public final class ReplayText implements ReplayListener {
  private static final int SHOWN_LINES = 5;
  private static final Duration WORTH_SAYING = Duration.ofMillis(100);

  private final OutputStream out;
  private final Look look;
  private final Lines lines = new Lines();
  private final NeededText needed = new NeededText(lines, this::line);
  private boolean quiet;
  private String skipped = "";
  private boolean lineOpen;
  private String part = "";
  private boolean timeSaid;
  private final ImageMarks marks = new ImageMarks();
  private Optional<MarkedLines> listing = Optional.empty();

  /** Writes to a stream, in a look. */
  public ReplayText(OutputStream out, Look look) {
    this.out = out;
    this.look = look;
  }

  @Override
  public synchronized void on(ReplayEvent event) {
    if (event instanceof ReplayEvent.StepBegun begun) {
      quiet = begun.role() == ReplayEvent.Role.NEEDED;
    }
    event.accept(quiet ? needed : lines);
    quiet = quiet && !(event instanceof ReplayEvent.StepEnded);
  }

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException failed) {
      throw Problem.of("replay.output", "the output cannot be written: " + failed.getMessage())
          .exception(failed);
    }
  }

  private void line(String role, String text) {
    if (lineOpen) {
      write(new byte[] {'\n'});
      lineOpen = false;
    }
    String shown = look.plain().apply(text);
    String painted = role.isEmpty() ? shown : look.paint().apply(role, shown);
    write((painted + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A text at the left and one at the right end of the line. */
  private void line(String role, String left, String right) {
    if (right.isEmpty()) {
      line(role, left);
      return;
    }
    int gap = look.columns() - look.width().applyAsInt(left) - look.width().applyAsInt(right);
    line(role, left + " ".repeat(Math.max(2, gap)) + right);
  }

  /** A problem as lines: where, what, and what to try. */
  public static List<String> problem(
      Problem problem, Optional<Lab.Step> step, ToIntFunction<String> width) {
    List<String> lines = new java.util.ArrayList<>();
    String where =
        step.map(s -> (s.number() == 0 ? "" : "step " + s.number() + ", ") + s.title()).orElse("");
    Optional<Place> place = problem.place();
    lines.add(
        "\u2717 "
            + place.map(p -> p.source() + ":" + p.line()).orElse(problem.code())
            + (where.isEmpty() ? "" : " \u00b7 " + where));
    if (place.isPresent() && !place.get().text().isBlank()) {
      String text = place.get().text();
      int lead = text.length() - text.stripLeading().length();
      int from = Math.min(Math.max(lead, place.get().column() - 1), text.length());
      int to = Math.min(text.length(), from + Math.max(1, place.get().length()));
      lines.add("  " + text.strip());
      lines.add(
          "  "
              + " ".repeat(width.applyAsInt(text.substring(lead, from)))
              + "^".repeat(Math.max(1, width.applyAsInt(text.substring(from, to)))));
    }
    problem.message().lines().forEach(line -> lines.add("  " + line));
    problem.hint().ifPresent(hint -> lines.add("  try  " + hint));
    return lines;
  }

  /** The last line of a replay. */
  public static String ending(Summary summary) {
    return Endings.of(summary);
  }

  /** The lines of each event. */
  private final class Lines implements ReplayEvent.Visitor {
    @Override
    public void labBegun(ReplayEvent.LabBegun event) {
      line("accent", event.lab().title().orElse(event.lab().source()));
    }

    @Override
    public void stepBegun(ReplayEvent.StepBegun event) {
      Lab.Step step = event.step();
      String at =
          (step.number() == 0 ? "" : "step " + step.number() + " of " + event.of() + " \u00b7 ")
              + TableFormat.duration(event.elapsed());
      line("", "");
      String above = step.part().orElse("");
      if (!above.equals(part) && !above.isEmpty()) {
        line("accent", above);
      }
      part = above;
      line("accent", step.label() + "  " + step.title(), at);
    }

    @Override
    public void stepSkipped(ReplayEvent.StepSkipped event) {
      Lab.Step step = event.step();
      Problem problem = event.problem();
      String why = Endings.cause(problem);
      boolean again = skipped.equals(why);
      String above = step.part().orElse("");
      if (!again) {
        line("", "");
        if (!above.equals(part) && !above.isEmpty()) {
          line("accent", above);
        }
        part = above;
      }
      line(
          "warning",
          step.label()
              + "  "
              + step.title()
              + "  skipped"
              + (again ? "" : ": " + problem.message()));
      if (!again) {
        problem.hint().ifPresent(hint -> line("dim", "  try  " + hint));
      }
      skipped = why;
    }

    @Override
    public void statementBegun(ReplayEvent.StatementBegun event) {
      timeSaid = false;
      LabStatement statement = event.statement();
      boolean lists = look.terminal() && ImageMarks.lists(statement);
      listing = lists ? Optional.of(new MarkedLines(marks, look)) : Optional.empty();
      List<String> text = statement.text().lines().toList();
      boolean heredoc =
          statement.parsed().commands().stream()
              .flatMap(command -> command.redirections().stream())
              .anyMatch(redirection -> redirection.heredoc().isPresent());
      if (text.size() > SHOWN_LINES || heredoc) {
        line("accent", "$ " + text.get(0), "(" + text.size() + " lines)");
        return;
      }
      for (int i = 0; i < text.size(); i++) {
        line("accent", (i == 0 ? "$ " : "  ") + text.get(i));
      }
    }

    @Override
    public void baseBringing(ReplayEvent.BaseBringing event) {
      String said = event.progress().line();
      if (said.startsWith("registry ")) {
        line("dim", "  " + said);
      }
    }

    @Override
    public void baseBrought(ReplayEvent.BaseBrought event) {
      line(
          "dim",
          "  base  "
              + event.reference()
              + (event.standIn() ? " \u2248 " : "  ")
              + event.how()
              + "  "
              + TableFormat.duration(event.took()));
    }

    @Override
    public void output(ReplayEvent.Output event) {
      output(listing.map(list -> list.pass(event.bytes())).orElse(event.bytes()));
    }

    private void output(byte[] bytes) {
      if (bytes.length > 0) {
        write(bytes);
        lineOpen = bytes[bytes.length - 1] != '\n';
      }
    }

    @Override
    public void waited(ReplayEvent.Waited event) {
      String asked = "the lab says " + TableFormat.duration(event.asked());
      if (event.answered().isPresent()) {
        line(
            "dim",
            "  ready after "
                + TableFormat.duration(event.answered().get())
                + " (port "
                + event.port()
                + " answered; "
                + asked
                + ")");
      } else {
        line(
            "warning",
            "  ! port "
                + event.port()
                + " gave no answer within "
                + TableFormat.duration(event.limit())
                + " ("
                + asked
                + ")");
      }
    }

    @Override
    public void imageBuilt(ReplayEvent.ImageBuilt event) {
      ImageFacts image = event.image();
      Optional<String> change = marks.built(event);
      String beside =
          event
              .single()
              .map(
                  single ->
                      "   "
                          + SizeTable.percent(
                              1
                                  - (double) image.size().bytes()
                                      / Math.max(1, single.size().bytes()))
                          + " beside "
                          + single.tag()
                          + " ("
                          + single.size().human()
                          + ")")
              .orElse("");
      line(
          "success",
          "  "
              + image.tag()
              + "  "
              + image.size().human()
              + (image.standIn() ? " \u2248" : "")
              + change.map(text -> "   " + text).orElse(beside),
          TableFormat.duration(image.took()) + cached(image));
      timeSaid = true;
    }

    private static String cached(ImageFacts image) {
      return image
          .steps()
          .filter(steps -> steps.cached() > 0)
          .map(steps -> ", " + steps.cached() + " of " + steps.all() + " steps cached")
          .orElse("");
    }

    @Override
    public void statementEnded(ReplayEvent.StatementEnded event) {
      if (listing.isPresent()) {
        output(listing.get().rest());
        marks.listed();
        listing = Optional.empty();
      }
      String time =
          timeSaid || event.took().compareTo(WORTH_SAYING) < 0
              ? ""
              : TableFormat.duration(event.took());
      String what =
          switch (event.verdict()) {
            case DONE, FAILED -> "";
            case EXPECTED -> "  status " + event.status() + ", as expected";
            case TOLERATED -> "  status " + event.status() + ", tolerated";
          };
      if (!time.isEmpty() || !what.isEmpty()) {
        line("dim", what, time);
      }
    }

    @Override
    public void fileWritten(ReplayEvent.FileWritten event) {
      int size = event.file().fence().lines().size();
      line(
          "dim",
          "  " + event.file().path() + " written",
          "(" + size + (size == 1 ? " line)" : " lines)"));
    }

    @Override
    public void expectationMet(ReplayEvent.ExpectationMet event) {
      if (!event.says().isEmpty()) {
        line("dim", "  \u2713 " + event.says());
      }
    }

    @Override
    public void compared(ReplayEvent.Compared event) {
      new DifferenceText(look).of(event).forEach(one -> line("", one));
    }

    @Override
    public void failed(ReplayEvent.Failed event) {
      List<String> text = problem(event.problem(), Optional.of(event.step()), look.width());
      line("", "");
      line("error", text.get(0));
      text.subList(1, text.size()).forEach(one -> line("", one));
    }

    @Override
    public void remark(ReplayEvent.Remark event) {
      line("dim", "  " + event.text());
    }

    @Override
    public void replayEnded(ReplayEvent.ReplayEnded event) {
      Summary summary = event.summary();
      List<String> sizes =
          look.terminal()
              ? new SizeChart(summary.sizes(), look).lines()
              : summary.sizes().write(TableFormat.TEXT, look.width()).lines().toList();
      line("", "");
      sizes.forEach(one -> line("", one));
      if (!sizes.isEmpty()) {
        line("", "");
      }
      line(summary.status() == 0 ? "success" : "error", ending(summary));
    }
  }
}
