package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.engine.docker.DockerEngine;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A private engine in a network of its own, so that the machine's engine is not disturbed. */
class PrivateEngineIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HostCommands plain = new HostCommands(List.of(), System.getenv("PATH"));
  private String network = "";
  private EngineFolder place = new EngineFolder(Path.of("/nowhere"), Path.of("/nowhere"));
  private PrivateEngine engine = new PrivateEngine(place, plain);
  private List<String> before = List.of();

  @BeforeEach
  void network() throws IOException {
    assumeTrue(new Obstacles(place, plain).missing().isEmpty(), "dockerd and iptables are needed");
    assumeTrue(Obstacles.isRoot(plain), "only root starts an engine");
    network = "sc-it-" + ProcessHandle.current().pid();
    plain.demand("test.netns", LIMIT, "", List.of("ip", "netns", "add", network));
    // Short: sockets lie below it.
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "sc-it-");
    place = new EngineFolder(folder.resolve("engine"), folder.resolve("engine/run"));
    engine = fresh();
    inside("ip", "link", "set", "lo", "up");
    inside("sh", "-c", "echo 0 > /proc/sys/net/ipv4/ip_forward");
    before = host();
  }

  @AfterEach
  void gone() {
    if (network.isEmpty()) {
      return;
    }
    engine.stop(true);
    plain.run(LIMIT, "ip", "netns", "delete", network);
    plain.run(LIMIT, "rm", "-rf", place.folder().getParent().toString());
  }

  /** What another Stagecraft would have. */
  private PrivateEngine fresh() {
    return new PrivateEngine(place, new HostCommands(prefix(), System.getenv("PATH")));
  }

  private List<String> prefix() {
    return List.of("nsenter", "--net=/run/netns/" + network);
  }

  private String inside(String... command) {
    return new HostCommands(prefix(), System.getenv("PATH")).run(LIMIT, command).out();
  }

  /** What must be as before: links, rules, forwarding, mounts, processes. */
  private List<String> host() throws IOException {
    List<String> all = new ArrayList<>();
    inside("ip", "-o", "link").lines().map(line -> line.split(":")[1]).forEach(all::add);
    inside("iptables-save").lines().filter(line -> !line.startsWith("#")).forEach(all::add);
    inside("ip6tables-save").lines().filter(line -> !line.startsWith("#")).forEach(all::add);
    all.add("forward " + inside("cat", "/proc/sys/net/ipv4/ip_forward").strip());
    String folder = place.folder().getParent().toString();
    try (Stream<String> mounts =
        Files.lines(Path.of("/proc/self/mountinfo"), StandardCharsets.UTF_8)) {
      mounts.filter(line -> line.contains(folder)).forEach(all::add);
    }
    ProcessHandle.allProcesses()
        .map(process -> Host.commandLine(process.pid()))
        .filter(line -> line.contains(folder))
        .forEach(all::add);
    return all;
  }

  @Test
  void theLastUserStopsItAndTheHostIsAsBefore() throws IOException {
    assertFalse(engine.running());
    PrivateEngine.Lease first = engine.use(line -> {});
    assertTrue(first.started().isPresent());
    assertTrue(engine.running());
    assertTrue(inside("ip", "-o", "link").contains("docker0"));
    PrivateEngine.Lease second = fresh().use(line -> {});
    assertEquals(Optional.empty(), second.started());
    assertEquals(first.version(), second.version());
    assertEquals(2, engine.status().users());
    try (Engine itself =
        new DockerEngine(Endpoint.parse(first.address()), BuildKit::new, Map.of())) {
      assertTrue(PrivateEngine.isOne(itself));
    }

    assertEquals(new PrivateEngine.Stopped(false, List.of()), first.leave());
    assertTrue(engine.running());
    assertEquals(new PrivateEngine.Stopped(true, List.of()), second.leave());
    assertEquals(new PrivateEngine.Stopped(false, List.of()), second.leave());
    assertFalse(engine.running());
    assertEquals(before, host());
  }

  @Test
  void twoThatStartAtOnceShareOne() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    Callable<PrivateEngine.Lease> use = () -> engine.use(line -> {});
    try {
      List<Future<PrivateEngine.Lease>> both = two.invokeAll(List.of(use, use));
      long started = 0;
      for (Future<PrivateEngine.Lease> each : both) {
        started += each.get().started().stream().count();
      }
      assertEquals(1, started);
      both.get(0).get().close();
      assertTrue(engine.running());
      both.get(1).get().close();
    } finally {
      two.shutdownNow();
    }
    assertEquals(before, host());
  }

  @Test
  void aStartedOneStaysUntilItIsStopped() throws IOException {
    engine.start(line -> {}).close();
    try (PrivateEngine.Lease use = fresh().use(line -> {})) {
      assertEquals(place.address(), use.address());
    }
    PrivateEngine.Status status = engine.status();
    assertTrue(status.running());
    assertTrue(status.kept());
    assertEquals(0, status.users());
    assertEquals(new PrivateEngine.Stopped(true, List.of()), fresh().stop(false));
    assertEquals(before, host());
  }

  @Test
  void afterACrashTheNextStartPutsTheHostBackFirst() throws IOException {
    engine.start(line -> {});
    ProcessHandle daemon = ProcessHandle.of(engine.status().pid()).orElseThrow();
    daemon.destroyForcibly();
    daemon.onExit().join();
    assertFalse(fresh().running());
    PrivateEngine.Lease again = fresh().use(line -> {});
    assertTrue(again.started().isPresent());
    assertEquals(new PrivateEngine.Stopped(true, List.of()), fresh().stop(true));
    assertEquals(before, host());
  }

  @Test
  void anInterruptedStartLeavesNothing() throws IOException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread start = new Thread(() -> engine.use(line -> {}), "start");
    start.setUncaughtExceptionHandler((thread, thrown) -> end.set(thrown));
    start.start();
    Await.until("the engine's process", () -> Files.exists(place.log()));
    start.interrupt();
    Await.ended(start);
    assertInstanceOf(Cancelled.class, end.get());
    assertFalse(engine.running());
    assertEquals(before, host());
  }

  @Test
  void anEngineThatDoesNotComeUpIsToldWithItsLastWords() throws IOException {
    Files.createDirectories(place.folder());
    Files.writeString(place.data(), "no folder");
    ProblemException failed = assertThrows(ProblemException.class, () -> engine.use(line -> {}));
    assertEquals("provision.start", failed.problem().code());
    assertTrue(
        failed.problem().message().contains(place.data().toString()), failed.problem().message());
    assertEquals(before, host());
  }

  @Test
  void processesOfAnotherMountNamespaceAreNotItsOwn() throws Exception {
    // As in a container: the same path, another folder.
    Process elsewhere =
        new ProcessBuilder(
                "unshare", "--mount", "bash", "-c", "exec -a '" + place.exec() + "' sleep 60")
            .start();
    Process here =
        new ProcessBuilder("bash", "-c", "exec -a '" + place.exec() + "' sleep 60").start();
    try {
      Await.until("both sleep", () -> sleeps(elsewhere) && sleeps(here));
      assertEquals(
          List.of(here.pid()), Host.processes(place).stream().map(ProcessHandle::pid).toList());
    } finally {
      elsewhere.destroyForcibly().waitFor();
      here.destroyForcibly().waitFor();
    }
  }

  private static boolean sleeps(Process process) {
    return Host.commandLine(process.pid()).endsWith(" 60 ");
  }

  @Test
  void purgeLeavesNoImages() throws IOException {
    engine.start(line -> {});
    assertEquals(List.of(), engine.purge());
    assertFalse(Files.exists(place.data()));
    assertEquals(before, host());
  }
}
