package dev.stagecraft.replay;

import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Expectation;
import dev.stagecraft.lab.FileWriting;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.lab.Route;
import dev.stagecraft.lab.ShellWord;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the blocks of steps, and keeps what the steps have in common: images, ports, bases. */
final class StepRunner {
  private final LabShell shell;
  private final Replayer.Options options;
  private final Consumer<ReplayEvent> events;
  private final Expectations expectations;
  private final StatementRunner runner;
  private final Transcript transcript;
  private final Tally tally;
  private List<LabStatement> all = List.of();
  private boolean asked = true;

  /**
   * A runner.
   *
   * @param runner runs one statement
   * @param images what is known of images that were built
   * @param tally counts
   */
  StepRunner(
      LabShell shell,
      Replayer.Options options,
      StatementRunner runner,
      ImageBook images,
      Tally tally,
      Consumer<ReplayEvent> events) {
    this.shell = shell;
    this.options = options;
    this.events = events;
    this.expectations = new Expectations(images);
    this.runner = runner;
    this.transcript = new Transcript(options.comparing(), events);
    this.tally = tally;
  }

  /** The statements that will be run, in order: a sleep is for those behind it. */
  void follow(Route route) {
    all =
        route.blocks().stream()
            .filter(Block.Commands.class::isInstance)
            .flatMap(block -> ((Block.Commands) block).statements().stream())
            .toList();
  }

  private List<LabStatement> following(LabStatement statement) {
    int line = statement.place().line();
    return all.stream().filter(other -> other.place().line() > line).toList();
  }

  /** Runs what a route runs of a step; answers whether the replay goes on. */
  boolean step(Route.Stop stop) {
    asked = stop.asked();
    boolean goOn = true;
    for (Block block : stop.blocks()) {
      goOn = goOn && block(stop.step(), block);
    }
    return goOn;
  }

  /** Waits for what went on behind the statements of a step; answers whether the replay goes on. */
  boolean settled(Lab.Step step) {
    try {
      runner.settle();
      return true;
    } catch (ProblemException failed) {
      return fail(step, failed.problem());
    }
  }

  /** Runs a block; answers whether the replay goes on. */
  boolean block(Lab.Step step, Block block) {
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
    tally.block(asked);
    OutputTap output = new OutputTap(events);
    int status = shell.run(FileWriting.script(file), false, output);
    if (status != 0) {
      return fail(
          step,
          Problem.of("replay.file", file.path() + " cannot be written: " + output.block().strip())
              .at(file.fence().place())
              .withHint("see whether its folder may be written to"));
    }
    events.accept(new ReplayEvent.FileWritten(file));
    return true;
  }

  private boolean statements(
      Lab.Step step,
      List<LabStatement> statements,
      List<Expectation> expected,
      Block.Settings settings,
      boolean own) {
    tally.block(asked);
    OutputTap output = new OutputTap(events);
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
      events.accept(new ReplayEvent.Remark("the folder " + before + " is gone"));
    }
    if (goOn && expected.stream().anyMatch(each -> !(each instanceof Expectation.Exit))) {
      goOn = settled(step);
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
    try {
      runner.before(statement);
    } catch (ProblemException earlier) {
      if (!fail(step, earlier.problem())) {
        return false;
      }
      runner.before(statement);
    }
    events.accept(new ReplayEvent.StatementBegun(statement));
    LabStatement meant = transcript.meant(statement);
    output.begin();
    StatementRunner.Ended ended;
    try {
      ended = runner.run(meant, own ? List.of() : following(statement), own, limit, output);
    } catch (ProblemException failed) {
      events.accept(
          new ReplayEvent.StatementEnded(statement, 1, Duration.ZERO, ReplayEvent.Verdict.FAILED));
      Optional<Problem> unused = compared(statement, ReplayEvent.Verdict.FAILED, output);
      Problem problem = failed.problem();
      return fail(step, problem.place().isPresent() ? problem : problem.at(statement.place()));
    }
    Judgement lenient = Judgement.of(statement, ended, exit, limit, output.statement());
    Judgement judgement =
        options.strict() ? lenient.strictly(statement, ended, output.statement()) : lenient;
    if (judgement.verdict() == ReplayEvent.Verdict.TOLERATED) {
      tally.tolerated();
    }
    events.accept(
        new ReplayEvent.StatementEnded(
            statement, ended.status(), ended.took(), judgement.verdict()));
    // a difference stops nobody: one replay shows them all
    Optional<Problem> differs = compared(statement, judgement.verdict(), output);
    differs.ifPresent(problem -> fail(step, problem));
    return judgement
        .problem()
        .map(problem -> fail(step, runner.explained(statement, problem)))
        .orElse(true);
  }

  /** Outputs of what is only needed are not what was asked for; their ids count all the same. */
  private Optional<Problem> compared(
      LabStatement statement, ReplayEvent.Verdict verdict, OutputTap output) {
    return transcript.compare(statement, verdict, output, asked);
  }

  private boolean expectation(Lab.Step step, Expectation expectation, String output) {
    try {
      String says = expectations.check(expectation, output);
      events.accept(new ReplayEvent.ExpectationMet(expectation, says));
      return true;
    } catch (ProblemException failed) {
      Place place = failed.problem().place().orElse(expectation.place());
      return fail(step, failed.problem().at(place));
    }
  }

  private boolean fail(Lab.Step step, Problem problem) {
    tally.failed();
    events.accept(new ReplayEvent.Failed(step, problem));
    return options.keepGoing();
  }
}
