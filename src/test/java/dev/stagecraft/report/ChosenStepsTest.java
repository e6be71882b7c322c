package dev.stagecraft.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.replay.ImageFacts;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.SizeTable;
import dev.stagecraft.replay.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each format says of steps that were skipped, not asked for, or not reached. */
class ChosenStepsTest {
  private static final String LAB =
      """
      # T

      ## Step 1: A

      ```sh
      docker build -t a .
      ```

      ## Step 2: B

      ```sh
      true
      ```

      ## Step 3: C

      ```sh
      true
      ```
      """;
  private static final Problem MISSING =
      Problem.of("base.nowhere", "no image gone:1 here").withHint("give a pack");

  private final Lab lab = LabReader.read("lab.md", LAB);
  private final Timeline timeline = new Timeline(Instant.parse("2026-08-01T12:00:00Z"), () -> 0L);

  private void ended(int steps, int failed, int notRun, List<Summary.Skipped> skipped) {
    timeline.on(
        new ReplayEvent.ReplayEnded(
            new Summary(
                steps,
                failed,
                notRun,
                skipped,
                1,
                failed,
                0,
                false,
                Duration.ofSeconds(1),
                new SizeTable(List.of(), List.of()))));
  }

  private void first(boolean fails) {
    Lab.Step step = lab.steps().get(0);
    LabStatement statement = ((Block.Commands) step.blocks().get(0)).statements().get(0);
    timeline.on(new ReplayEvent.StepBegun(step, 3, Duration.ZERO, ReplayEvent.Role.ASKED));
    timeline.on(new ReplayEvent.StatementBegun(statement));
    timeline.on(
        new ReplayEvent.BaseBrought(
            new BaseImages.Brought(
                "base:1", BaseImages.Source.RECIPE, true, Duration.ofSeconds(24)),
            Duration.ofSeconds(7)));
    timeline.on(
        new ReplayEvent.ImageBuilt(
            new ImageFacts(
                "a",
                new ByteSize(2_000_000),
                2,
                "root",
                true,
                Duration.ofSeconds(3),
                Optional.of(new ImageFacts.Steps(3, 5))),
            Optional.empty()));
    timeline.on(
        new ReplayEvent.StatementEnded(
            statement,
            fails ? 1 : 0,
            Duration.ofSeconds(3),
            fails ? ReplayEvent.Verdict.FAILED : ReplayEvent.Verdict.DONE));
    if (fails) {
      timeline.on(
          new ReplayEvent.Failed(step, Problem.of("a.b", "it failed").at(statement.place())));
    }
    timeline.on(new ReplayEvent.StepEnded(step, fails ? 1 : 0, Duration.ofSeconds(3)));
  }

  @Test
  void whatNobodyAskedForIsNotCountedAsNotRun() {
    timeline.on(
        new ReplayEvent.LabBegun(
            lab, Set.of(lab.steps().get(0).line(), lab.steps().get(1).line())));
    first(true);
    ended(0, 1, 1, List.of());
    Run run = Run.of(timeline, Optional.empty());
    assertEquals(
        List.of(Run.State.FAILED, Run.State.NOT_RUN, Run.State.LEFT_OUT),
        run.steps().stream().map(Run.Step::state).toList());
    assertEquals("0 steps done, 1 failed, 1 not run \u00b7 1.0 s", run.ending());
    String xml = JUnitReport.write(run);
    assertEquals(3, xml.split("<testcase", -1).length, xml);
    assertEquals(2, xml.split("<skipped", -1).length, xml);
    assertEquals(2, HtmlReport.write(run).split("data-value=\"NOT_RUN\"", -1).length);
    assertEquals(2, MarkdownReport.write(run).split("\u2013 not run", -1).length);
    String lines = EventLines.write(timeline, Optional.empty());
    assertTrue(lines.contains("\"steps\":3,\"asked\":[3,9],"), lines);
  }

  @Test
  void waitingForABaseAndStepsFromTheCacheAreSaid() {
    timeline.on(new ReplayEvent.LabBegun(lab));
    first(false);
    ended(1, 0, 0, List.of());
    String lines = EventLines.write(timeline, Optional.empty());
    assertTrue(lines.contains("\"took\":24.000,\"waited\":7.000}"), lines);
    assertTrue(lines.contains("\"build_steps\":{\"cached\":3,\"all\":5}"), lines);
    Run run = Run.of(timeline, Optional.empty());
    for (String report : List.of(MarkdownReport.write(run), HtmlReport.write(run))) {
      assertTrue(report.contains("from a recipe in 24 s, waited 7.0 s"), report);
      assertTrue(report.contains("runs as root, 3 of 5 steps cached"), report);
    }
  }

  @Test
  void aSkippedStepIsToldInEachFormatWithTheReason() {
    timeline.on(new ReplayEvent.LabBegun(lab));
    first(false);
    timeline.on(new ReplayEvent.StepSkipped(lab.steps().get(1), MISSING));
    timeline.on(new ReplayEvent.StepSkipped(lab.steps().get(2), MISSING));
    ended(
        1,
        0,
        0,
        List.of(
            new Summary.Skipped(lab.steps().get(1), MISSING),
            new Summary.Skipped(lab.steps().get(2), MISSING)));
    Run run = Run.of(timeline, Optional.empty());
    String last = "1 of 3 steps replayed, 2 skipped: no image gone:1 here \u00b7 1 block, 0 failed";
    assertTrue(run.ending().startsWith(last), run.ending());
    String xml = JUnitReport.write(run);
    assertEquals(3, xml.split("<skipped message=\"[^\"]*no image gone:1 here", -1).length, xml);
    assertFalse(xml.contains("<failure"), xml);
    String page = HtmlReport.write(run);
    assertTrue(page.contains(last), page);
    assertTrue(page.contains("skipped"), page);
    String text = MarkdownReport.write(run);
    assertTrue(text.contains(last), text);
    assertTrue(text.contains("skipped: no image gone:1 here"), text);
    String lines = EventLines.write(timeline, Optional.empty());
    assertTrue(
        lines.contains(
            "{\"event\":\"step-skipped\",\"at\":0.000,\"step\":2,\"title\":\"B\",\"line\":9,"
                + "\"problem\":{\"code\":\"base.nowhere\",\"message\":\"no image gone:1 here\","
                + "\"hint\":\"give a pack\"}}"),
        lines);
    String cast = Cast.write(timeline, Optional.empty(), CastVersion.V2);
    assertTrue(cast.contains("skipped: no image gone:1 here"), cast);
  }
}
