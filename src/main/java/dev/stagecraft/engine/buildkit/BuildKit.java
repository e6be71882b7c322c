package dev.stagecraft.engine.buildkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.context.BuildContext;
import dev.stagecraft.engine.context.BuildPlan;
import dev.stagecraft.engine.context.Dockerfile;
import dev.stagecraft.engine.transport.Api;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds by {@code POST /build} with an archive, over BuildKit; an engine without it answers in the
 * classic style, which is translated.
 *
 * <p>This way has no session. So images that the engine lacks are pulled before, and a {@code #
 * syntax=} image that it lacks is done without, with a warning; secret and ssh mounts fail.
 */
public final class BuildKit implements Builder {
  private final Api api;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final BasePull pull;
  private final BuildCall call;
  private final CacheRecords records;

  /** The builder of an engine. Nothing is asked yet. */
  public BuildKit(Api api) {
    this(api, Clock.systemUTC());
  }

  BuildKit(Api api, Clock clock) {
    this.api = api;
    this.clock = clock;
    this.pull = new BasePull(api, json, clock);
    this.call = new BuildCall(api, json);
    this.records = new CacheRecords(api, json);
  }

  @Override
  public Built build(Builder.Request request, Consumer<BuildEvent> listener) {
    BuildContext opened = BuildContext.open(request);
    BuildContext context = readable(opened, listener);
    context.dockerfile().ifPresent(file -> bring(request, file, listener));
    Reply reply = new Reply(listener, clock);
    try (InputStream archive = context.archive()) {
      call.send(request, context.dockerfileName(), archive, reply);
    } catch (Cancelled cancelled) {
      call.cancel(request.id(), cancelled);
      throw cancelled;
    } catch (EngineRefusal refusal) {
      throw failure(refusal.says(), reply, context).exception(refusal);
    } catch (IOException e) {
      throw Problem.of("build.context", "the build context could not be closed: " + e)
          .withHint("build again")
          .exception(e);
    }
    if (reply.error().isPresent()) {
      throw failure(reply.error().get(), reply, context).exception();
    }
    String image =
        reply
            .image()
            .orElseThrow(
                () -> failure("the engine ended without an image", reply, context).exception());
    return new Built(image, records.ofContext(reply.contextSteps()));
  }

  private static Problem failure(String error, Reply reply, BuildContext context) {
    return new BuildFailure(error, reply.failedStep(), reply.failedOutput(), context.dockerfile())
        .problem();
  }

  /** The context with a Dockerfile that the engine can read without asking a registry. */
  private BuildContext readable(BuildContext context, Consumer<BuildEvent> listener) {
    Optional<String> syntax = context.dockerfile().flatMap(Dockerfile::syntax);
    if (syntax.isEmpty() || pull.exists(syntax.get())) {
      return context;
    }
    boolean heredocs =
        context.dockerfile().stream()
            .flatMap(file -> file.instructions().stream())
            .anyMatch(instruction -> !instruction.heredocs().isEmpty());
    if (heredocs && !api.atLeast("1.42") && pulled(syntax.get(), listener)) {
      return context;
    }
    listener.accept(
        new BuildEvent.Warning(
            "",
            "the image "
                + syntax.get()
                + " of the syntax line is not here; the engine's own reader is used"));
    return context.withoutSyntax();
  }

  /** Old engines read no heredocs themselves, so there the image is worth a try. */
  private boolean pulled(String syntax, Consumer<BuildEvent> listener) {
    try {
      pull.pull(syntax, Optional.empty(), listener);
      return true;
    } catch (ProblemException e) {
      // The step that ended with an error has told it.
      return false;
    }
  }

  /** Without a session most engines cannot pull during a build, so it is done before. */
  private void bring(Builder.Request request, Dockerfile file, Consumer<BuildEvent> listener) {
    for (String base : plan(request, file).bases()) {
      if (request.pull() || !pull.exists(base)) {
        pull.pull(base, request.platform(), listener);
      }
    }
  }

  private static BuildPlan plan(Builder.Request request, Dockerfile file) {
    return BuildPlan.of(
        file, request.arguments(), request.target(), request.platform().orElse(hostPlatform()));
  }

  /** The engine is nearly always of the same architecture as we are. */
  private static String hostPlatform() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (arch) {
      case "x86_64", "amd64" -> "linux/amd64";
      case "aarch64", "arm64" -> "linux/arm64";
      default -> "linux/" + arch;
    };
  }

  @Override
  public List<String> bases(Builder.Request request) {
    return BuildContext.dockerfileOf(request)
        .map(file -> plan(request, file).bases())
        .orElse(List.of());
  }

  @Override
  public List<CacheRecord> cache() {
    return records.list();
  }

  @Override
  public Pruned prune(List<String> ids) {
    return records.prune(ids);
  }
}
