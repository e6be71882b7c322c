package dev.stagecraft.replay;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.lab.Lab;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Steps that run only because others need something of them: a line each. What fails is shown, with
 * the last of what its statement wrote.
 */
final class NeededText implements ReplayEvent.Visitor {
  private static final int MOST_LINES = 20;
  private static final int MOST_BYTES = 1 << 16;

  private final ReplayEvent.Visitor rest;
  private final Lines lines;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private int statements;

  /** Writes a line, with a text at its right end. */
  @FunctionalInterface
  interface Lines {
    /** Writes a line in a role. */
    void line(String role, String left, String right);
  }

  /**
   * Quiet lines.
   *
   * @param rest shows what is not quiet
   */
  NeededText(ReplayEvent.Visitor rest, Lines lines) {
    this.rest = rest;
    this.lines = lines;
  }

  @Override
  public void stepBegun(ReplayEvent.StepBegun event) {
    statements = 0;
  }

  @Override
  public void statementBegun(ReplayEvent.StatementBegun event) {
    statements++;
    output.reset();
  }

  @Override
  public void fileWritten(ReplayEvent.FileWritten event) {
    statements++;
  }

  @Override
  public void output(ReplayEvent.Output event) {
    if (output.size() > MOST_BYTES) {
      output.reset();
    }
    output.writeBytes(event.bytes());
  }

  @Override
  public void baseBringing(ReplayEvent.BaseBringing event) {
    rest.baseBringing(event);
  }

  @Override
  public void baseBrought(ReplayEvent.BaseBrought event) {
    rest.baseBrought(event);
  }

  @Override
  public void failed(ReplayEvent.Failed event) {
    List<String> said = output.toString(StandardCharsets.UTF_8).lines().toList();
    said.subList(Math.max(0, said.size() - MOST_LINES), said.size())
        .forEach(line -> lines.line("", line, ""));
    rest.failed(event);
  }

  @Override
  public void remark(ReplayEvent.Remark event) {
    rest.remark(event);
  }

  @Override
  public void stepEnded(ReplayEvent.StepEnded event) {
    Lab.Step step = event.step();
    String name = step.number() > 0 ? "step " + step.number() + ", " + step.title() : step.title();
    lines.line(
        "dim",
        "needed  " + name + ": " + statements + (statements == 1 ? " statement" : " statements"),
        TableFormat.duration(event.took()));
  }

  @Override
  public void replayEnded(ReplayEvent.ReplayEnded event) {
    rest.replayEnded(event);
  }
}
