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

  /**
   * What is said on stderr, but for the session's last line; the engine's own words are its own.
   */
  private static List<String> said(Ended ended) {
    return ended
        .err()
        .lines()
        .filter(l -> !l.startsWith("removed ") && !l.isEmpty())
        .map(Masks::of)
        .map(l -> l.replaceFirst("^docker: Error response from daemon: .*", "docker: REFUSED"))
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
    assertEquals(
        List.of(
            "docker: REFUSED",
            "Run 'docker run --help' for more information",
            "the name " + name + " is in use",
            "  try  docker rm -f " + name + " · or another --name"),
        said(ended));
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
    assertEquals(
        List.of(
            "docker: REFUSED",
            "Run 'docker run --help' for more information",
            "port " + port + " is taken by the container " + real.name("web") + " (" + image + ")",
            "  try  docker stop " + real.name("web") + " · or another port with -p"),
        said(ended));
  }

  @Test
  void portTakenByAProgram() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      Ended ended = stagecraft.run("-c", "docker run --rm -p %d:80 %s".formatted(port, image));
      assertEquals(125, ended.status(), ended.err());
      assertEquals(
          List.of(
              "docker: REFUSED",
              "Run 'docker run --help' for more information",
              "port %d is taken by java (process %d)"
                  .formatted(port, ProcessHandle.current().pid()),
              "  try  end it, or another port with -p, for example -p " + (port + 1) + ":80"),
          said(ended));
    }
  }

  private static int free() throws IOException {
    try (ServerSocket port = new ServerSocket(0)) {
      return port.getLocalPort();
    }
  }

  @Test
  void noSuchImage() throws IOException {
    Path packs = Files.createDirectory(folder.resolve("packs"));
    Ended ended =
        stagecraft
            .with("STAGECRAFT_PACKS", packs.toString())
            .run("-c", "docker run --rm localhost:1/none:1");
    assertEquals(125, ended.status(), ended.err());
    assertEquals(
        List.of(
            "Unable to find image 'localhost:1/none:1' locally",
            "  ✗ localhost:1/none:1  TIME",
            "no image localhost:1/none:1 here: its registry localhost:1 is not reachable (connection"
                + " refused); no pack in "
                + packs
                + "; no recipe in "
                + stagecraft.root().resolve("labs/bases"),
            "  try  docker load one, name a folder of packs in STAGECRAFT_PACKS, or try where the"
                + " registry answers"),
        said(ended));
  }

  @Test
  void contextFolderIsMissing() {
    Ended ended = stagecraft.run("-c", "docker build no-such-folder");
    assertEquals(1, ended.status(), ended.err());
    assertEquals(
        List.of(
            "ERROR: unable to prepare context: path \"no-such-folder\" not found",
            "there is no folder no-such-folder in " + stagecraft.root(),
            "  try  ls shows what is there; the last word of docker build is the folder"),
        said(ended));
  }

  @Test
  void engineGoneInTheMiddle() throws IOException {
    Ended ended;
    String way;
    try (EngineProxy proxy = new EngineProxy(real.at(), folder)) {
      way = proxy.address();
      Running running =
          new Stagecraft(folder)
              .with("DOCKER_HOST", way)
              .start(
                  "-c",
                  "docker run -d --name %1$s-a %2$s pause; docker run --name %1$s-b %2$s echo up pause"
                      .formatted(real.name("gone"), image))
              .awaitSaid("up\n");
      proxy.close();
      ended = running.end(SOON);
    }
    assertEquals(125, ended.status(), ended.err());
    // Which call notices first is chance: one that waits for an answer, or one that reads it.
    assertTrue(said(ended).get(0).startsWith("the engine at " + way + " "), ended.err());
    assertTrue(said(ended).get(1).startsWith("  try  "), ended.err());
    assertEquals(
        List.of(
            "could not remove everything · TIME",
            "not removed: 2 containers: no engine at "
                + way
                + ": the socket is there, but nothing listens to it",
            "  try  stagecraft sweep --yes, when that is mended"),
        said(ended).subList(2, 5));
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
