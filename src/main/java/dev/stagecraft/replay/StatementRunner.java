package dev.stagecraft.replay;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.lab.DockerUse;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabStatement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs one statement: brings the bases that its builds begin with, turns a sleep into waiting, and
 * notes the images that were built.
 */
final class StatementRunner {
  private final LabShell shell;
  private final LabEngine engine;
  private final Lab lab;
  private final ImageBook images;
  private final Larder larder;
  private final SmartSleep sleeps;
  private final Overlap overlap;
  private final Consumer<ReplayEvent> events;
  private final LongSupplier nanos;

  /** Bases that have been brought, by reference, and whether each is a stand-in. */
  private final Map<String, Boolean> bases = new HashMap<>();

  StatementRunner(
      LabShell shell,
      LabEngine engine,
      Lab lab,
      ImageBook images,
      Larder larder,
      Consumer<ReplayEvent> events,
      LongSupplier nanos) {
    this.shell = shell;
    this.engine = engine;
    this.lab = lab;
    this.images = images;
    this.larder = larder;
    this.sleeps = new SmartSleep(engine, nanos);
    this.overlap = new Overlap(engine.removals());
    this.events = events;
    this.nanos = nanos;
  }

  /**
   * What a statement came to.
   *
   * @param status its exit status
   * @param took without the time for base images
   * @param late whether it was ended because its time was over
   */
  record Ended(int status, Duration took, boolean late) {}

  /**
   * Runs a statement.
   *
   * @param following the statements behind it in the lab
   * @param own whether all of our words mean ours
   * @param limit how long it may take
   * @throws ProblemException where a base image cannot be had
   * @throws Cancelled where the thread was interrupted
   */
  Ended run(
      LabStatement statement,
      List<LabStatement> following,
      boolean own,
      Optional<Duration> limit,
      OutputTap output) {
    List<DockerUse> builds =
        statement.parsed().commands().stream()
            .flatMap(command -> DockerUse.of(command).stream())
            .filter(use -> use.verb().equals("build"))
            .toList();
    boolean standIn = false;
    for (DockerUse build : builds) {
      standIn |= bring(statement, build);
    }
    image(statement, output);
    sleeps.note(statement);
    long begun = nanos.getAsLong();
    Ended ended;
    try {
      ended = timed(statement, following, own, limit, output, begun);
    } finally {
      overlap.after();
    }
    if (ended.status() == 0 && statement.text().contains("build")) {
      note(builds, standIn, ended.took());
    }
    return ended;
  }

  /**
   * Before a statement is begun: waits for removals that it could see.
   *
   * @throws ProblemException {@code replay.removal} where one failed; the statement is not at fault
   */
  void before(LabStatement statement) {
    overlap.before(statement);
  }

  /**
   * Waits for removals that go on behind their statement.
   *
   * @throws ProblemException {@code replay.removal} where one failed
   */
  void settle() {
    overlap.settle();
  }

  /** What went wrong with a statement, with the better advice where it asked a silent port. */
  Problem explained(LabStatement statement, Problem problem) {
    return sleeps
        .silent(statement)
        .map(
            port ->
                new SilentPort(engine.engine().get().containers(), port, sleeps.publisher(port))
                    .explained(problem))
        .orElse(problem);
  }

  private Ended timed(
      LabStatement statement,
      List<LabStatement> following,
      boolean own,
      Optional<Duration> limit,
      OutputTap output,
      long begun) {
    try (Deadline deadline = new Deadline(limit)) {
      int status;
      boolean late;
      try {
        status = execute(statement, following, own, output);
        late = deadline.passed();
      } catch (Cancelled cancelled) {
        late = deadline.passed();
        if (!late) {
          throw cancelled;
        }
        status = 124;
      }
      return new Ended(status, Duration.ofNanos(nanos.getAsLong() - begun), late);
    }
  }

  private int execute(
      LabStatement statement, List<LabStatement> following, boolean own, OutputTap output) {
    Optional<SmartSleep.Found> sleep = sleeps.in(statement, following);
    if (sleep.isEmpty()) {
      return shell.run(statement.text() + "\n", own, output);
    }
    sleeps.await(sleep.get(), events);
    String rest = sleep.get().rest();
    return rest.isEmpty() ? 0 : shell.run(rest + "\n", own, output);
  }

  /** Brings the bases of a build; answers whether one of them is a stand-in. */
  private boolean bring(LabStatement statement, DockerUse build) {
    if (!build.literal() || build.arguments().size() != 1) {
      return false;
    }
    boolean standIn = false;
    for (String base : basesOf(build)) {
      Boolean known = bases.get(base);
      standIn |= known != null ? known : bring(statement, base);
    }
    return standIn;
  }

  private boolean bring(LabStatement statement, String base) {
    try {
      return take(base).brought().standIn();
    } catch (ProblemException failed) {
      Problem problem = failed.problem();
      throw (problem.place().isPresent() ? problem : problem.at(statement.place()))
          .exception(failed);
    }
  }

  private Larder.Taken take(String base) {
    Larder.Taken taken =
        larder.take(base, progress -> events.accept(new ReplayEvent.BaseBringing(progress)));
    if (taken.brought().source() != BaseImages.Source.LOCAL) {
      events.accept(new ReplayEvent.BaseBrought(taken.brought(), taken.waited()));
    }
    engine.uses().accept(base);
    bases.put(base, taken.brought().standIn());
    return taken;
  }

  /**
   * Brings the image of a container, where it may have been brought beforehand. Docker then no
   * longer says that it was not there, and so we do.
   */
  private void image(LabStatement statement, OutputTap output) {
    if (statement.parsed().single().isEmpty() || statement.parsed().commands().size() != 1) {
      return;
    }
    Optional<DockerUse> use =
        DockerUse.of(statement.parsed().commands().get(0))
            .filter(docker -> docker.verb().equals("run") || docker.verb().equals("create"))
            .filter(docker -> docker.values("pull").isEmpty())
            .filter(docker -> docker.values("platform").isEmpty());
    Optional<String> image = use.flatMap(docker -> docker.arguments().stream().findFirst());
    if (image.filter(larder::expects).isEmpty() || bases.containsKey(image.get())) {
      return;
    }
    try {
      Larder.Taken taken = take(image.get());
      boolean came = taken.brought().source() != BaseImages.Source.LOCAL;
      if (came && !use.get().flag("quiet")) {
        output.say(
            "Unable to find image '" + ImageName.parse(image.get()).familiar() + "' locally");
      }
    } catch (ProblemException failed) {
      // the statement itself tells what is wrong, in docker's words
      bases.remove(image.get());
    }
  }

  /** What a build begins with; nothing where the build itself will say what is wrong. */
  private List<String> basesOf(DockerUse build) {
    String context = build.arguments().get(0);
    if (context.equals("-") || context.contains("://")) {
      return List.of();
    }
    Path folder = shell.folder().resolve(context);
    Optional<String> file =
        build.values("file").stream()
            .reduce((first, second) -> second)
            .map(name -> shell.folder().resolve(name).toString());
    Map<String, String> arguments = new HashMap<>();
    for (String pair : build.values("build-arg")) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        arguments.put(pair.substring(0, sign), pair.substring(sign + 1));
      }
    }
    Builder.Request request =
        new Builder.Request(
            "bases",
            new Builder.Folder(folder),
            file,
            build.values("tag"),
            arguments,
            build.values("target").stream().findFirst(),
            Map.of(),
            false,
            false,
            Optional.empty(),
            Optional.empty());
    try {
      return engine.engine().get().builder().bases(request);
    } catch (ProblemException wrong) {
      if (wrong.problem().area().equals("build")) {
        return List.of();
      }
      throw wrong;
    }
  }

  private void note(List<DockerUse> builds, boolean standIn, Duration took) {
    Set<String> tags = new HashSet<>();
    builds.forEach(
        build -> build.values("tag").stream().filter(StatementRunner::literal).forEach(tags::add));
    if (builds.stream().anyMatch(build -> !build.literal()) || builds.isEmpty()) {
      for (Lab.App app : lab.apps()) {
        List.of(app.single(), app.multi()).stream()
            .filter(tag -> !images.knows(tag))
            .forEach(tags::add);
      }
    }
    for (String tag : tags.stream().sorted().toList()) {
      images
          .note(tag, standIn, took)
          .ifPresent(image -> events.accept(new ReplayEvent.ImageBuilt(image, beside(tag))));
    }
  }

  private static boolean literal(String tag) {
    try {
      return !ImageName.parse(tag).path().isEmpty();
    } catch (ProblemException notAName) {
      return false;
    }
  }

  private Optional<ImageFacts> beside(String tag) {
    return lab.apps().stream()
        .filter(app -> app.multi().equals(tag) && images.knows(app.single()))
        .findFirst()
        .flatMap(app -> images.get(app.single()));
  }
}
