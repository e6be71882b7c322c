package dev.stagecraft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.ImageName;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The images of an engine. A reference is a name, an id, or a unique start of an id. */
public interface Images {
  /** The images that a query asks for, in the engine's order (newest first). */
  List<Summary> list(Query query);

  /** What {@code GET /images/REF/json} says. */
  JsonNode inspect(String reference);

  /** What {@code GET /images/REF/history} says: an array, newest layer first. */
  JsonNode history(String reference);

  /** Whether there is such an image. */
  boolean exists(String reference);

  /** Gives an image a name more; a name that another image had moves. */
  void tag(String reference, String repository, String tag);

  /** Removes a name, and the image with its last one. */
  List<Removed> remove(String reference, boolean force, boolean prune);

  /**
   * Brings an image from its registry.
   *
   * @param reference with a tag or digest
   * @param platform {@code os/arch}, where one is asked for
   * @param listener hears each message as the engine sends it
   * @throws dev.stagecraft.core.ProblemException {@code engine.pull} with the engine's words
   */
  void pull(String reference, Optional<String> platform, PullListener listener);

  /**
   * Makes an image of one layer from a tar archive of a root file system.
   *
   * @param changes Dockerfile instructions: {@code CMD ["bash"]}
   * @return its id
   */
  String load(InputStream tar, String repository, String tag, List<String> changes);

  /**
   * Makes an image of a container as it stands.
   *
   * @param container its id or name
   * @param name what the image is called, where it gets a name
   * @param commit what is noted of it
   * @return its id
   */
  String commit(String container, Optional<ImageName> name, Commit commit);

  /**
   * What is noted of a commit.
   *
   * @param changes Dockerfile instructions: {@code CMD ["bash"]}
   * @param pause whether the container stands still meanwhile
   */
  record Commit(String author, String comment, List<String> changes, boolean pause) {
    public Commit {
      changes = List.copyOf(changes);
    }
  }

  /** Writes images with their names to an archive. */
  void save(List<String> references, OutputStream archive);

  /**
   * Reads images from an archive that {@link #save} wrote, compressed or not.
   *
   * @param listener hears each message as the engine sends it
   */
  void restore(InputStream archive, Consumer<JsonNode> listener);

  /** Hears of a pull. */
  @FunctionalInterface
  interface PullListener {
    /** A message: {@code {"id":…,"status":…,"progressDetail":{"current":…,"total":…}}}. */
    void on(JsonNode message);
  }

  /**
   * Which images to list.
   *
   * @param all intermediate ones too
   * @param filters as docker names them: {@code reference}, {@code dangling}, {@code label} …
   */
  record Query(boolean all, boolean digests, Map<String, List<String>> filters) {
    /** All named and dangling images, without intermediate ones. */
    public static Query everything() {
      return new Query(false, false, Map.of());
    }
  }

  /**
   * An image in a list.
   *
   * @param tags as {@code repository:tag}
   * @param digests as {@code repository@digest}
   * @param size bytes
   */
  record Summary(
      String id,
      String parent,
      List<String> tags,
      List<String> digests,
      Instant created,
      long size,
      long sharedSize,
      long containers,
      Map<String, String> labels) {}

  /**
   * What a removal did.
   *
   * @param untagged true for a name taken away, false for a layer or image deleted
   * @param what the name or id
   */
  record Removed(boolean untagged, String what) {}
}
