package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Choice;
import dev.stagecraft.lab.Expectation;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.lab.Needs;
import dev.stagecraft.lab.Route;
import dev.stagecraft.lab.ShellWord;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A lab that is gone through by hand, step by step or statement by statement, in a shell that the
 * person uses too. What ran is not run again for what needs it, unless something removed what it
 * had made.
 */
public final class OpenLab implements AutoCloseable {
  private final Lab lab;
  private final LabShell shell;
  private final LabEngine engine;
  private final LongSupplier nanos;
  private final Needs needs;
  private final LabHome home;
  private final StepRunner runner;
  private final Tally tally = new Tally();
  private final Larder larder;
  private final Set<Integer> done = new HashSet<>();
  private final Map<Integer, State> states = new HashMap<>();
  private final Map<Integer, Duration> times = new HashMap<>();
  private ReplayListener listener = event -> {};
  private int last;

  /** How far a step is. */
  public enum State {
    DONE("done"),
    FAILED("failed"),
    SKIPPED("skipped"),
    BEGUN("begun"),
    OPEN("");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** As lists show it. */
    public String word() {
      return word;
    }
  }

  /** Opens a lab: the shell goes to the lab's home. */
  public OpenLab(
      Lab lab, LabShell shell, LabEngine engine, Replayer.Options options, LongSupplier nanos) {
    this.lab = lab;
    this.shell = shell;
    this.engine = engine;
    this.nanos = nanos;
    this.needs = new Needs(lab);
    this.home = new LabHome(shell, options.home());
    ImageBook images = new ImageBook(engine);
    this.larder = new Larder(engine.bases(), needs.stock(Route.all(lab)), nanos);
    StatementRunner statements =
        new StatementRunner(shell, engine, lab, images, larder, this::tell, nanos);
    this.runner = new StepRunner(shell, options, statements, images, tally, this::tell);
    runner.follow(Route.all(lab));
    Optional<String> unused = home.enter(lab);
  }

  private void tell(ReplayEvent event) {
    listener.on(event);
  }

  /** The lab. */
  public Lab lab() {
    return lab;
  }

  /** How far a step is. */
  public State state(Lab.Step step) {
    return states.getOrDefault(step.line(), State.OPEN);
  }

  /** How long a step ran, if it did. */
  public Optional<Duration> time(Lab.Step step) {
    return Optional.ofNullable(times.get(step.line()));
  }

  /** The statement that comes next, and its step. */
  public Optional<Next> next() {
    for (Lab.Step step : lab.steps()) {
      for (Block block : step.blocks()) {
        for (int line : lines(block)) {
          if (line > last) {
            return Optional.of(new Next(step, line));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A statement or a file of the lab.
   *
   * @param line where it stands
   */
  public record Next(Lab.Step step, int line) {}

  /**
   * Runs a step, and before it what it needs and has not run yet.
   *
   * @param name a number, a range or a title
   * @return the status: 0 where nothing failed
   * @throws ProblemException {@code lab.step} where there is no such one
   */
  public int step(String name, ReplayListener shows) {
    Choice choice = new Choice(List.of(), List.of(name), Optional.empty(), Optional.empty());
    return run(needs.route(choice.steps(lab)), Optional.empty(), shows);
  }

  /** Runs the statement that comes next; answers the status. */
  public int next(Next next, ReplayListener shows) {
    Set<Integer> position = Set.of(lab.steps().indexOf(next.step()));
    return run(needs.route(position), Optional.of(next.line()), shows);
  }

  private int run(Route route, Optional<Integer> only, ReplayListener shows) {
    listener = shows;
    int failed = 0;
    Skips skips = Skips.of(lab, route, needs, engine.bases());
    for (Route.Stop stop : route.stops()) {
      Optional<Problem> problem = skips.of(stop);
      if (problem.isPresent()) {
        states.put(stop.step().line(), State.SKIPPED);
        tell(new ReplayEvent.StepSkipped(stop.step(), problem.get()));
        continue;
      }
      Route.Stop rest = rest(stop, only);
      if (!rest.blocks().isEmpty()) {
        failed += step(rest, only);
      }
      if (failed > 0) {
        return 1;
      }
    }
    return 0;
  }

  /** What of a stop is to be run now. */
  private Route.Stop rest(Route.Stop stop, Optional<Integer> only) {
    List<Block> blocks = new ArrayList<>();
    for (Block block : stop.blocks()) {
      reduced(
              block,
              line -> stop.asked() ? only.isEmpty() || only.get() == line : !done.contains(line))
          .ifPresent(blocks::add);
    }
    return new Route.Stop(stop.step(), stop.asked(), blocks);
  }

  /** What a block has of some lines; its output is not read, and so nothing is expected of it. */
  private static Optional<Block> reduced(Block block, java.util.function.IntPredicate wanted) {
    return block.fold(
        commands -> {
          List<LabStatement> some = some(commands.statements(), wanted);
          return some.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Block.Commands(
                      commands.fence(),
                      some,
                      ends(commands.statements(), some)
                          ? checked(commands.expectations())
                          : List.of(),
                      commands.settings(),
                      commands.doubt()));
        },
        file -> wanted.test(file.fence().place().line()) ? Optional.of(file) : Optional.empty(),
        own -> {
          List<LabStatement> some = some(own.statements(), wanted);
          return some.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Block.Own(
                      own.fence(),
                      some,
                      ends(own.statements(), some) ? checked(own.expectations()) : List.of()));
        },
        shown -> Optional.empty());
  }

  private static List<LabStatement> some(
      List<LabStatement> statements, java.util.function.IntPredicate wanted) {
    return statements.stream().filter(each -> wanted.test(each.place().line())).toList();
  }

  private static boolean ends(List<LabStatement> all, List<LabStatement> some) {
    return some.get(some.size() - 1).equals(all.get(all.size() - 1));
  }

  private static List<Expectation> checked(List<Expectation> expectations) {
    return expectations.stream().filter(each -> !(each instanceof Expectation.Prints)).toList();
  }

  private int step(Route.Stop stop, Optional<Integer> only) {
    long begun = nanos.getAsLong();
    int before = tally.failures();
    go(stop);
    boolean header = only.isEmpty() || !stop.asked() || state(stop.step()) == State.OPEN;
    if (header) {
      tell(
          new ReplayEvent.StepBegun(
              stop.step(),
              lab.numberedSteps(),
              Duration.ZERO,
              stop.asked() ? ReplayEvent.Role.ASKED : ReplayEvent.Role.NEEDED));
    }
    boolean unused = runner.step(stop);
    unused = runner.settled(stop.step());
    int failed = tally.failures() - before;
    stop.blocks().forEach(block -> lines(block).forEach(line -> ran(line, failed)));
    Duration took = Duration.ofNanos(nanos.getAsLong() - begun);
    if (!stop.asked() || only.isEmpty()) {
      tell(new ReplayEvent.StepEnded(stop.step(), failed, took));
    }
    times.merge(stop.step().line(), took, only.isPresent() ? Duration::plus : (a, b) -> b);
    boolean all = stop.step().blocks().stream().allMatch(block -> done.containsAll(lines(block)));
    if (failed > 0) {
      states.put(stop.step().line(), State.FAILED);
    } else {
      states.put(stop.step().line(), all ? State.DONE : State.BEGUN);
    }
    if (stop.asked()) {
      last =
          only.orElseGet(
              () ->
                  stop.blocks().stream()
                      .flatMap(block -> lines(block).stream())
                      .reduce(last, (a, b) -> b));
    }
    return failed;
  }

  /** Goes where the lab is at this point, if that is known and there. */
  private void go(Route.Stop stop) {
    Optional<String> folder =
        stop.blocks().stream()
            .flatMap(block -> lines(block).stream())
            .findFirst()
            .flatMap(needs::folder);
    folder.ifPresent(
        path -> {
          String word = ShellWord.path(path);
          String line = "[ ! -d " + word + " ] || cd " + word + "\n";
          int unused = shell.run(line, false, OutputStream.nullOutputStream());
        });
  }

  private void ran(int line, int failed) {
    if (failed == 0) {
      done.removeAll(needs.cleared(line, done));
      done.add(line);
    }
  }

  private static List<Integer> lines(Block block) {
    return block.fold(
        commands -> commands.statements().stream().map(each -> each.place().line()).toList(),
        file -> List.of(file.fence().place().line()),
        own -> own.statements().stream().map(each -> each.place().line()).toList(),
        shown -> List.of());
  }

  /** Puts the shell back as it was before the lab; what the lab made stays the session's. */
  @Override
  public void close() {
    larder.close();
    home.leave();
  }
}
