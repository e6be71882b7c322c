package dev.stagecraft.builtin.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Streams;
import dev.stagecraft.session.Kind;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.FakeEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to containers between their making and their end, over an engine in memory. */
class LifecycleVerbsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T14:04:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private FakeEngine engine;
  private VerbFixture verbs;

  @BeforeEach
  void anEngine() {
    engine = new FakeEngine();
    engine.images().add("alpine:3.19");
    verbs = new VerbFixture(engine, folder, CLOCK, true);
    verbs.cli = Optional.of(Path.of("/usr/bin/docker"));
  }

  @Test
  void createMakesWithoutStarting() {
    Said made = verbs.call("docker create --name web -v data:/data alpine:3.19 echo hello");
    assertTrue(made.out().matches("[0-9a-f]{64}\n"), made.toString());
    assertTrue(engine.calls().stream().noneMatch(c -> c.startsWith("containers.start")));
    assertTrue(verbs.session.owns(Kind.CONTAINER, "web"));
    assertTrue(verbs.session.owns(Kind.VOLUME, "data"));
    assertEquals(
        new Said(
            1,
            "web\n",
            "Error response from daemon: No such container: none\n"
                + "Error: failed to start containers: none\n"),
        verbs.call("docker start none web"));
    verbs.session.close();
    assertEquals(List.of(), engine.containers().names());
    assertEquals(List.of(), verbs.delegated);
  }

  @Test
  void commitIsOwnedWithAndWithoutAName() {
    engine.containers().foreign("web", "alpine:3.19", Map.of());
    Said named = verbs.call("docker", "commit", "-c", "CMD [\"sh\"]", "web", "edited:1");
    Said nameless = verbs.call("docker commit web");
    assertTrue(named.out().startsWith("sha256:"), named.toString());
    assertEquals(
        List.of("images.commit web edited:1 [CMD [\"sh\"]]", "images.commit web []"),
        engine.calls().stream().filter(c -> c.startsWith("images.commit")).toList());
    assertTrue(verbs.session.owns(Kind.IMAGE, "edited:1"));
    assertTrue(verbs.session.owns(Kind.IMAGE, nameless.out().strip()));
    assertEquals(
        new Said(1, "", "Error response from daemon: No such container: none\n"),
        verbs.call("docker commit none other:1"));
    verbs.session.close();
    assertEquals(List.of("alpine:3.19"), List.copyOf(engine.images().tags().keySet()));
    assertEquals(1, engine.images().ids().size());
  }

  @Test
  void aReplayLeavesForeignContainersAlone() {
    engine.containers().foreign("web", "alpine:3.19", Map.of());
    verbs.origin = Origin.REPLAY;
    for (String line :
        List.of(
            "start web",
            "attach web",
            "commit web x",
            "restart web",
            "pause web",
            "unpause web",
            "rename web other")) {
      Said refused = verbs.call("docker " + line);
      assertEquals(1, refused.status(), line);
      assertTrue(refused.err().contains("not made by this session"), refused.err());
    }
    assertEquals(
        "1 other container was left alone (--no-shield shows everything)\n",
        verbs.call("docker stats --no-stream --format {{.Name}}").err());
  }

  @Test
  void aRenamedContainerIsStillTheSessions() {
    verbs.call("docker run -d --name web alpine:3.19");
    assertEquals(new Said(0, "", ""), verbs.call("docker rename web old"));
    verbs.call("docker run -d --name web alpine:3.19");
    assertEquals(List.of("old", "web"), verbs.session.owned().stream().map(o -> o.name()).toList());
    assertEquals(new Said(0, "web\n", ""), verbs.call("docker rm -f web"));
    assertEquals(List.of("old"), verbs.session.owned().stream().map(o -> o.name()).toList());
    verbs.session.close();
    assertEquals(List.of(), engine.containers().names());
  }

  /** A terminal of 40 rows and 100 columns. */
  private static final class Terminal implements Streams.Keyboard {
    private final List<String> calls = new ArrayList<>();

    @Override
    public int rows() {
      return 40;
    }

    @Override
    public int columns() {
      return 100;
    }

    @Override
    public void onResize(Runnable listener) {
      calls.add("onResize");
    }

    @Override
    public void raw() {
      calls.add("raw");
    }

    @Override
    public void cooked() {
      calls.add("cooked");
    }
  }

  @Test
  void aTerminalHasItsSizeFromTheFirstMoment() {
    Terminal terminal = new Terminal();
    verbs.terminal = true;
    verbs.keyboard = Optional.of(terminal);
    engine.containers().behave("$ ", 0);
    Said made = verbs.call("docker create -it --name later alpine:3.19");
    assertEquals(0, made.status(), made.toString());
    assertEquals(
        "[40,100]",
        engine
            .containers()
            .inspect("later", false)
            .at("/Config/HostConfig/ConsoleSize")
            .toString());
    assertEquals(new Said(0, "$ ", ""), verbs.call("docker start -ai later"));
    Await.until(
        "the size was told with the first output, too",
        () -> engine.calls().stream().filter(c -> c.startsWith("containers.resize")).count() == 2);
  }

  @Test
  void liveStatisticsAreTheHostsDocker() {
    assertEquals(7, verbs.call("docker stats").status());
    assertEquals(List.of("/usr/bin/docker stats on unix:///fake.sock"), verbs.delegated);
  }

  @Test
  void statisticsAreCountedAsDockerCountsThem() throws Exception {
    String sample =
        """
        {"id": "0123456789abcdef", "name": "/web",
         "cpu_stats": {"cpu_usage": {"total_usage": 300, "percpu_usage": [1, 2]},
                       "system_cpu_usage": 2000},
         "precpu_stats": {"cpu_usage": {"total_usage": 100}, "system_cpu_usage": 1000},
         "memory_stats": {"usage": 3145728, "limit": 1073741824, "stats": {"inactive_file": 1048576}},
         "networks": {"eth0": {"rx_bytes": 1500, "tx_bytes": 10}, "eth1": {"rx_bytes": 10}},
         "blkio_stats": {"io_service_bytes_recursive":
           [{"op": "Read", "value": 2000000}, {"op": "write", "value": 7}]},
         "pids_stats": {"current": 4}}
        """;
    assertEquals(
        Map.of(
            "Container", "web",
            "ID", "0123456789ab",
            "Name", "web",
            "CPUPerc", "40.00%",
            "MemUsage", "2MiB / 1GiB",
            "MemPerc", "0.20%",
            "NetIO", "1.51kB / 10B",
            "BlockIO", "2MB / 7B",
            "PIDs", "4"),
        StatsRow.of("web", new ObjectMapper().readTree(sample), true).fields());
  }
}
