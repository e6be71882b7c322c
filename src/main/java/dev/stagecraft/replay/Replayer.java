package dev.stagecraft.replay;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Place;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.Block;
import dev.stagecraft.lab.Doubts;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.Needs;
import dev.stagecraft.lab.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

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
   * @param strict a step that is left out and a failure that is tolerated are failures
   * @param prefetch bring base images in the background before they are needed
   */
  public record Options(
      Path home,
      boolean keepGoing,
      boolean unsure,
      Comparing comparing,
      boolean strict,
      boolean prefetch) {
    /** A lenient replay that brings a base image when it needs it. */
    public Options(Path home, boolean keepGoing, boolean unsure, Comparing comparing) {
      this(home, keepGoing, unsure, comparing, false, false);
    }
  }

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

  /** Replays a whole lab; see {@link #replay(Lab, Route)}. */
  public Summary replay(Lab lab) {
    return replay(lab, Route.all(lab));
  }

  /**
   * Replays a way through a lab to its end, or to the first failure.
   *
   * @throws ProblemException {@code lab.placeholder}, {@code lab.unsure}, or what is wrong with the
   *     engine, before anything is run
   * @throws Cancelled where the thread was interrupted; the last event has been sent then
   */
  public Summary replay(Lab lab, Route route) {
    Doubts.refuse(route.blocks(), options.unsure());
    if (route.blocks().stream().anyMatch(Replayer::asksEngine)) {
      // what is wrong with the engine is known before anything is done
      String unused = engine.engine().get().id();
    }
    return new Run(lab, route).run();
  }

  private static boolean asksEngine(Block block) {
    return block.fold(
        commands -> commands.statements().stream().anyMatch(s -> s.text().contains("docker")),
        file -> false,
        own -> true,
        shown -> false);
  }

  private void emit(ReplayEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }

  /** One replay. */
  private final class Run {
    private final Lab lab;
    private final Route route;
    private final Needs needs;
    private final ImageBook images = new ImageBook(engine);
    private final Larder larder;
    private final Tally tally = new Tally();
    private final StepRunner runner;
    private final long begun = nanos.getAsLong();

    Run(Lab lab, Route route) {
      this.lab = lab;
      this.route = route;
      this.needs = new Needs(lab);
      this.larder = new Larder(engine.bases(), needs.stock(route), nanos);
      StatementRunner statements =
          new StatementRunner(shell, engine, lab, images, larder, Replayer.this::emit, nanos);
      this.runner = new StepRunner(shell, options, statements, images, tally, Replayer.this::emit);
      runner.follow(route);
    }

    Summary run() {
      LabHome home = new LabHome(shell, options.home());
      Optional<String> remark = home.enter(lab);
      try {
        emit(
            new ReplayEvent.LabBegun(
                lab, route.asked().stream().map(Lab.Step::line).collect(Collectors.toSet())));
        remark.ifPresent(text -> emit(new ReplayEvent.Remark(text)));
        Skips skips = Skips.of(lab, route, needs, engine.bases());
        if (options.prefetch()) {
          larder.stock(needs.stock(skips.rest()));
        }
        steps(skips);
      } catch (Cancelled cancelled) {
        boolean flag = Thread.interrupted();
        larder.close();
        home.leave();
        emit(new ReplayEvent.ReplayEnded(summary(true)));
        if (flag) {
          Thread.currentThread().interrupt();
        }
        throw cancelled;
      } finally {
        larder.close();
      }
      home.leave();
      Summary summary = summary(false);
      emit(new ReplayEvent.ReplayEnded(summary));
      return summary;
    }

    private Summary summary(boolean cancelled) {
      return tally.summary(
          route.numberedSteps(), cancelled, since(begun), Tally.sizes(lab, images));
    }

    private Duration since(long from) {
      return Duration.ofNanos(nanos.getAsLong() - from);
    }

    private void steps(Skips skips) {
      Optional<Route.Stop> last =
          route.stops().stream()
              .filter(stop -> skips.of(stop).isEmpty())
              .reduce((before, behind) -> behind);
      boolean goOn = true;
      for (Route.Stop stop : route.stops()) {
        Optional<Problem> skipped = skips.of(stop);
        goOn =
            skipped.isPresent()
                ? skip(stop, skipped.get(), skips.place(stop))
                : step(stop, last.equals(Optional.of(stop)));
        if (!goOn) {
          return;
        }
      }
    }

    private boolean skip(Route.Stop stop, Problem problem, Place place) {
      if (options.strict()) {
        emit(begun(stop));
        emit(new ReplayEvent.Failed(stop.step(), problem.at(place)));
        tally.failed();
        tally.ended(stop, 1);
        emit(new ReplayEvent.StepEnded(stop.step(), 1, Duration.ZERO));
        return options.keepGoing();
      }
      tally.skipped(stop, problem);
      emit(new ReplayEvent.StepSkipped(stop.step(), problem));
      return true;
    }

    private ReplayEvent.StepBegun begun(Route.Stop stop) {
      return new ReplayEvent.StepBegun(
          stop.step(),
          lab.numberedSteps(),
          since(begun),
          stop.asked() ? ReplayEvent.Role.ASKED : ReplayEvent.Role.NEEDED);
    }

    private boolean step(Route.Stop stop, boolean last) {
      long from = nanos.getAsLong();
      int before = tally.failures();
      emit(begun(stop));
      boolean goOn = runner.step(stop);
      if (!goOn || last) {
        goOn &= runner.settled(stop.step());
      }
      int failed = tally.failures() - before;
      tally.ended(stop, failed);
      emit(new ReplayEvent.StepEnded(stop.step(), failed, since(from)));
      return goOn;
    }
  }
}
