package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.replay.Summary;
import java.util.List;

/** What a replay came to, as the one row that it returns. */
final class ReplayRow {
  static final List<Choice> SAID =
      List.of(
          new Choice("lab", "the lab's file"),
          new Choice("status", "0, 1 where something failed, 130 where it was ended"),
          new Choice("steps", "steps that ended without a failure"),
          new Choice("failed-steps", "steps that had one"),
          new Choice("not-run-steps", "steps that were not begun"),
          new Choice("skipped-steps", "steps that were left out, their titles"),
          new Choice("blocks", "blocks that were run"),
          new Choice("failures", "statements or expectations that failed"),
          new Choice("tolerated", "statements that failed and were not asked not to"),
          new Choice("took", "seconds"));

  private ReplayRow() {}

  static Table of(Lab lab, Summary summary) {
    return new Table(
        List.of(
            Column.left("lab", "LAB"),
            Column.right("status", "STATUS"),
            Column.right("steps", "STEPS"),
            Column.right("failed-steps", "FAILED"),
            Column.right("not-run-steps", "NOT RUN"),
            Column.left("skipped-steps", "SKIPPED"),
            Column.right("blocks", "BLOCKS"),
            Column.right("failures", "FAILURES"),
            Column.right("tolerated", "TOLERATED"),
            Column.right("took", "TOOK")),
        List.of(
            List.of(
                lab.source(),
                (long) summary.status(),
                (long) summary.steps(),
                (long) summary.failedSteps(),
                (long) summary.notRunSteps(),
                summary.skipped().stream().map(left -> left.step().title()).toList(),
                (long) summary.blocks(),
                (long) summary.failures(),
                (long) summary.tolerated(),
                summary.took())));
  }
}
