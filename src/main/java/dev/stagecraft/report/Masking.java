package dev.stagecraft.report;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.lab.Recording;
import dev.stagecraft.replay.ReplayEvent;
import dev.stagecraft.replay.ReplayListener;
import dev.stagecraft.replay.Summary;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Passes events on without the secrets in them, to whoever shows or keeps what happens. */
public final class Masking implements ReplayListener {
  private final List<ReplayListener> listeners;
  private final Events events = new Events();
  private Secrets secrets;
  private MaskedStream output;
  private boolean nothingInTheLab;
  private boolean passed;

  /** Passes what is left of each event on to the listeners, in their order. */
  public Masking(Secrets secrets, List<ReplayListener> listeners) {
    this.secrets = secrets;
    this.output = new MaskedStream(secrets);
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public synchronized void on(ReplayEvent event) {
    if (event instanceof ReplayEvent.Output piece) {
      pass(output.add(new String(piece.bytes(), StandardCharsets.ISO_8859_1)));
      return;
    }
    pass(output.end());
    passed = false;
    event.accept(events);
    if (!passed) {
      pass(event);
    }
  }

  private void pass(String raw) {
    if (!raw.isEmpty()) {
      pass(new ReplayEvent.Output(raw.getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  private void pass(ReplayEvent event) {
    passed = true;
    listeners.forEach(listener -> listener.on(event));
  }

  private String mask(String text) {
    return secrets.mask(text);
  }

  private List<String> lines(List<String> lines) {
    return secrets.maskLines(lines);
  }

  /** A text of which each line stays where it is. */
  private String text(String text) {
    return String.join("\n", lines(List.of(text.split("\n", -1))));
  }

  private Place place(Place place) {
    return new Place(
        place.source(), place.line(), place.column(), place.length(), mask(place.text()));
  }

  private List<Place> places(List<Place> places) {
    return places.stream().map(this::place).toList();
  }

  private Problem problem(Problem problem) {
    return new Problem(
        problem.code(),
        mask(problem.message()),
        problem.hint().map(this::mask),
        problem.place().map(this::place));
  }

  private Lab lab(Lab lab) {
    if (nothingInTheLab) {
      return lab;
    }
    return new Lab(
        lab.source(),
        text(lab.text()),
        lab.title().map(this::mask),
        lab.steps().stream().map(this::step).toList(),
        lab.apps(),
        lines(lab.remarks()));
  }

  private Lab.Step step(Lab.Step step) {
    if (nothingInTheLab) {
      return step;
    }
    return new Lab.Step(
        step.number(),
        step.part().map(this::mask),
        mask(step.title()),
        step.line(),
        step.blocks().stream().map(this::block).toList());
  }

  private Block block(Block block) {
    return block.fold(
        commands ->
            new Block.Commands(
                fence(commands.fence()),
                statements(commands.statements()),
                commands.expectations(),
                commands.settings(),
                commands.doubt()),
        file -> new Block.FileText(fence(file.fence()), file.path()),
        own -> new Block.Own(fence(own.fence()), statements(own.statements()), own.expectations()),
        shown -> new Block.Shown(fence(shown.fence()), shown.why()));
  }

  private Block.Fence fence(Block.Fence fence) {
    return new Block.Fence(
        place(fence.place()), fence.language(), lines(fence.lines()), places(fence.origins()));
  }

  private List<LabStatement> statements(List<LabStatement> statements) {
    return statements.stream().map(this::statement).toList();
  }

  private LabStatement statement(LabStatement statement) {
    if (nothingInTheLab) {
      return statement;
    }
    Recording recorded = statement.recording();
    return new LabStatement(
        text(statement.text()),
        statement.parsed(),
        places(statement.origins()),
        new Recording(
            lines(recorded.lines()),
            places(recorded.origins()),
            recorded.whole(),
            recorded.rules()));
  }

  private Summary summary(Summary summary) {
    return new Summary(
        summary.steps(),
        summary.failedSteps(),
        summary.notRunSteps(),
        summary.skipped().stream()
            .map(skip -> new Summary.Skipped(step(skip.step()), problem(skip.problem())))
            .toList(),
        summary.blocks(),
        summary.failures(),
        summary.tolerated(),
        summary.cancelled(),
        summary.took(),
        summary.sizes());
  }

  /** One event of each kind without the secrets in it. */
  private final class Events implements ReplayEvent.Visitor {
    @Override
    public void labBegun(ReplayEvent.LabBegun event) {
      secrets = secrets.besides(event.lab().text());
      output = new MaskedStream(secrets);
      nothingInTheLab = text(event.lab().text()).equals(event.lab().text());
      pass(new ReplayEvent.LabBegun(lab(event.lab()), event.asked()));
    }

    @Override
    public void stepBegun(ReplayEvent.StepBegun event) {
      pass(
          new ReplayEvent.StepBegun(step(event.step()), event.of(), event.elapsed(), event.role()));
    }

    @Override
    public void stepSkipped(ReplayEvent.StepSkipped event) {
      pass(new ReplayEvent.StepSkipped(step(event.step()), problem(event.problem())));
    }

    @Override
    public void statementBegun(ReplayEvent.StatementBegun event) {
      pass(new ReplayEvent.StatementBegun(statement(event.statement())));
    }

    @Override
    public void baseBringing(ReplayEvent.BaseBringing event) {
      pass(event);
    }

    @Override
    public void baseBrought(ReplayEvent.BaseBrought event) {
      pass(event);
    }

    @Override
    public void waited(ReplayEvent.Waited event) {
      pass(event);
    }

    @Override
    public void imageBuilt(ReplayEvent.ImageBuilt event) {
      pass(event);
    }

    @Override
    public void statementEnded(ReplayEvent.StatementEnded event) {
      pass(
          new ReplayEvent.StatementEnded(
              statement(event.statement()), event.status(), event.took(), event.verdict()));
    }

    @Override
    public void fileWritten(ReplayEvent.FileWritten event) {
      Block.FileText file = event.file();
      pass(
          nothingInTheLab
              ? event
              : new ReplayEvent.FileWritten(new Block.FileText(fence(file.fence()), file.path())));
    }

    @Override
    public void expectationMet(ReplayEvent.ExpectationMet event) {
      pass(new ReplayEvent.ExpectationMet(event.expectation(), mask(event.says())));
    }

    @Override
    public void compared(ReplayEvent.Compared event) {
      pass(
          new ReplayEvent.Compared(
              statement(event.statement()),
              lines(event.difference()),
              event.rewritten().map(Masking.this::lines)));
    }

    @Override
    public void failed(ReplayEvent.Failed event) {
      pass(new ReplayEvent.Failed(step(event.step()), problem(event.problem())));
    }

    @Override
    public void remark(ReplayEvent.Remark event) {
      pass(new ReplayEvent.Remark(mask(event.text())));
    }

    @Override
    public void stepEnded(ReplayEvent.StepEnded event) {
      pass(new ReplayEvent.StepEnded(step(event.step()), event.failures(), event.took()));
    }

    @Override
    public void replayEnded(ReplayEvent.ReplayEnded event) {
      pass(new ReplayEvent.ReplayEnded(summary(event.summary())));
    }
  }
}
