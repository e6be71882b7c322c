package dev.stagecraft.engine.buildkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.FakeEngineSocket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of a build, to an engine that answers what is told. */
class BuildKitTest {
  private static final String BUILD =
      "POST /v1.41/build?version=2&rm=1&forcerm=1&buildid=id%201&dockerfile=Dockerfile&t=a%3A1";
  private static final String IMAGE =
      "{\"id\":\"moby.image.id\",\"aux\":{\"ID\":\"sha256:12\"}}\r\n";

  @TempDir Path folder;
  private final FakeEngineSocket fake = FakeEngineSocket.speaking("1.41");
  private final BuildKit builder =
      new BuildKit(new Api(new Endpoint.Unix(fake.socket()), Map.of()));
  private final List<BuildEvent> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    fake.close();
  }

  private Builder.Request request(String dockerfile) {
    try {
      Files.writeString(folder.resolve("Dockerfile"), dockerfile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Builder.Request.of("id 1", folder, List.of("a:1"));
  }

  private static List<String> names(byte[] tar) throws IOException {
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  @Test
  void anImageThatIsNotHereIsPulledFirst() throws IOException {
    Files.writeString(folder.resolve("x"), "x");
    List<String> sent = new CopyOnWriteArrayList<>();
    fake.on("GET /v1.41/images/golang:1.22/json", 200, "{}")
        .on("GET /v1.41/images/host:5/alpine/json", 404, "{\"message\":\"no such image\"}")
        .on(
            "POST /v1.41/images/create?fromImage=host%3A5%2Falpine%3Alatest",
            200,
            "{\"status\":\"Pulling\",\"id\":\"3\",\"progressDetail\":{\"current\":1,\"total\":2}}")
        .on(
            BUILD,
            e -> {
              sent.addAll(names(e.body()));
              e.reply(200, "application/json", IMAGE);
            });
    Builder.Built built =
        builder.build(
            request("FROM golang:1.22 AS b\nFROM host:5/alpine\nCOPY --from=b / /\n"), events::add);
    assertEquals(new Builder.Built("sha256:12", Optional.empty()), built);
    assertEquals(List.of("Dockerfile", "x"), sent);
    assertEquals(
        List.of("StepBegun", "StepProgress", "StepEnded"),
        events.stream().map(e -> e.getClass().getSimpleName()).toList());
  }

  @Test
  void anImageThatIsNowhereIsNamed() {
    fake.on("GET /v1.41/images/nix/json", 404, "{\"message\":\"no such image\"}")
        .on(
            "POST /v1.41/images/create?fromImage=nix%3Alatest",
            404, "{\"message\":\"pull access denied for nix\"}");
    Problem problem =
        assertThrows(
                ProblemException.class,
                () -> builder.build(request("FROM nix\nRUN x\n"), events::add))
            .problem();
    assertEquals("build.failed", problem.code());
    assertEquals(
        "the image nix is not here and was not pulled: pull access denied for nix",
        problem.message());
  }

  @Test
  void aMissingFolderCostsNoCall() {
    Problem problem =
        assertThrows(
                ProblemException.class,
                () ->
                    builder.build(
                        Builder.Request.of("id", folder.resolve("nix"), List.of()), events::add))
            .problem();
    assertEquals("build.context", problem.code());
    assertEquals(List.of(), fake.calls());
  }

  @Test
  void aFullDiskWhileSendingIsSaid() {
    fake.on(
        BUILD,
        500,
        "{\"message\":\"Error processing tar file: write /x: no space left on device\"}");
    Problem problem =
        assertThrows(
                ProblemException.class,
                () -> builder.build(request("FROM scratch\nCOPY x /\n"), events::add))
            .problem();
    assertEquals("build.disk", problem.code());
  }

  @Test
  void anEngineThatGoesAwayIsSaid() {
    fake.on(
        BUILD,
        e -> {
          e.body();
          e.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          e.chunk("{\"stream\":\"Step 1/1 : FROM scratch\"}\n");
        });
    Problem problem =
        assertThrows(
                ProblemException.class,
                () -> builder.build(request("FROM scratch\nCOPY x /\n"), events::add))
            .problem();
    assertEquals("engine.gone", problem.code());
  }

  @Test
  void cancellingClosesTheConnectionAndTellsTheEngine() {
    CountDownLatch hungUp = new CountDownLatch(1);
    fake.on(
            BUILD,
            e -> {
              e.body();
              e.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              e.chunk("{\"stream\":\"Step 1/1 : RUN x\"}\n");
              e.awaitHangUp();
              hungUp.countDown();
            })
        .on("POST /v1.41/build/cancel?id=id%201", 200, "");
    List<Boolean> interrupted = new CopyOnWriteArrayList<>();
    Builder.Request request = request("FROM scratch\nRUN x\n");
    Thread thread =
        new Thread(
            () -> {
              assertThrows(Cancelled.class, () -> builder.build(request, events::add));
              interrupted.add(Thread.currentThread().isInterrupted());
            });
    thread.start();
    Await.until("the first step", () -> !events.isEmpty());
    thread.interrupt();
    Await.ended(thread);
    Await.until("the end of the connection", () -> hungUp.getCount() == 0);
    assertEquals(List.of(true), interrupted);
  }

  @Test
  void recordsAreReadAndPrunedById() {
    fake.on(
            "GET /v1.41/system/df",
            200,
            "{\"BuildCache\":[{\"ID\":\"a1\",\"Parent\":\"b2\",\"Type\":\"regular\","
                + "\"Description\":\"fileop target\",\"InUse\":true,\"Shared\":false,\"Size\":59,"
                + "\"CreatedAt\":\"2026-11-24T10:23:14.12012207Z\"}]}")
        .on(
            "POST /v1.41/build/prune?all=1&filters=%7B%22id%22%3A%5B%22%5E%28a1%7Cb2%29%24%22%5D%7D",
            200, "{\"CachesDeleted\":[\"a1\"],\"SpaceReclaimed\":59}");
    assertEquals(
        List.of(
            new Builder.CacheRecord(
                "a1",
                List.of("b2"),
                "regular",
                "fileop target",
                true,
                false,
                59,
                Instant.parse("2026-11-24T10:23:14.12012207Z"))),
        builder.cache());
    assertEquals(
        new Builder.Pruned(List.of("a1"), 59), builder.prune(List.of("a1", "b2", "a1", ".*")));
    assertEquals(new Builder.Pruned(List.of(), 0), builder.prune(List.of("", "a|b")));
  }

  @Test
  void aBusyEngineIsAskedAgain() {
    String busy = "{\"message\":\"a disk usage operation is already running\"}";
    fake.on("GET /v1.41/system/df", 409, busy)
        .on("GET /v1.41/system/df", 409, busy)
        .on("GET /v1.41/system/df", 200, "{\"BuildCache\":[]}");
    assertEquals(List.of(), builder.cache());
  }

  @Test
  void basesCostNoCall() {
    assertEquals(
        List.of("golang:1.22", "alpine"),
        builder.bases(
            request("ARG V=1.22\nFROM golang:$V AS b\nFROM alpine\nCOPY --from=b / /\n")));
    assertTrue(fake.calls().isEmpty());
  }
}
