package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.acceptance.Stagecraft.Ended;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Images;
import dev.stagecraft.testkit.RealEngine;
import dev.stagecraft.testkit.TinyImage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see where the engine says no, or is gone. */
class EngineFailuresIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();
  private final String image = real.name("tiny:1");
  private Stagecraft stagecraft = new Stagecraft(Path.of("."));

  @BeforeEach
  void open() {
    TinyImage.make(real.engine(), real.name("tiny"), "1");
    stagecraft = new Stagecraft(folder, real.environment());
  }

  /** A test that failed leaves things; they must not fail the others. */
  @AfterEach
  void leaveNothing() {
    containers().forEach(c -> real.engine().containers().remove(c, true, true));
    real.engine().images().list(Images.Query.everything()).stream()
        .flatMap(i -> i.tags().stream())
        .filter(t -> t.startsWith(real.name("")))
        .forEach(t -> assertFalse(real.engine().images().remove(t, true, true).isEmpty()));
    real.close();
  }

  private List<String> containers() {
    return real.engine().containers().list(Containers.Query.everything()).stream()
        .flatMap(c -> c.names().stream())
        .filter(n -> n.startsWith(real.name("")))
        .toList();
  }

  /** What a line says on stderr before the session's own last line. */
  private static List<String> said(Ended ended) {
    return ended
        .err()
        .lines()
        .filter(l -> !l.startsWith("removed "))
        .map(l -> l.replaceAll("\\b[0-9a-f]{64}\\b", "ID"))
        .toList();
  }

  @Test
  void nameInUse() {
    String name = real.name("web");
    Ended ended =
        stagecraft.run(
            "-c",
            "docker run -d --name %1$s %2$s pause >/dev/null; docker run --name %1$s %2$s"
                .formatted(name, image));
    assertEquals(125, ended.status(), ended.err());
    assertEquals(List.of(), said(ended));
  }

  @Test
  void portTakenByAContainer() throws IOException {
    int port = free();
    Ended ended =
        stagecraft.run(
            "-c",
            "docker run -d --name %1$s -p %3$d:80 %2$s pause >/dev/null; docker run --rm -p %3$d:80 %2$s"
                .formatted(real.name("web"), image, port));
    assertEquals(125, ended.status(), ended.err());
    assertEquals(List.of(), said(ended));
  }

  @Test
  void portTakenByAProgram() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Ended ended =
          stagecraft.run(
              "-c", "docker run --rm -p %d:80 %s".formatted(taken.getLocalPort(), image));
      assertEquals(125, ended.status(), ended.err());
      assertEquals(List.of(), said(ended));
    }
  }

  private static int free() throws IOException {
    try (ServerSocket port = new ServerSocket(0)) {
      return port.getLocalPort();
    }
  }

  @Test
  void noSuchImage() {
    Ended ended = stagecraft.run("-c", "docker run --rm localhost:1/none:1");
    assertEquals(125, ended.status(), ended.err());
    assertEquals(List.of(), said(ended));
  }

  @Test
  void contextFolderIsMissing() {
    Ended ended = stagecraft.run("-c", "docker build no-such-folder");
    assertEquals(1, ended.status(), ended.err());
    assertEquals(List.of(), said(ended));
  }

  @Test
  void engineGoneInTheMiddle() throws IOException {
    Ended ended;
    try (EngineProxy way = new EngineProxy(real.at(), folder)) {
      Running running =
          new Stagecraft(folder)
              .with("DOCKER_HOST", way.address())
              .start(
                  "-c",
                  "docker run -d --name %1$s-a %2$s pause; docker run --name %1$s-b %2$s echo up pause"
                      .formatted(real.name("gone"), image))
              .awaitSaid("up\n");
      way.close();
      ended = running.end(SOON);
    }
    assertEquals(125, ended.status(), ended.err());
    assertEquals(List.of(), said(ended));
    assertEquals(2, containers().size());
    Ended swept = stagecraft.run("sweep", "--yes");
    assertEquals(0, swept.status(), swept.err());
    assertEquals(List.of(), containers());
    assertEquals(List.of(), stagecraft.sessions());
  }

  @Test
  void proxyIsPassedByWhereALabTalksToThisMachine() throws IOException {
    Path lab =
        Files.writeString(
            folder.resolve("lab.md"),
            """
            # Proxy

            ```bash
            docker run -d --name %1$s -p %3$d:80 %2$s http 80
            ```

            <!-- stagecraft: prints "ok" -->
            ```bash
            sleep 1
            curl -s http://localhost:%3$d/
            ```
            """
                .formatted(real.name("web"), image, free()));
    Ended ended =
        stagecraft
            .with("http_proxy", "http://127.0.0.1:9/")
            .with("HTTP_PROXY", "http://127.0.0.1:9/")
            .run("replay", lab.toString());
    assertEquals(0, ended.status(), ended.out() + ended.err());
    assertTrue(ended.out().contains("\nok"), ended.out());
  }
}
