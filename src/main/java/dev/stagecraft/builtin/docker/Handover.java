package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Claim;
import dev.stagecraft.session.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line that goes to the host's docker CLI, and what becomes of that on the engine: what
 * can be labelled gets the session's labels on the command line and is noted before; what compose
 * makes is noted as the engine tells of it.
 */
final class Handover implements AutoCloseable {
  private static final String PROJECT = "com.docker.compose.project";

  /** What a verb makes one of, with labels that its options give. */
  private static final Map<String, Kind> LABELLED =
      Map.of(
          "run", Kind.CONTAINER,
          "create", Kind.CONTAINER,
          "container run", Kind.CONTAINER,
          "container create", Kind.CONTAINER,
          "network create", Kind.NETWORK,
          "volume create", Kind.VOLUME);

  private static final List<String> BUILDS =
      List.of("build", "image build", "buildx build", "builder build");

  private static final Map<String, List<String>> NEWS =
      Map.of(
          "type", List.of("container", "network", "volume"),
          "event", List.of("create", "destroy"));

  private final Workbench bench;
  private final List<String> words;
  private final List<Claim> claims = new ArrayList<>();
  private Optional<Instant> since = Optional.empty();
  private Optional<Thread> listener = Optional.empty();

  private Handover(Workbench bench, List<String> words) {
    this.bench = bench;
    this.words = new ArrayList<>(words);
  }

  /** Begins one; nothing is noted for a line that only looks or removes. */
  static Handover begin(Workbench bench, List<String> words) {
    Handover handover = new Handover(bench, words);
    for (int length = 1; length <= Math.min(2, words.size()); length++) {
      String verb = String.join(" ", words.subList(0, length));
      Optional<Kind> kind = Optional.ofNullable(LABELLED.get(verb));
      if (kind.isPresent()) {
        handover.label(kind.get(), length);
      } else if (BUILDS.contains(verb)) {
        handover.claimTags();
      }
    }
    if (!words.isEmpty() && words.get(0).equals("compose")) {
      handover.listen();
    }
    return handover;
  }

  /** The words to hand over. */
  List<String> words() {
    return List.copyOf(words);
  }

  private void label(Kind kind, int at) {
    Claim claim = bench.session().claim(kind, bench.session().nameFor(kind));
    claims.add(claim);
    claim
        .labels()
        .forEach((name, value) -> words.addAll(at, List.of("--label", name + "=" + value)));
  }

  /** The names that a build gives: {@code -t NAME}, {@code --tag=NAME}. */
  private void claimTags() {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String tag = "";
      if ((word.equals("-t") || word.equals("--tag")) && i + 1 < words.size()) {
        tag = words.get(i + 1);
      } else if (word.startsWith("--tag=")) {
        tag = word.substring("--tag=".length());
      } else if (word.startsWith("-t") && !word.startsWith("--")) {
        tag = word.substring(2).replaceFirst("^=", "");
      }
      if (isName(tag)) {
        claims.add(bench.session().claim(Kind.IMAGE, tag));
      }
    }
  }

  private static boolean isName(String tag) {
    try {
      return !tag.isEmpty() && !ImageName.parse(tag).familiar().isEmpty();
    } catch (ProblemException notAName) {
      // docker's CLI says what is wrong with it.
      return false;
    }
  }

  private void listen() {
    since = Optional.of(engineTime());
    Thread thread =
        new Thread(
            () -> {
              try {
                bench.engine().events(since.orElseThrow(), Optional.empty(), NEWS, this::heard);
              } catch (Cancelled | EngineRefusal | ProblemException ended) {
                // What was missed is read when the command has ended, and what is wrong told then.
                return;
              }
            },
            "engine events");
    thread.setDaemon(true);
    thread.start();
    listener = Optional.of(thread);
  }

  private Instant engineTime() {
    return OffsetDateTime.parse(bench.engine().info().path("SystemTime").asText()).toInstant();
  }

  private synchronized void heard(JsonNode event) {
    Optional<Kind> kind = Kind.of(event.path("Type").asText());
    if (kind.isEmpty()) {
      return;
    }
    String id = event.path("Actor").path("ID").asText();
    if (event.path("Action").asText().equals("destroy")) {
      bench.session().forget(kind.get(), id);
      return;
    }
    try {
      adopt(kind.get(), id);
    } catch (EngineRefusal gone) {
      if (gone.status() != 404) {
        throw gone;
      }
    }
  }

  /** Takes over what compose made; what others make at the same time is not ours. */
  private void adopt(Kind kind, String id) {
    JsonNode made =
        switch (kind) {
          case CONTAINER -> bench.engine().containers().inspect(id, false);
          case NETWORK -> bench.engine().networks().inspect(id);
          case VOLUME -> bench.engine().volumes().inspect(id);
          case IMAGE, FOLDER -> throw new IllegalArgumentException(kind.word());
        };
    boolean container = kind == Kind.CONTAINER;
    JsonNode labels = container ? made.path("Config").path("Labels") : made.path("Labels");
    if (labels.has(PROJECT)) {
      String name = made.path("Name").asText();
      String created = made.path(kind == Kind.VOLUME ? "CreatedAt" : "Created").asText();
      bench
          .session()
          .adopt(kind, container ? name.replaceFirst("^/", "") : name, id, time(created));
    }
  }

  private static Instant time(String written) {
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException none) {
      // An old engine or a driver that does not say: then only the name tells it.
      return Instant.EPOCH;
    }
  }

  /** The command has ended, well or not: what it made is noted. An interrupt does not end that. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      claims.forEach(claim -> new Claims(bench).settle(claim));
      if (listener.isPresent()) {
        listener.get().interrupt();
        bench.engine().events(since.orElseThrow(), Optional.of(engineTime()), NEWS, this::heard);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
