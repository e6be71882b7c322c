package dev.stagecraft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One Docker engine.
 *
 * <p>Codes that every call may fail with: {@code engine.unreachable} (nothing answers, or the
 * connection broke before an answer), {@code engine.permission} (the socket refuses us), {@code
 * engine.gone} (it answered and then went away in the middle), {@code engine.version} (it speaks no
 * API version that we know). A refusal of the engine itself is an {@link EngineRefusal} inside
 * {@code engine.refused}.
 */
public interface Engine extends AutoCloseable {
  /** Where it is, as {@code DOCKER_HOST} would say: {@code unix:///var/run/docker.sock}. */
  String address();

  /** The API version that was agreed on, {@code 1.41}. Asks the engine the first time only. */
  String apiVersion();

  /** The engine's own id, from {@code /info}; stable over restarts of the engine. */
  String id();

  /** What {@code GET /info} says. */
  JsonNode info();

  /** What {@code GET /version} says. */
  JsonNode version();

  /** Its containers. */
  Containers containers();

  /** Its images. */
  Images images();

  /** Its networks. */
  Networks networks();

  /** Its volumes. */
  Volumes volumes();

  /** Its builder and the builder's cache. */
  Builder builder();

  /**
   * Passes on what happens on the engine, each as {@code GET /events} tells it, until the end of
   * the span, or until the thread is interrupted where the span has none.
   *
   * @param since when the span begins, by the engine's clock
   * @param until when it ends, where it does
   * @param filters as docker names them: {@code type}, {@code event}, {@code label} …
   */
  void events(
      Instant since,
      Optional<Instant> until,
      Map<String, List<String>> filters,
      Consumer<JsonNode> listener);

  /** Closes what is open. The engine itself goes on. */
  @Override
  void close();
}
