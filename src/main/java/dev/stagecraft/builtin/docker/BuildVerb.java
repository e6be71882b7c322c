package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Bound;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.BuildClaim;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Neighbour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code docker build}. */
final class BuildVerb extends DockerVerb {
  private static final String CONTEXT = "PATH | -";
  private static final List<String> MODES = List.of("auto", "plain", "tty", "quiet", "rawjson");

  BuildVerb(Workbench bench) {
    super(describe(), bench);
  }

  private static CommandSpec describe() {
    return VerbSpec.docker("build", "Build an image from a Dockerfile")
        .also("docker image build", "docker buildx build", "docker builder build", "build")
        .list("build-arg", "list", "Set build-time variables")
        .value('f', "file", "string", "Name of the Dockerfile (default: PATH/Dockerfile)")
        .list("label", "list", "Set metadata for an image")
        .flag("load", "The image is loaded in any case")
        .value("network", "string", "Networking mode for the RUN instructions during build")
        .flag("no-cache", "Do not use cache when building the image")
        .value("platform", "string", "Set target platform for build")
        .value("progress", "string", "Type of progress output (auto, plain, tty, quiet)")
        .flag("pull", "Always attempt to pull all referenced images")
        .flag('q', "quiet", "Suppress the build output and print image ID on success")
        .flag("rm", "Intermediate containers are removed in any case")
        .list('t', "tag", "stringArray", "Name and optionally a tag (format: name:tag)")
        .value("target", "string", "Set the target build stage to build")
        .argument(CONTEXT, Arity.ONE, Completes.FOLDER)
        .example("docker build -t shop:single .", "an image from the folder's Dockerfile")
        .example("docker build -f Dockerfile.slim -t shop:slim .", "another file")
        .build();
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    String mode = given.value("progress").orElse("auto");
    if (!MODES.contains(mode)) {
      return Words.failed(1, "ERROR: invalid progress mode: " + mode);
    }
    if (mode.equals("rawjson")) {
      throw Problem.of("usage.option", "--progress rawjson").exception();
    }
    String context = given.one(CONTEXT).orElseThrow();
    Optional<Path> folder = Optional.empty();
    if (context.equals("-") && piped(given)) {
      return Words.failed(
          1, "ERROR: invalid argument: can't use stdin for both build context and dockerfile");
    }
    if (!context.equals("-")) {
      if (context.contains("://") || context.startsWith("git@") || context.endsWith(".git")) {
        throw Problem.of("usage.option", "a context at " + context).exception();
      }
      folder = Optional.of(call.folder().resolve(context).normalize());
      Optional<Outcome> wrong = wrong(call, folder.get(), context);
      if (wrong.isPresent()) {
        return wrong.get();
      }
    }
    for (String tag : given.values("tag")) {
      try {
        ImageName unused = ImageName.parse(tag);
      } catch (ProblemException e) {
        return Words.failed(1, "ERROR: invalid tag \"" + tag + "\": " + e.problem().message());
      }
    }
    boolean quiet = given.flag("quiet") || mode.equals("quiet");
    boolean live = !quiet && !mode.equals("plain") && call.streams().errIsTerminal();
    return build(call, folder, quiet, live);
  }

  /** Whether standard input holds the Dockerfile. */
  private static boolean piped(Bound given) {
    return given.value("file").filter("-"::equals).isPresent();
  }

  private static Optional<Outcome> wrong(Invocation call, Path folder, String context) {
    if (Files.isDirectory(folder)) {
      return Optional.empty();
    }
    String line =
        Files.exists(folder)
            ? "ERROR: unable to prepare context: context must be a directory: " + folder
            : "ERROR: unable to prepare context: path \"" + context + "\" not found";
    Problem problem =
        Problem.of("build.context", "there is no folder " + context + " in " + call.folder())
            .withHint("ls shows what is there; the last word of docker build is the folder");
    return Optional.of(new Outcome(1, Optional.empty(), "", List.of(line), Optional.of(problem)));
  }

  private Outcome build(Invocation call, Optional<Path> folder, boolean quiet, boolean live) {
    Consumer<String> line = text -> Pipes.say(call.streams(), text);
    BuildLog log = new BuildLog(quiet || live ? text -> {} : line);
    BuildProgress progress = new BuildProgress(live ? call.progress() : event -> {});
    BuildInput input = BuildInput.of(call, bench.session(), folder, piped(call.arguments()));
    try {
      // Before the claim: what making the bases leaves in the cache is not the build's.
      bring(call, input);
      Builder.Built built = claimed(call, input, log, progress);
      log.end();
      progress.end(true);
      Outcome outcome = quiet ? Outcome.text(built.imageId() + "\n") : Outcome.done();
      return withNeighbours(outcome, call.arguments().values("tag"));
    } catch (ProblemException e) {
      log.end();
      progress.end(false);
      return log.failure(e.problem());
    } catch (EngineRefusal e) {
      log.end();
      progress.end(false);
      return Words.failed(1, "ERROR: " + Words.daemon(e));
    } catch (Cancelled e) {
      log.end();
      progress.end(false);
      throw e;
    } finally {
      input.close();
    }
  }

  /** Says of which tags another session thinks that they are its own. */
  private Outcome withNeighbours(Outcome outcome, List<String> tags) {
    Outcome said = outcome;
    for (String tag : tags) {
      Optional<Neighbour> other = bench.session().neighbour(Kind.IMAGE, tag);
      if (other.isPresent()) {
        said =
            said.withRemark(
                tag
                    + " is also a tag of "
                    + other.get()
                    + ", which runs now: the last build has it");
      }
    }
    return said;
  }

  private Builder.Built claimed(
      Invocation call, BuildInput input, BuildLog log, BuildProgress progress) {
    BuildClaim claim = bench.session().claimBuild(call.arguments().values("tag"));
    try {
      Builder.Built built = built(call, claim.id(), input, log, progress);
      claim.built(built);
      return built;
    } catch (ProblemException | EngineRefusal | Cancelled e) {
      claim.failed();
      throw e;
    }
  }

  /** The images that the build starts from; {@code --pull} and other platforms are the engine's. */
  private void bring(Invocation call, BuildInput input) {
    if (call.arguments().flag("pull") || call.arguments().value("platform").isPresent()) {
      return;
    }
    List<String> bases =
        input.with(context -> bench.engine().builder().bases(asked(call, "bases", context)));
    bases.forEach(base -> new Bases(bench, call).bring(base));
  }

  private Builder.Built built(
      Invocation call, String id, BuildInput input, BuildLog log, BuildProgress progress) {
    Consumer<BuildEvent> listener =
        event -> {
          log.on(event);
          progress.on(event);
        };
    return input.with(
        context -> bench.engine().builder().build(asked(call, id, context), listener));
  }

  private static Builder.Request asked(Invocation call, String id, Builder.Context context) {
    Bound given = call.arguments();
    Optional<String> file = given.value("file").filter(f -> !f.equals("-"));
    boolean folder = context instanceof Builder.Folder;
    return new Builder.Request(
        id,
        context,
        file.map(f -> folder ? call.folder().resolve(f).normalize().toString() : f),
        given.values("tag"),
        pairs(given.values("build-arg"), call.environment()),
        given.value("target"),
        pairs(given.values("label"), Map.of()),
        given.flag("no-cache"),
        given.flag("pull"),
        given.value("platform"),
        given.value("network"));
  }

  /** {@code KEY=value} each; one without a value has that of the environment, or is left out. */
  private static Map<String, String> pairs(List<String> given, Map<String, String> environment) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : given) {
      int equals = pair.indexOf('=');
      if (equals >= 0) {
        pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
      } else {
        Optional.ofNullable(environment.get(pair)).ifPresent(value -> pairs.put(pair, value));
      }
    }
    return pairs;
  }
}
