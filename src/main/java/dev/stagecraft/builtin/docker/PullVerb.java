package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Claim;
import dev.stagecraft.session.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code docker pull}. Where the registry cannot be reached, the image comes from elsewhere. */
final class PullVerb extends DockerVerb {
  PullVerb(Workbench bench) {
    super(
        VerbSpec.docker("pull", "Download an image from a registry")
            .also("docker image pull", "pull")
            .value("platform", "string", "Set platform if server is multi-platform capable")
            .flag('q', "quiet", "Suppress verbose output")
            .argument("NAME[:TAG|@DIGEST]", Arity.ONE, Completes.IMAGE)
            .example("docker pull alpine:3.19", "brings an image")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String written = call.arguments().one("NAME[:TAG|@DIGEST]").orElseThrow();
    ImageName name;
    try {
      name = ImageName.parse(written);
    } catch (ProblemException e) {
      return Words.failed(1, e.problem().message());
    }
    boolean quiet = call.arguments().flag("quiet");
    if (name.tag().isEmpty() && name.digest().isEmpty() && !quiet) {
      Pipes.print(call.streams(), "Using default tag: latest");
    }
    String reference = name.familiar();
    boolean there = bench.engine().images().exists(reference);
    bench.session().uses(Kind.IMAGE, reference);
    if (there || name.digest().isPresent()) {
      pull(call, reference, quiet);
    } else {
      Claim claim = bench.session().claim(Kind.IMAGE, reference);
      try {
        pull(call, reference, quiet);
      } catch (EngineRefusal | ProblemException | Cancelled e) {
        claim.abandoned();
        throw e;
      }
      claim.created(bench.engine().images().inspect(reference).path("Id").asText());
    }
    return Outcome.text(name.canonical() + "\n");
  }

  private void pull(Invocation call, String reference, boolean quiet) {
    boolean live = call.streams().outIsTerminal() && !quiet;
    Layers layers = new Layers(call.progress());
    try {
      bench
          .engine()
          .images()
          .pull(
              reference,
              call.arguments().value("platform"),
              message -> {
                if (live) {
                  layers.on(message);
                }
                if (!quiet) {
                  show(call, message, live);
                }
              });
    } catch (EngineRefusal | ProblemException refused) {
      layers.fail();
      elsewhere(call, reference, refused);
    }
    layers.done();
  }

  /** A message as docker prints it where nothing can be overwritten. */
  private static void show(Invocation call, JsonNode message, boolean live) {
    JsonNode progress = message.path("progressDetail");
    boolean moving = progress.path("current").longValue() > 0;
    String id = message.path("id").asText();
    boolean ofLayer = live && !id.isEmpty() && message.has("progressDetail");
    if (!moving && !ofLayer && message.has("status")) {
      Pipes.print(
          call.streams(), (id.isEmpty() ? "" : id + ": ") + message.path("status").asText());
    }
  }

  /**
   * From a pack or a recipe, where the registry is out of reach; what the registry itself refused
   * stays refused.
   */
  private void elsewhere(Invocation call, String reference, RuntimeException refused) {
    String says = refused instanceof EngineRefusal e ? e.says() : message(refused);
    if (says.contains("pull access denied")
        || says.contains("manifest unknown")
        || says.contains("not found: manifest")) {
      throw refused;
    }
    BaseImages.Brought brought;
    try {
      brought = new Bases(bench, call).bring(reference);
    } catch (ProblemException none) {
      throw refused instanceof EngineRefusal
          ? Problem.of("engine.pull", "Error response from daemon: " + says)
              .withHint(none.problem().hint().orElse(none.problem().message()))
              .exception(refused)
          : refused;
    }
    if (brought.source() != BaseImages.Source.LOCAL) {
      return;
    }
    if (!bench.bases().get().isStandIn(reference)) {
      throw refused;
    }
    Pipes.print(call.streams(), "Status: " + reference + " is here, as a stand-in");
  }

  private static String message(RuntimeException failed) {
    return String.valueOf(failed.getMessage());
  }

  /** The layers of an image on their way, as parts of one piece of work. */
  private final class Layers {
    private static final String ROOT = "pull";
    private final Progress progress;
    private final java.util.Map<String, Instant> open = new java.util.LinkedHashMap<>();
    private Optional<Instant> begun = Optional.empty();

    Layers(Progress progress) {
      this.progress = progress;
    }

    void on(JsonNode message) {
      String id = message.path("id").asText();
      if (id.isEmpty() || !message.has("progressDetail")) {
        return;
      }
      if (begun.isEmpty()) {
        begun = Optional.of(bench.clock().instant());
        progress.on(new Progress.Begun(ROOT, Optional.empty(), "layers"));
      }
      if (!open.containsKey(id)) {
        open.put(id, bench.clock().instant());
        progress.on(new Progress.Begun(id, Optional.of(ROOT), id));
      }
      JsonNode detail = message.path("progressDetail");
      if (detail.has("current")) {
        long total = detail.path("total").longValue();
        progress.on(
            new Progress.Advanced(
                id,
                detail.path("current").longValue(),
                total > 0 ? OptionalLong.of(total) : OptionalLong.empty(),
                "bytes"));
      }
      String status = message.path("status").asText();
      if (status.equals("Pull complete") || status.equals("Already exists")) {
        end(id, status.equals("Pull complete") ? Progress.End.DONE : Progress.End.CACHED);
      }
    }

    private void end(String id, Progress.End how) {
      Instant from = Optional.ofNullable(open.remove(id)).orElse(bench.clock().instant());
      progress.on(new Progress.Ended(id, how, since(from), ""));
    }

    private Duration since(Instant from) {
      return Duration.between(from, bench.clock().instant());
    }

    void done() {
      finish(Progress.End.DONE);
    }

    void fail() {
      finish(Progress.End.FAILED);
    }

    private void finish(Progress.End how) {
      begun.ifPresent(from -> progress.on(new Progress.Ended(ROOT, how, since(from), "")));
      begun = Optional.empty();
    }
  }
}
