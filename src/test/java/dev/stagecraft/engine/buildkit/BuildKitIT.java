package dev.stagecraft.engine.buildkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.StepName;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a real engine, of a program of a few hundred bytes and no base image. */
class BuildKitIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final String mark = "build-it-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<BuildEvent> events = new CopyOnWriteArrayList<>();
  private Api api;
  private BuildKit builder;
  private Instant begun;

  @BeforeEach
  void findEngine() throws IOException {
    api = new Api(RealEngine.endpoint(), System.getenv());
    begun = Instant.now();
    builder = new BuildKit(api);
    Path tiny = folder.resolve("tiny");
    Files.write(tiny, TinyImage.program(architecture()));
    assertTrue(tiny.toFile().setExecutable(true));
    // Unlike any other run's, so that nothing comes from a cache by chance.
    Files.writeString(folder.resolve("mark"), mark);
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }

  @AfterEach
  void removeAll() {
    if (begun == null) {
      return;
    }
    for (String tag : List.of("1", "2")) {
      try (Response response =
          api.call(Request.delete("/images/" + mark + ":" + tag + "?force=1"))) {
        assertEquals(200, response.status());
      } catch (EngineRefusal refusal) {
        assertEquals(404, refusal.status());
      }
    }
    Await.until(
        "all that was built is gone",
        () -> {
          builder.prune(ours());
          return ours().isEmpty();
        });
  }

  /** The records that came since this test began and that belong to what it builds. */
  private List<String> ours() {
    return builder.cache().stream()
        .filter(r -> r.created().isAfter(begun))
        .filter(r -> r.size() < 1_000_000)
        .map(Builder.CacheRecord::id)
        .toList();
  }

  private Builder.Request request(String dockerfile, String tag) {
    try {
      Files.writeString(folder.resolve("Dockerfile"), dockerfile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Builder.Request.of(mark + "-" + tag, folder, List.of(mark + ":" + tag));
  }

  private JsonNode get(String target) {
    try (Response response = api.call(Request.get(target))) {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T extends BuildEvent> Stream<T> all(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast);
  }

  private Set<String> cachedInstructions() {
    return all(BuildEvent.StepEnded.class)
        .filter(BuildEvent.StepEnded::cached)
        .map(e -> StepName.parse(e.name()))
        .filter(n -> n.kind() == StepName.Kind.INSTRUCTION)
        .map(StepName::text)
        .collect(Collectors.toSet());
  }

  private String output() {
    return all(BuildEvent.StepOutput.class)
        .map(o -> new String(o.bytes(), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  @Test
  void stagesAreBuiltAndTheSecondTimeComesFromTheCache() {
    String text =
        """
        FROM scratch AS builder
        ARG WORD=none
        COPY . /
        RUN ["/tiny", "echo", "built"]
        FROM scratch
        LABEL a=b
        COPY --from=builder /mark /mark
        """;
    Builder.Built built = builder.build(request(text, "1"), events::add);
    JsonNode image = get("/images/" + mark + ":1/json");
    assertEquals(built.imageId(), image.path("Id").asText());
    assertEquals("b", image.path("Config").path("Labels").path("a").asText());
    assertEquals(1, image.path("RootFS").path("Layers").size());
    assertEquals("built\n", output());
    String record = built.contextRecord().orElseThrow();
    assertTrue(
        builder.cache().stream()
            .anyMatch(
                r ->
                    r.id().equals(record) && r.description().startsWith("http url http://build-")));

    events.clear();
    Builder.Built again = builder.build(request(text, "2"), events::add);
    assertEquals(built.imageId(), again.imageId());
    assertEquals(
        Set.of(
            "COPY . /", "RUN [\"/tiny\", \"echo\", \"built\"]", "COPY --from=builder /mark /mark"),
        cachedInstructions());
    assertEquals("", output());
  }

  @Test
  void optionsReachTheEngine() {
    String text =
        """
        FROM scratch AS one
        COPY tiny /
        ARG WORD=none
        RUN ["/tiny", "env", "WORD"]
        FROM scratch AS two
        COPY nothing-here /
        """;
    Builder.Request plain = request(text, "1");
    Builder.Request request =
        new Builder.Request(
            plain.id(),
            plain.context(),
            Optional.of("Dockerfile"),
            List.of(mark + ":1", mark + ":2"),
            Map.of("WORD", "with \"quotes\" & more"),
            Optional.of("one"),
            Map.of("who", mark),
            true,
            false,
            Optional.empty(),
            Optional.of("none"));
    Builder.Built built = builder.build(request, events::add);
    assertEquals("with \"quotes\" & more\n", output());
    JsonNode image = get("/images/" + mark + ":2/json");
    assertEquals(built.imageId(), image.path("Id").asText());
    assertEquals(mark, image.path("Config").path("Labels").path("who").asText());
  }

  @Test
  void aStepThatFailsIsToldWithItsLine() {
    String text =
        "FROM scratch\nCOPY tiny mark /\nRUN [\"/tiny\", \"err\", \"no luck\", \"exit\", \"7\"]\n";
    Problem problem =
        assertThrows(ProblemException.class, () -> builder.build(request(text, "1"), events::add))
            .problem();
    assertEquals("build.step", problem.code());
    assertEquals(
        "[2/2] RUN [\"/tiny\", \"err\", \"no luck\", \"exit\", \"7\"] failed with exit code 7",
        problem.message());
    assertEquals(3, problem.place().orElseThrow().line());
    assertEquals("no luck\n", output());
    BuildEvent.StepEnded last =
        all(BuildEvent.StepEnded.class)
            .filter(e -> e.error().isPresent())
            .findFirst()
            .orElseThrow();
    assertTrue(last.error().orElseThrow().contains("exit code: 7"), last.toString());
  }

  @Test
  void whatTheEngineRefusesIsAProblem() {
    Problem unknown = refusal("FROM scratch\nNIX\n");
    assertEquals("build.dockerfile", unknown.code());
    assertEquals(2, unknown.place().orElseThrow().line());
    Problem missing = refusal("FROM scratch\nCOPY nix-nix /\n");
    assertEquals("build.step", missing.code());
    assertEquals(2, missing.place().orElseThrow().line());
    Builder.Request good = request("FROM scratch\nCOPY mark /\n", "1");
    Builder.Request upper =
        new Builder.Request(
            good.id(),
            good.context(),
            Optional.empty(),
            List.of("UPPER"),
            Map.of(),
            Optional.empty(),
            Map.of(),
            false,
            false,
            Optional.empty(),
            Optional.empty());
    Problem name =
        assertThrows(ProblemException.class, () -> builder.build(upper, events::add)).problem();
    assertEquals("build.failed", name.code());
    assertTrue(name.message().contains("must be lowercase"), name.message());
  }

  private Problem refusal(String dockerfile) {
    return assertThrows(
            ProblemException.class, () -> builder.build(request(dockerfile, "1"), events::add))
        .problem();
  }

  @Test
  void aDockerfileFromAStream() {
    Builder.Request plain = request("FROM scratch\n", "1");
    byte[] text = ("FROM scratch\nLABEL mark=" + mark + "\n").getBytes(StandardCharsets.UTF_8);
    Builder.Request request =
        new Builder.Request(
            plain.id(),
            new Builder.Stream(new ByteArrayInputStream(text)),
            Optional.empty(),
            plain.tags(),
            Map.of(),
            Optional.empty(),
            Map.of(),
            false,
            false,
            Optional.empty(),
            Optional.empty());
    Builder.Built built = builder.build(request, events::add);
    assertEquals(built.imageId(), get("/images/" + mark + ":1/json").path("Id").asText());
  }

  @Test
  void aSyntaxImageThatIsNotHereIsDoneWithout() {
    builder.build(
        request("# syntax=docker/dockerfile:none-" + mark + "\nFROM scratch\nCOPY mark /\n", "1"),
        events::add);
    assertEquals(1, all(BuildEvent.Warning.class).count());
  }

  @Test
  void anInterruptStopsTheBuildAndItsProcess() {
    String word = "pause-" + mark;
    Builder.Request request =
        request(
            "FROM scratch\nCOPY tiny mark /\nRUN [\"/tiny\", \"pause\", \"" + word + "\"]\n", "1");
    List<RuntimeException> ends = new CopyOnWriteArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                builder.build(request, events::add);
              } catch (Cancelled cancelled) {
                assertTrue(Thread.currentThread().isInterrupted());
                ends.add(cancelled);
              }
            });
    thread.start();
    Await.until("the RUN to run", () -> runs(word));
    long interrupted = System.nanoTime();
    thread.interrupt();
    Await.ended(thread);
    assertEquals(1, ends.size());
    assertTrue(Duration.ofNanos(System.nanoTime() - interrupted).toSeconds() < 5);
    Await.until("the end of the RUN", Duration.ofSeconds(2), () -> !runs(word));
    assertThrows(EngineRefusal.class, () -> get("/images/" + mark + ":1/json"));
  }

  /** Whether a process with that argument runs; the engine is on this machine. */
  private static boolean runs(String word) {
    return ProcessHandle.allProcesses()
        .map(p -> p.info().arguments().map(List::of).orElse(List.of()))
        .anyMatch(arguments -> arguments.contains(word));
  }

  @Test
  void pruningRemovesWhatIsNamedAndNothingElse() {
    Set<String> before =
        builder.cache().stream().map(Builder.CacheRecord::id).collect(Collectors.toSet());
    Builder.Built built =
        builder.build(
            request("FROM scratch\nCOPY tiny mark /\nRUN [\"/tiny\"]\n", "1"), events::add);
    assertEquals(new Builder.Pruned(List.of(), 0), builder.prune(List.of()));
    assertEquals(new Builder.Pruned(List.of(), 0), builder.prune(List.of("", ".*", "a|b")));
    List<String> made = new ArrayList<>(ours());
    assertTrue(made.contains(built.contextRecord().orElseThrow()));
    try (Response response = api.call(Request.delete("/images/" + mark + ":1?force=1"))) {
      assertEquals(200, response.status());
    }
    Builder.Pruned pruned = builder.prune(made);
    assertEquals(Set.copyOf(made), Set.copyOf(pruned.ids()));
    assertTrue(pruned.bytes() > 0);
    Set<String> after =
        builder.cache().stream().map(Builder.CacheRecord::id).collect(Collectors.toSet());
    made.forEach(id -> assertFalse(after.contains(id), id));
    assertTrue(after.containsAll(before), "others lost records");
  }
}
