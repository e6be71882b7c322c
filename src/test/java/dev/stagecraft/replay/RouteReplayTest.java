package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.lab.Choice;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.lab.Route;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.FakeEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Steps alone, steps left out, and bases that are brought beforehand. */
class RouteReplayTest {
  private static final String LAB =
      """
      # The lab

      ## Part 1: Go
      ### Step 1: Create
      ```bash
      mkdir -p ~/go && cd ~/go
      echo 1 > main.go
      echo 2 > other.txt
      ```
      ### Step 2: Build
      ```bash
      cat << 'EOF' > Dockerfile
      FROM golang:1.22
      COPY main.go ./
      EOF
      docker build -t go:1 .
      ```
      ## Part 2: Net
      ### Step 3: Create
      ```bash
      mkdir -p net && cd net
      echo 3 > Program.cs
      ```
      ### Step 4: Build
      ```bash
      cat << 'EOF' > Dockerfile
      FROM missing/sdk:8.0
      COPY . .
      EOF
      docker build -t net:1 .
      ```
      ### Step 5: Verify
      ```bash
      docker run --rm net:1
      ```
      ## Part 3: More
      ### Step 6: Compare
      ```bash
      docker images go
      docker images net
      docker run --rm alpine:3.19
      ```
      ## Clean up
      ```bash
      docker rmi go:1 net:1 2>/dev/null
      ```
      """;

  private final FakeShell shell = new FakeShell();
  private final FakeEngine engine = new FakeEngine();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final List<String> brought = new ArrayList<>();
  private Supplier<Engine> engines = () -> engine;
  private BaseImages bases = new FakeBases();
  private boolean keepGoing;
  private boolean strict;
  private boolean prefetch;

  private Summary replay(Choice choice) {
    Lab lab = LabReader.read("lab.md", LAB);
    LabEngine asks =
        new LabEngine(
            engines,
            () -> bases,
            (host, port, limit, worth) -> Optional.empty(),
            brought::add,
            new Removals());
    return new Replayer(
            shell,
            asks,
            new Replayer.Options(
                Path.of("/work"), keepGoing, false, Comparing.NOT, strict, prefetch),
            () -> 0,
            List.of(new ReplayText(screen, Look.pipe())))
        .replay(lab, Route.of(lab, choice));
  }

  private static Choice step(String steps) {
    return new Choice(List.of(), List.of(steps), Optional.empty(), Optional.empty());
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatAStepNeedsRunsBeforeItQuietly() {
    engine.builder().startFrom("golang:1.22");
    shell.on("docker build", "step 1\n", 0);
    Summary summary = replay(step("2"));
    assertEquals(
        """
        The lab
        needed  step 1, Create: 2 statements                                       0.0 s

        Part 1: Go
        2  Build                                                     step 2 of 6 · 0.0 s
        $ cat << 'EOF' > Dockerfile                                            (4 lines)
        $ docker build -t go:1 .
          registry docker.io not reachable (no such host)
          base  golang:1.22 ≈ made from a recipe  24 s
        step 1

        1 of 1 step, 1 block, 0 failed · 0.0 s
        """,
        shown());
    assertEquals(0, summary.status());
    assertEquals(
        List.of("mkdir -p ~/go && cd ~/go", "echo 1 > main.go"), shell.given().subList(1, 3));
  }

  @Test
  void aFailureOfWhatIsNeededIsShownAndStops() {
    shell.on("mkdir", "no room\n", 1);
    Summary summary = replay(step("2"));
    assertEquals(
        """
        The lab
        no room

        ✗ lab.md:6 · step 1, Create
          mkdir -p ~/go && cd ~/go
          ^^^^^^^^^^^^^^^^^^^^^^^^
          no room (status 1)
          try  read its output above; --keep-going goes on after a failure, --keep leaves everything for a look
        needed  step 1, Create: 1 statement                                        0.0 s

        0 steps done, 1 failed, 1 not run · 0.0 s
        """,
        shown());
    assertEquals(1, summary.status());
  }

  @Test
  void aPartWhoseBaseNobodyHasIsLeftOut() {
    Summary summary = replay(Choice.all());
    assertEquals(
        """
        The lab

        Part 1: Go
        1  Create                                                    step 1 of 6 · 0.0 s
        $ mkdir -p ~/go && cd ~/go
        $ echo 1 > main.go
        $ echo 2 > other.txt

        2  Build                                                     step 2 of 6 · 0.0 s
        $ cat << 'EOF' > Dockerfile                                            (4 lines)
        $ docker build -t go:1 .

        Part 2: Net
        3  Create  skipped: no image missing/sdk:8.0 here: no source has it
          try  pull it first
        4  Build  skipped
        5  Verify  skipped

        Part 3: More
        6  Compare                                                   step 6 of 6 · 0.0 s
        $ docker images go
        $ docker images net
        $ docker run --rm alpine:3.19
          registry docker.io not reachable (no such host)
          base  alpine:3.19 ≈ made from a recipe  24 s
        Unable to find image 'alpine:3.19' locally

        ·  Clean up                                                                0.0 s
        $ docker rmi go:1 net:1 2>/dev/null

        3 of 6 steps replayed, 3 skipped: no image missing/sdk:8.0 here · 4 blocks, 0 failed · 0.0 s
        """,
        shown());
    assertEquals(0, summary.status());
    assertEquals(
        List.of(
            "no image missing/sdk:8.0 here: no source has it",
            "no image missing/sdk:8.0 here: no source has it",
            "it needs what step 4 would make: no image missing/sdk:8.0 here: no source has it"),
        summary.skipped().stream().map(skip -> skip.problem().message()).toList());
  }

  @Test
  void strictlyAStepLeftOutIsAFailureAndSoIsWhatIsTolerated() {
    strict = true;
    keepGoing = true;
    shell.on("docker rmi", "", 1);
    Summary summary = replay(Choice.all());
    assertEquals(4, summary.failures());
    assertEquals(1, summary.status());
    assertEquals(List.of(), summary.skipped());
    assertEquals(
        "3 steps done, 4 failed, 0 not run · 0.0 s", shown().lines().reduce("", (a, b) -> b));
    List<String> places = shown().lines().filter(line -> line.startsWith("\u2717")).toList();
    assertEquals(
        List.of(
            "\u2717 lab.md:21 \u00b7 step 3, Create",
            "\u2717 lab.md:30 \u00b7 step 4, Build",
            "\u2717 lab.md:34 \u00b7 step 5, Verify",
            "\u2717 lab.md:45 \u00b7 Clean up"),
        places);
  }

  @Test
  void withoutAnEngineNothingIsBegun() {
    engines =
        () -> {
          throw Problem.of("engine.none", "no engine here").exception();
        };
    ProblemException none = assertThrows(ProblemException.class, () -> replay(Choice.all()));
    assertEquals("engine.none", none.problem().code());
    assertEquals(List.of(), shell.given());
    assertEquals("", shown());
    assertEquals(0, replay(step("1")).status());
  }

  /** Bases that come one at a time, when the test says so. */
  private static final class Slow implements BaseImages {
    private final FakeBases bases = new FakeBases();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> asked = new ArrayList<>();

    @Override
    public Brought bring(String reference, Consumer<Progress> listener) {
      synchronized (asked) {
        asked.add(reference + " by " + Thread.currentThread().getName());
      }
      first.countDown();
      try {
        go.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new dev.stagecraft.core.Cancelled(reference);
      }
      return bases.bring(reference, listener);
    }

    @Override
    public Optional<Problem> absence(String reference) {
      return bases.absence(reference);
    }

    @Override
    public boolean isReady(String reference) {
      return bases.isReady(reference);
    }

    @Override
    public boolean isStandIn(String reference) {
      return bases.isStandIn(reference);
    }

    @Override
    public List<String> giveBack() {
      return List.of();
    }

    @Override
    public java.util.Map<String, Brought> brought() {
      return bases.brought();
    }
  }

  @Test
  void basesComeInTheBackgroundAndAreToldWhereTheyAreNeeded() throws InterruptedException {
    prefetch = true;
    Slow slow = new Slow();
    bases = slow;
    engine.builder().startFrom("golang:1.22");
    shell.on("mkdir -p ~/go", "", 0, () -> awaited(slow.first));
    shell.on("echo 2", "", 0, slow.go::countDown);
    Summary summary =
        replay(new Choice(List.of("Go", "More"), List.of(), Optional.empty(), Optional.empty()));
    assertEquals(0, summary.status());
    String with = shown();
    assertEquals("golang:1.22 by bases", slow.asked.get(0));
    assertEquals(
        2,
        slow.asked.stream()
            .filter(asked -> asked.contains("alpine") || asked.contains("golang"))
            .count());
    screen.reset();
    prefetch = false;
    bases = new FakeBases();
    replay(new Choice(List.of("Go", "More"), List.of(), Optional.empty(), Optional.empty()));
    assertEquals(shown(), with);
    assertEquals(List.of("golang:1.22", "alpine:3.19"), brought.subList(0, 2));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aBaseInTheBackgroundThatSaidNothingYetIsToldOf() {
    Slow slow = new Slow();
    Larder larder = new Larder(() -> slow, List.of("golang:1.22"), () -> 0);
    larder.stock(List.of("golang:1.22"));
    awaited(slow.first);
    List<String> told = new ArrayList<>();
    Larder.Taken taken =
        larder.take(
            "golang:1.22",
            progress -> {
              told.add(progress.reference() + " " + progress.line());
              slow.go.countDown();
            });
    assertEquals(BaseImages.Source.RECIPE, taken.brought().source());
    assertEquals(
        List.of(
            "golang:1.22 on its way",
            "golang:1.22 registry docker.io not reachable (no such host)",
            "golang:1.22 debootstrap"),
        told);
    larder.close();
  }

  @Test
  void whatIsBeingBroughtEndsWithTheReplay() {
    prefetch = true;
    Slow slow = new Slow();
    bases = slow;
    List<Thread> working = new ArrayList<>();
    shell.on(
        "mkdir -p ~/go",
        "no room\n",
        1,
        () -> {
          awaited(slow.first);
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("bases"))
              .forEach(working::add);
        });
    assertEquals(1, replay(Choice.all()).failures());
    assertEquals(1, working.size());
    assertEquals(false, working.get(0).isAlive());
    assertEquals(List.of("golang:1.22 by bases"), slow.asked);
  }

  @Test
  void whatWentWrongInTheBackgroundIsToldWhereItMatters() {
    Larder larder =
        new Larder(() -> bases, List.of("missing:1"), () -> Duration.ofSeconds(1).toNanos());
    larder.stock(List.of("missing:1", "golang:1.22"));
    assertEquals(
        BaseImages.Source.RECIPE, larder.take("golang:1.22", line -> {}).brought().source());
    ProblemException gone =
        assertThrows(ProblemException.class, () -> larder.take("missing:1", line -> {}));
    assertEquals(BaseImages.NOWHERE, gone.problem().code());
    larder.close();
  }
}
