package dev.stagecraft.engine;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The builder of an engine, and its cache. */
public interface Builder {
  /**
   * Builds an image. Interrupting the thread cancels the build on the engine.
   *
   * @param request what to build
   * @param listener hears the build's events in order, from one thread
   * @throws dev.stagecraft.core.ProblemException {@code build.context} (a folder or Dockerfile that
   *     is missing, before anything was sent), {@code build.dockerfile} (it cannot be read), {@code
   *     build.step} (a step failed; {@link BuildEvent.StepEnded} said which), {@code build.disk}
   *     (no space), {@code build.failed} (anything else that the builder says)
   */
  Built build(Request request, Consumer<BuildEvent> listener);

  /**
   * The bases that a build would start from, without building: every {@code FROM} (and {@code COPY
   * --from}) that names an image rather than a stage, arguments filled in, in order, each once.
   * What of the request is a stream is read for that: who builds then opens it again.
   */
  List<String> bases(Request request);

  /**
   * How many steps of the build that made an image last came from the cache, where this builder
   * made it and counts them.
   *
   * @param tag the image's name, as the build was told it
   */
  default Optional<Steps> steps(String tag) {
    return Optional.empty();
  }

  /** The records of the build cache. */
  List<CacheRecord> cache();

  /** Removes exactly the records with these ids, where they are not in use; others stay. */
  Pruned prune(List<String> ids);

  /**
   * What to build.
   *
   * @param id chosen by the caller, unique: names the build on the engine
   * @param context where the files come from
   * @param dockerfile path of the Dockerfile: absolute, or relative to the context's root; the
   *     context's own {@code Dockerfile} where empty
   * @param tags names for the image
   * @param arguments build arguments
   * @param target the stage to stop at
   * @param labels labels of the image
   * @param noCache every step anew
   * @param pull ask the registry for newer bases
   * @param platform {@code os/arch}
   * @param network {@code default host none}
   */
  record Request(
      String id,
      Context context,
      Optional<String> dockerfile,
      List<String> tags,
      Map<String, String> arguments,
      Optional<String> target,
      Map<String, String> labels,
      boolean noCache,
      boolean pull,
      Optional<String> platform,
      Optional<String> network) {
    public Request {
      tags = List.copyOf(tags);
      arguments = Map.copyOf(arguments);
      labels = Map.copyOf(labels);
    }

    /** A plain build of a folder. */
    public static Request of(String id, Path folder, List<String> tags) {
      return new Request(
          id,
          new Folder(folder),
          Optional.empty(),
          tags,
          Map.of(),
          Optional.empty(),
          Map.of(),
          false,
          false,
          Optional.empty(),
          Optional.empty());
    }
  }

  /** Where a build's files come from. */
  sealed interface Context permits Folder, Piped, Stream {}

  /** A folder, with its {@code .dockerignore}. */
  record Folder(Path path) implements Context {}

  /** A folder with its {@code .dockerignore}, and a stream with the Dockerfile's text. */
  record Piped(Path path, InputStream dockerfile) implements Context {}

  /** A stream: a Dockerfile alone, or a tar archive, plain or compressed; told by its bytes. */
  record Stream(InputStream bytes) implements Context {}

  /**
   * What a build made.
   *
   * @param imageId its id
   * @param contextRecord the cache record that holds the context sent, where the way of building
   *     leaves one
   */
  record Built(String imageId, Optional<String> contextRecord) {}

  /**
   * The steps of a build, those that only name a base left out.
   *
   * @param cached how many came from the cache
   * @param all how many there were
   */
  record Steps(int cached, int all) {}

  /**
   * A record of the build cache.
   *
   * @param type {@code regular source.local exec.cachemount frontend internal}
   * @param description for a person
   * @param size bytes
   */
  record CacheRecord(
      String id,
      List<String> parents,
      String type,
      String description,
      boolean inUse,
      boolean shared,
      long size,
      Instant created) {}

  /**
   * What a pruning did.
   *
   * @param ids the records removed
   * @param bytes freed
   */
  record Pruned(List<String> ids, long bytes) {}
}
