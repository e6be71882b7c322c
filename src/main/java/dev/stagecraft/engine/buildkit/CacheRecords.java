package dev.stagecraft.engine.buildkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The records of an engine's build cache. */
final class CacheRecords {
  private static final String CONTEXT = "http url http://build-context-";
  private static final int AT_ONCE = 100;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final Duration BUSY_LIMIT = Duration.ofSeconds(5);
  private static final int BUSY_STEP_MILLIS = 20;

  /** An engine writes a record's time a little before or after the step's. */
  private static final Duration SLACK = Duration.ofMillis(5);

  private final Api api;
  private final ObjectMapper json;

  CacheRecords(Api api, ObjectMapper json) {
    this.api = api;
    this.json = json;
  }

  /** All records. */
  List<Builder.CacheRecord> list() {
    try {
      return listed();
    } catch (EngineRefusal refusal) {
      throw Problem.of("build.failed", "the build cache was not listed: " + refusal.says())
          .withHint("docker system df shows it; try again when the engine is less busy")
          .exception(refusal);
    }
  }

  private List<Builder.CacheRecord> listed() {
    String target = api.atLeast("1.42") ? "/system/df?type=build-cache" : "/system/df";
    List<Builder.CacheRecord> records = new ArrayList<>();
    for (JsonNode record : answer(() -> Request.get(target)).path("BuildCache")) {
      records.add(record(record));
    }
    return records;
  }

  /** An engine lists, or prunes, once at a time, and refuses a second while the first goes on. */
  private JsonNode answer(Supplier<Request> request) {
    long end = System.nanoTime() + BUSY_LIMIT.toNanos();
    while (true) {
      try {
        return once(request.get());
      } catch (EngineRefusal busy) {
        if (busy.status() != CONFLICT || System.nanoTime() - end > 0) {
          throw busy;
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(BUSY_STEP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Cancelled("the build cache");
      }
    }
  }

  private JsonNode once(Request request) {
    try (Response response = api.call(request)) {
      return json.readTree(response.body());
    } catch (IOException e) {
      throw Problem.of("build.failed", "the engine's answer to " + request + " is no JSON")
          .withHint("look at the engine's log")
          .exception(e);
    }
  }

  private static Builder.CacheRecord record(JsonNode node) {
    List<String> parents = new ArrayList<>();
    node.path("Parents").forEach(parent -> parents.add(parent.asText()));
    if (parents.isEmpty() && !node.path("Parent").asText().isEmpty()) {
      parents.add(node.path("Parent").asText());
    }
    return new Builder.CacheRecord(
        node.path("ID").asText(),
        List.copyOf(parents),
        node.path("Type").asText(),
        node.path("Description").asText(),
        node.path("InUse").asBoolean(),
        node.path("Shared").asBoolean(),
        node.path("Size").asLong(),
        time(node.path("CreatedAt").asText()));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      // Podman and old engines leave it out.
      return Instant.EPOCH;
    }
  }

  /**
   * The record of a context that was sent: the step's name holds its address, or it was made while
   * the step ran and no other was. Empty too where the engine does not list its cache now: the
   * build is done and does not fail for that.
   */
  Optional<String> ofContext(List<Trace.Step> steps) {
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    List<Builder.CacheRecord> all;
    try {
      all = listed();
    } catch (EngineRefusal notNow) {
      return Optional.empty();
    }
    List<Builder.CacheRecord> ours =
        all.stream()
            .filter(record -> record.description().startsWith(CONTEXT))
            .filter(record -> steps.stream().anyMatch(step -> isOf(record, step)))
            .toList();
    return ours.size() == 1 ? Optional.of(ours.get(0).id()) : Optional.empty();
  }

  private static boolean isOf(Builder.CacheRecord record, Trace.Step step) {
    if (step.name().startsWith(CONTEXT)) {
      return record.description().equals(step.name());
    }
    return step.first().filter(t -> !record.created().isBefore(t.minus(SLACK))).isPresent()
        && step.ended().filter(t -> !record.created().isAfter(t.plus(SLACK))).isPresent();
  }

  /** Removes exactly these. The filter is never empty: an empty one would remove everything. */
  Builder.Pruned prune(List<String> ids) {
    List<String> wanted = ids.stream().filter(id -> id.matches("[A-Za-z0-9]+")).distinct().toList();
    List<String> removed = new ArrayList<>();
    long bytes = 0;
    for (int from = 0; from < wanted.size(); from += AT_ONCE) {
      List<String> some = wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE));
      String filter =
          json.createObjectNode()
              .set("id", json.createArrayNode().add("^(" + String.join("|", some) + ")$"))
              .toString();
      try {
        JsonNode answer =
            answer(() -> Request.post("/build/prune?all=1&filters=" + Request.encoded(filter)));
        answer.path("CachesDeleted").forEach(id -> removed.add(id.asText()));
        bytes += answer.path("SpaceReclaimed").asLong();
      } catch (EngineRefusal refusal) {
        if (refusal.status() != NOT_FOUND) {
          throw Problem.of("build.failed", "the build cache was not pruned: " + refusal.says())
              .withHint("docker builder prune removes all that is not in use")
              .exception(refusal);
        }
        // An engine without such a cache, such as Podman, has nothing to prune.
      }
    }
    return new Builder.Pruned(List.copyOf(removed), bytes);
  }
}
