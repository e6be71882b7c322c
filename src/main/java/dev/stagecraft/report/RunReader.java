package dev.stagecraft.report;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Expectation;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the events of a recording together to a run: each where in the lab it belongs. */
final class RunReader implements ReplayEvent.Visitor {
  private final Timeline timeline;
  private final Map<Integer, OfStep> steps = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private Optional<Lab> lab = Optional.empty();
  private Set<Integer> asked = Set.of();
  private Optional<Summary> summary = Optional.empty();
  private Optional<OfStep> step = Optional.empty();
  private Optional<OfBlock> block = Optional.empty();
  private Optional<OfStatement> statement = Optional.empty();
  private Duration last = Duration.ZERO;
  private long omitted;

  RunReader(Timeline timeline) {
    this.timeline = timeline;
  }

  /** A step, while it is read. */
  private static final class OfStep {
    private final Lab.Step step;
    private final Map<Integer, OfBlock> blocks = new LinkedHashMap<>();
    private final List<Problem> failures = new ArrayList<>();
    private Optional<Problem> reason = Optional.empty();
    private Optional<Duration> took = Optional.empty();
    private boolean begun;
    private boolean needed;

    OfStep(Lab.Step step) {
      this.step = step;
      for (Block one : step.blocks()) {
        if (!(one instanceof Block.Shown)) {
          blocks.put(one.fence().place().line(), new OfBlock(one));
        }
      }
    }

    /** The block that a place is in, or about. */
    Optional<OfBlock> at(Place place) {
      return blocks.values().stream().filter(one -> one.holds(place)).findFirst();
    }
  }

  /** A block, while it is read. */
  private static final class OfBlock {
    private final Block block;
    private final List<OfStatement> statements = new ArrayList<>();
    private final List<String> met = new ArrayList<>();
    private final List<Problem> failures = new ArrayList<>();
    private boolean written;

    OfBlock(Block block) {
      this.block = block;
    }

    boolean holds(Place place) {
      int first = block.fence().place().line();
      boolean inside =
          place.line() >= first && place.line() <= first + block.fence().lines().size();
      return inside || expectations().stream().anyMatch(e -> e.place().line() == place.line());
    }

    private List<Expectation> expectations() {
      return block.fold(
          Block.Commands::expectations,
          file -> List.<Expectation>of(),
          Block.Own::expectations,
          shown -> List.<Expectation>of());
    }
  }

  /** A statement, while it is read. */
  private static final class OfStatement {
    private final LabStatement statement;
    private final List<ReplayEvent> notes = new ArrayList<>();
    private final List<String> difference = new ArrayList<>();
    private Printed printed = Printed.NOTHING;
    private Optional<ReplayEvent.StatementEnded> end = Optional.empty();

    OfStatement(LabStatement statement) {
      this.statement = statement;
    }
  }

  Run read(Optional<Problem> broken) {
    for (Moment moment : timeline.moments()) {
      last = moment.at();
      omitted = moment.omitted();
      moment.event().accept(this);
    }
    Lab whole =
        lab.orElseThrow(() -> new IllegalStateException("events of a lab that never began"));
    boolean stopped =
        broken.isPresent() || summary.isEmpty() || summary.filter(s -> s.status() != 0).isPresent();
    List<Run.Step> all = new ArrayList<>();
    for (Lab.Step one : whole.steps()) {
      boolean due = stopped && asked.contains(one.line());
      all.add(finished(steps.getOrDefault(one.line(), new OfStep(one)), stopped, due));
    }
    return new Run(
        whole,
        timeline.begun(),
        summary.map(Summary::took).orElse(last),
        all,
        summary,
        broken,
        remarks);
  }

  private static Run.Step finished(OfStep of, boolean stopped, boolean due) {
    List<Run.Part> blocks = of.blocks.values().stream().map(one -> finished(of, one, due)).toList();
    List<Run.State> states = blocks.stream().map(Run.Part::state).toList();
    Run.State state;
    if (of.reason.isPresent()) {
      state = Run.State.SKIPPED;
    } else if (!of.failures.isEmpty() || states.contains(Run.State.FAILED)) {
      state = Run.State.FAILED;
    } else if (states.contains(Run.State.INTERRUPTED)) {
      state = Run.State.INTERRUPTED;
    } else if (of.begun) {
      state = of.took.isPresent() || !stopped ? Run.State.PASSED : Run.State.INTERRUPTED;
    } else {
      state = due ? Run.State.NOT_RUN : Run.State.LEFT_OUT;
    }
    return new Run.Step(of.step, state, blocks, of.failures, of.reason, of.took, of.needed);
  }

  private static Run.Part finished(OfStep of, OfBlock one, boolean due) {
    List<Run.Ran> statements =
        one.statements.stream()
            .map(ran -> new Run.Ran(ran.statement, ran.printed, ran.notes, ran.end, ran.difference))
            .toList();
    boolean ran = one.written || !statements.isEmpty();
    boolean ended = statements.stream().allMatch(each -> each.end().isPresent());
    Run.State state;
    if (!one.failures.isEmpty()) {
      state = Run.State.FAILED;
    } else if (ran) {
      state = ended ? Run.State.PASSED : Run.State.INTERRUPTED;
    } else if (of.reason.isPresent()) {
      state = Run.State.SKIPPED;
    } else if (of.needed) {
      state = Run.State.LEFT_OUT;
    } else {
      state = due ? Run.State.NOT_RUN : Run.State.LEFT_OUT;
    }
    return new Run.Part(one.block, state, statements, one.met, one.failures);
  }

  private OfStep at(Lab.Step one) {
    return steps.computeIfAbsent(one.line(), line -> new OfStep(one));
  }

  private void note(ReplayEvent event) {
    statement.ifPresent(running -> running.notes.add(event));
  }

  @Override
  public void labBegun(ReplayEvent.LabBegun event) {
    lab = Optional.of(event.lab());
    asked = event.asked();
  }

  @Override
  public void stepBegun(ReplayEvent.StepBegun event) {
    OfStep begun = at(event.step());
    begun.begun = true;
    begun.needed = event.role() == ReplayEvent.Role.NEEDED;
    step = Optional.of(begun);
    block = Optional.empty();
    statement = Optional.empty();
  }

  @Override
  public void stepSkipped(ReplayEvent.StepSkipped event) {
    at(event.step()).reason = Optional.of(event.problem());
  }

  @Override
  public void statementBegun(ReplayEvent.StatementBegun event) {
    OfStatement begun = new OfStatement(event.statement());
    statement = Optional.of(begun);
    block = step.flatMap(in -> in.at(event.statement().place())).or(() -> block);
    block.ifPresent(in -> in.statements.add(begun));
  }

  @Override
  public void baseBrought(ReplayEvent.BaseBrought event) {
    note(event);
  }

  @Override
  public void output(ReplayEvent.Output event) {
    statement.ifPresent(running -> running.printed = running.printed.and(event.bytes(), omitted));
  }

  @Override
  public void waited(ReplayEvent.Waited event) {
    note(event);
  }

  @Override
  public void imageBuilt(ReplayEvent.ImageBuilt event) {
    note(event);
  }

  @Override
  public void statementEnded(ReplayEvent.StatementEnded event) {
    statement.ifPresent(running -> running.end = Optional.of(event));
  }

  @Override
  public void fileWritten(ReplayEvent.FileWritten event) {
    block = step.flatMap(in -> in.at(event.file().fence().place())).or(() -> block);
    block.ifPresent(in -> in.written = true);
  }

  @Override
  public void expectationMet(ReplayEvent.ExpectationMet event) {
    step.flatMap(in -> in.at(event.expectation().place()))
        .or(() -> block)
        .filter(in -> !event.says().isEmpty())
        .ifPresent(in -> in.met.add(event.says()));
  }

  @Override
  public void compared(ReplayEvent.Compared event) {
    statement.ifPresent(running -> running.difference.addAll(event.difference()));
  }

  @Override
  public void failed(ReplayEvent.Failed event) {
    OfStep in = at(event.step());
    Optional<OfBlock> where = event.problem().place().flatMap(in::at).or(() -> block);
    where.map(one -> one.failures).orElse(in.failures).add(event.problem());
  }

  @Override
  public void remark(ReplayEvent.Remark event) {
    if (statement.isPresent()) {
      note(event);
    } else {
      remarks.add(event.text());
    }
  }

  @Override
  public void stepEnded(ReplayEvent.StepEnded event) {
    at(event.step()).took = Optional.of(event.took());
    step = Optional.empty();
    block = Optional.empty();
    statement = Optional.empty();
  }

  @Override
  public void replayEnded(ReplayEvent.ReplayEnded event) {
    summary = Optional.of(event.summary());
  }
}
