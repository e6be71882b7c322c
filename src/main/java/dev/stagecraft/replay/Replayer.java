package dev.stagecraft.replay;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Doubts;
import dev.stagecraft.lab.Expectation;
import dev.stagecraft.lab.FileWriting;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.lab.ShellWord;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Replays a lab: heading by heading, block by block, statement by statement, in one shell. */
public final class Replayer {
  private final LabShell shell;
  private final LabEngine engine;
  private final Options options;
  private final LongSupplier nanos;
  private final List<ReplayListener> listeners;

  /**
   * How to replay.
   *
   * @param home the folder that {@code ~} means in the lab
   * @param keepGoing go on after a failure
   * @param unsure run blocks of which it is not sure that they are commands
   * @param comparing what is done with recorded outputs
   */
  public record Options(Path home, boolean keepGoing, boolean unsure, Comparing comparing) {}

  /**
   * A replayer.
   *
   * @param nanos tells the time, as {@link System#nanoTime} does
   * @param listeners hear each event, in this order
   */
  public Replayer(
      LabShell shell,
      LabEngine engine,
      Options options,
      LongSupplier nanos,
      List<ReplayListener> listeners) {
    this.shell = shell;
    this.engine = engine;
    this.options = options;
    this.nanos = nanos;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Replays a lab to its end, or to the first failure.
   *
   * @throws ProblemException {@code lab.placeholder} or {@code lab.unsure}, before anything is run
   * @throws Cancelled where the thread was interrupted; the last event has been sent then
   */
  public Summary replay(Lab lab) {
    Doubts.refuse(lab, options.unsure());
    return new Run(lab).run();
  }

  private void emit(ReplayEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }

  /** One replay. */
  private final class Run {
    private final Lab lab;
    private final ImageBook images = new ImageBook(engine);
    private final Expectations expectations = new Expectations(images);
    private final StatementRunner runner;
    private final Transcript transcript;
    private final List<LabStatement> all = new ArrayList<>();
    private final long begun = nanos.getAsLong();
    private int at;
    private int done;
    private int failedSteps;
    private int blocks;
    private int failures;
    private int tolerated;

    Run(Lab lab) {
      this.lab = lab;
      this.runner = new StatementRunner(shell, engine, lab, images, Replayer.this::emit, nanos);
      this.transcript = new Transcript(options.comparing(), Replayer.this::emit);
      lab.blocks().stream()
          .filter(Block.Commands.class::isInstance)
          .forEach(block -> all.addAll(((Block.Commands) block).statements()));
    }

    Summary run() {
      LabHome home = new LabHome(shell, options.home());
      Optional<String> remark = home.enter(lab);
      try {
        emit(new ReplayEvent.LabBegun(lab));
        remark.ifPresent(text -> emit(new ReplayEvent.Remark(text)));
        steps();
      } catch (Cancelled cancelled) {
        boolean flag = Thread.interrupted();
        home.leave();
        emit(new ReplayEvent.ReplayEnded(summary(true)));
        if (flag) {
          Thread.currentThread().interrupt();
        }
        throw cancelled;
      }
      home.leave();
      Summary summary = summary(false);
      emit(new ReplayEvent.ReplayEnded(summary));
      return summary;
    }

    private Summary summary(boolean cancelled) {
      int numbered = lab.numberedSteps();
      int failedNumbered = Math.min(failedSteps, numbered);
      List<SizeTable.Row> rows = new ArrayList<>();
      for (Lab.App app : lab.apps()) {
        rows.add(new SizeTable.Row(app, known(app.single()), known(app.multi())));
      }
      return new Summary(
          done,
          failedSteps,
          Math.max(0, numbered - done - failedNumbered),
          List.of(),
          blocks,
          failures,
          tolerated,
          cancelled,
          since(begun),
          new SizeTable(rows, images.all()));
    }

    private Optional<ImageFacts> known(String tag) {
      return images.knows(tag) ? images.get(tag) : Optional.empty();
    }

    private Duration since(long from) {
      return Duration.ofNanos(nanos.getAsLong() - from);
    }

    private void steps() {
      for (Lab.Step step : lab.steps()) {
        long from = nanos.getAsLong();
        int before = failures;
        emit(
            new ReplayEvent.StepBegun(
                step, lab.numberedSteps(), since(begun), ReplayEvent.Role.ASKED));
        boolean goOn = true;
        for (Block block : step.blocks()) {
          goOn = goOn && block(step, block);
        }
        int failed = failures - before;
        failedSteps += failed > 0 ? 1 : 0;
        done += failed == 0 && step.number() > 0 ? 1 : 0;
        emit(new ReplayEvent.StepEnded(step, failed, since(from)));
        if (!goOn) {
          return;
        }
      }
    }

    /** Runs a block; answers whether the replay goes on. */
    private boolean block(Lab.Step step, Block block) {
      return block.fold(
          commands ->
              statements(
                  step, commands.statements(), commands.expectations(), commands.settings(), false),
          file -> file(step, file),
          own ->
              statements(
                  step,
                  own.statements(),
                  own.expectations(),
                  new Block.Settings(Optional.empty(), Optional.empty(), Optional.empty()),
                  true),
          shown -> true);
    }

    private boolean file(Lab.Step step, Block.FileText file) {
      blocks++;
      OutputTap output = new OutputTap(Replayer.this::emit);
      int status = shell.run(FileWriting.script(file), false, output);
      if (status != 0) {
        return fail(
            step,
            Problem.of("replay.file", file.path() + " cannot be written: " + output.block().strip())
                .at(file.fence().place())
                .withHint("see whether its folder may be written to"));
      }
      emit(new ReplayEvent.FileWritten(file));
      return true;
    }

    private boolean statements(
        Lab.Step step,
        List<LabStatement> statements,
        List<Expectation> expected,
        Block.Settings settings,
        boolean own) {
      blocks++;
      OutputTap output = new OutputTap(Replayer.this::emit);
      Path before = shell.folder();
      Optional<String> folder = settings.folder();
      if (folder.isPresent() && !enter(folder.get())) {
        return fail(step, noFolder(folder.get(), statements));
      }
      boolean goOn = true;
      for (int i = 0; i < statements.size() && goOn; i++) {
        Optional<Expectation.Exit> exit =
            i == statements.size() - 1 ? exit(expected) : Optional.empty();
        goOn = statement(step, statements.get(i), exit, settings.limit(), own, output);
      }
      if (folder.isPresent() && !enter(before.toString())) {
        emit(new ReplayEvent.Remark("the folder " + before + " is gone"));
      }
      for (Expectation expectation : expected) {
        goOn = goOn && expectation(step, expectation, output.block());
      }
      return goOn;
    }

    private static Problem noFolder(String folder, List<LabStatement> statements) {
      Problem problem =
          Problem.of("replay.folder", "there is no folder " + folder + " for this block")
              .withHint("make it in a block before, or change cwd above the block");
      return statements.isEmpty() ? problem : problem.at(statements.get(0).place());
    }

    private boolean enter(String folder) {
      String line = "cd " + ShellWord.path(folder) + "\n";
      return shell.run(line, false, OutputStream.nullOutputStream()) == 0;
    }

    private Optional<Expectation.Exit> exit(List<Expectation> expected) {
      return expected.stream()
          .filter(Expectation.Exit.class::isInstance)
          .map(Expectation.Exit.class::cast)
          .findFirst();
    }

    private boolean statement(
        Lab.Step step,
        LabStatement statement,
        Optional<Expectation.Exit> exit,
        Optional<Duration> limit,
        boolean own,
        OutputTap output) {
      at += own ? 0 : 1;
      emit(new ReplayEvent.StatementBegun(statement));
      LabStatement meant = transcript.meant(statement);
      output.begin();
      StatementRunner.Ended ended;
      try {
        ended =
            runner.run(
                meant,
                own ? List.of() : all.subList(Math.min(at, all.size()), all.size()),
                own,
                limit,
                output);
      } catch (ProblemException failed) {
        emit(
            new ReplayEvent.StatementEnded(
                statement, 1, Duration.ZERO, ReplayEvent.Verdict.FAILED));
        transcript.compare(statement, ReplayEvent.Verdict.FAILED, output);
        Problem problem = failed.problem();
        return fail(step, problem.place().isPresent() ? problem : problem.at(statement.place()));
      }
      Judgement judgement = Judgement.of(statement, ended, exit, limit, output.statement());
      tolerated += judgement.verdict() == ReplayEvent.Verdict.TOLERATED ? 1 : 0;
      emit(
          new ReplayEvent.StatementEnded(
              statement, ended.status(), ended.took(), judgement.verdict()));
      // a difference stops nobody: one replay shows them all
      Optional<Problem> differs = transcript.compare(statement, judgement.verdict(), output);
      differs.ifPresent(problem -> fail(step, problem));
      return judgement
          .problem()
          .map(problem -> fail(step, runner.explained(statement, problem)))
          .orElse(true);
    }

    private boolean expectation(Lab.Step step, Expectation expectation, String output) {
      try {
        String says = expectations.check(expectation, output);
        emit(new ReplayEvent.ExpectationMet(expectation, says));
        return true;
      } catch (ProblemException failed) {
        Place place = failed.problem().place().orElse(expectation.place());
        return fail(step, failed.problem().at(place));
      }
    }

    private boolean fail(Lab.Step step, Problem problem) {
      failures++;
      emit(new ReplayEvent.Failed(step, problem));
      return options.keepGoing();
    }
  }
}
