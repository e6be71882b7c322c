package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.FakeEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A replay over a shell that does what the test says. */
class ReplayerTest {
  private final FakeShell shell = new FakeShell();
  private final FakeEngine engine = new FakeEngine();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final List<String> used = new ArrayList<>();
  private final List<Integer> probed = new ArrayList<>();
  private final List<Boolean> worthWaiting = new ArrayList<>();
  private Optional<Duration> answers = Optional.of(Duration.ofMillis(300));
  private boolean keepGoing;
  private final AtomicLong clock = new AtomicLong();

  private Summary replay(String markdown) {
    LabEngine asks =
        new LabEngine(
            () -> engine,
            () -> new FakeBases("a:b"),
            (host, port, limit, worth) -> {
              probed.add(port);
              worthWaiting.add(worth.getAsBoolean());
              return answers;
            },
            used::add,
            new Removals());
    return new Replayer(
            shell,
            asks,
            new Replayer.Options(Path.of("/work"), keepGoing, false, Comparing.NOT),
            clock::get,
            List.of(new ReplayText(screen, Look.pipe())))
        .replay(LabReader.read("lab.md", markdown));
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private void built(String tag, long size, int layers, String user) {
    engine.images().describe(tag, size, layers, user);
    engine.images().add(tag);
  }

  @Test
  void aReplayShowsCommandsOutputsWhatWasBuiltAndTheTable() {
    engine.builder().startFrom("golang:1.22");
    shell
        .on("docker build -t a:single", "step 1\n", 0, () -> built("a:single", 917_000_000, 9, ""))
        .on("docker build -t a:multi", "", 0, () -> built("a:multi", 7_140_000, 4, "appuser"))
        .on("docker rmi", "", 1)
        .on("wc", "3 f", 0);
    Summary summary =
        replay(
            """
            # The lab

            <!-- stagecraft:
            app Go: single=a:single multi=a:multi says="850 MB → 15 MB, 98 %"
            -->

            ## Part 1: Go

            ### Step 1: Build

            ```bash
            cat << 'EOF' > Dockerfile
            FROM golang:1.22
            EOF
            docker build -t a:single .
            ```

            <!-- stagecraft:
            size a:multi <= 1/3 a:single
            user a:multi appuser
            -->
            ```bash
            docker build -t a:multi .
            ```

            ### Step 2: Look

            <!-- stagecraft: prints "3 f" -->
            ```bash
            wc f
            ```
            ```bash
            docker rmi a:multi 2>/dev/null
            ```
            """);
    assertEquals(
        """
        The lab

        Part 1: Go
        1  Build                                                     step 1 of 2 · 0.0 s
        $ cat << 'EOF' > Dockerfile                                            (3 lines)
        $ docker build -t a:single .
          registry docker.io not reachable (no such host)
          base  golang:1.22 ≈ made from a recipe  24 s
        step 1
          a:single  917 MB ≈                                                       0.0 s
        $ docker build -t a:multi .
          a:multi  7.1 MB ≈   −99.2 % beside a:single (917 MB)                     0.0 s
          ✓ a:multi 7.1 MB <= 33.3 % of a:single, 917 MB
          ✓ a:multi runs as appuser

        2  Look                                                      step 2 of 2 · 0.0 s
        $ wc f
        3 f
        $ docker rmi a:multi 2>/dev/null
          status 1, tolerated

        Application     single      multi      less   layers   user      built in   the lab says
        Go            917 MB ≈   7.1 MB ≈   −99.2 %        4   appuser      0.0 s   850 MB → 15 MB, 98 %

        Image          size   layers   user      built in
        a:single   917 MB ≈        9   root !       0.0 s
        a:multi    7.1 MB ≈        4   appuser      0.0 s

        ≈ built on stand-ins for the base images: compare the ratios, not the megabytes

        2 of 2 steps, 4 blocks, 0 failed, 1 tolerated · 0.0 s
        """,
        shown());
    assertEquals(0, summary.status());
    assertEquals(List.of("golang:1.22"), used);
    assertEquals(
        """
        export DOCKER_CONFIG='/home/me/.docker'
        export XDG_CACHE_HOME='/home/me/.cache'
        export XDG_CONFIG_HOME='/home/me/.config'
        export XDG_DATA_HOME='/home/me/.local/share'
        export XDG_STATE_HOME='/home/me/.local/state'
        export HOME='/work'
        cd '/work'""",
        shell.given().get(0));
    assertEquals(
        """
        unset DOCKER_CONFIG
        unset XDG_CACHE_HOME
        unset XDG_CONFIG_HOME
        unset XDG_DATA_HOME
        unset XDG_STATE_HOME
        export HOME='/home/me'
        cd '/home/me/here'""",
        shell.given().get(shell.given().size() - 1));
  }

  @Test
  void aFailureStopsWithWhatWhereAndWhatToTry() {
    shell.on(
        "docker run", "docker: port 8081 is taken by web (a:b).\nSee 'docker run --help'.\n", 125);
    Summary summary =
        replay(
            """
            # The lab
            ## Step 1: Go
            ```bash
            true
            ```
            ## Step 2: Verify
            1. run:
               ```bash
               docker run -d --name web2 -p 8081:8080 a:b
               never
               ```
            ## Step 3: More
            ```bash
            never
            ```
            """);
    assertEquals(
        """
        The lab

        1  Go                                                        step 1 of 3 · 0.0 s
        $ true

        2  Verify                                                    step 2 of 3 · 0.0 s
        $ docker run -d --name web2 -p 8081:8080 a:b
        docker: port 8081 is taken by web (a:b).
        See 'docker run --help'.

        ✗ lab.md:9 · step 2, Verify
          docker run -d --name web2 -p 8081:8080 a:b
                                       ^^^^^^^^^
          docker: port 8081 is taken by web (a:b). (status 125)
          try  read its output above; --keep-going goes on after a failure, --keep leaves everything for a look

        1 step done, 1 failed, 1 not run · 0.0 s
        """,
        shown());
    assertEquals(1, summary.status());
    assertTrue(shell.given().stream().noneMatch("never"::equals));
  }

  @Test
  void theNextStepOfOurOwnCommandsIsPassedOn() {
    shell.on(
        "docker run",
        "docker: Error.\nport 80 is taken by web\n  \u001b[2mtry  \u001b[0mdocker stop web\n",
        125);
    replay("```bash\ndocker run -p 80:80 a\n```\n");
    assertTrue(
        shown().contains("  port 80 is taken by web (status 125)\n  try  docker stop web\n"),
        shown());
  }

  @Test
  void aRequestToAPortThatGaveNoAnswerIsAdvisedSo() {
    answers = Optional.empty();
    shell.on("curl", "", 52);
    replay("```bash\ndocker run -d -p 8081:80 a\nsleep 2\ncurl -s localhost:8081\n```\n");
    assertTrue(
        shown().contains("  try  nothing answers at port 8081: docker logs and docker ps -a"),
        shown());
  }

  @Test
  void theContainerOfASilentPortIsShown() {
    answers = Optional.empty();
    engine.images().add("a:latest");
    String id = engine.containers().foreign("web", "a:latest", Map.of());
    engine.containers().behave("panic: no configuration\n", 0);
    shell.on("curl", "", 52);
    replay(
        "```bash\ndocker run -d --name web -p 8081:80 a\nsleep 2\ncurl -s localhost:8081\n```\n");
    assertTrue(shown().contains("which wrote last:\n    panic: no configuration\n"), shown());
    assertTrue(shown().contains("  port 8081 is that of the container web ("), shown());
    assertTrue(engine.calls().contains("containers.logs " + id), engine.calls().toString());
  }

  @Test
  void aContainerThatHasDiedIsNotWaitedFor() {
    answers = Optional.empty();
    engine.images().add("a:latest");
    engine.containers().behave("boom\n", 3);
    String id = engine.containers().foreign("web", "a:latest", Map.of());
    shell
        .on("docker run -d --name web", "", 0, () -> engine.containers().end(id))
        .on("curl", "", 7);
    replay("```bash\ndocker run -d --name web -p 8081:80 a\nsleep 1\ncurl localhost:8081\n```\n");
    assertEquals(List.of(false), worthWaiting);
    assertTrue(
        shown()
            .contains(
                """
                $ sleep 1
                  ! port 8081 gave no answer within 0.0 s (the lab says 1.0 s)
                  the container of port 8081 no longer runs
                """),
        shown());
  }

  @Test
  void aContainerThatMayAnswerYetIsWaitedFor() {
    engine.images().add("a:latest");
    String unused = engine.containers().foreign("web", "a:latest", Map.of());
    for (String run :
        List.of(
            "docker run -d --name web -p 8081:80 a",
            "docker run -d --restart always -p 8081:80 a",
            "docker run -p 8081:80 a &",
            "docker run -d --name \"$NAME\" -p 8081:80 a")) {
      replay("```bash\n" + run + "\nsleep 1\ncurl localhost:8081\n```\n");
    }
    replay("```bash\ndocker run -d -p 8081:80 a\nsleep 1\ncurl localhost:8081\n```\n");
    assertEquals(List.of(true, true, true, true, false), worthWaiting);
  }

  @Test
  void keepGoingGoesOn() {
    keepGoing = true;
    shell.on("false", "", 1);
    Summary summary =
        replay("# L\n## Step 1\n```bash\nfalse\necho a\n```\n## Step 2\n```sh\necho b\n```\n");
    assertEquals(1, summary.failures());
    assertEquals(1, summary.steps());
    assertEquals(List.of("false", "echo a", "echo b"), shell.given().subList(1, 4));
  }

  @Test
  void expectedAndUnexpectedStatuses() {
    shell.on("false", "", 3);
    assertEquals(0, replay("<!-- stagecraft: exit 3 -->\n```bash\ntrue\nfalse\n```\n").failures());
    assertEquals(0, replay("<!-- stagecraft: exit nonzero -->\n```bash\nfalse\n```\n").failures());
    screen.reset();
    assertEquals(1, replay("<!-- stagecraft: exit 4 -->\n```bash\nfalse\n```\n").failures());
    assertTrue(
        shown()
            .contains(
                """
                ✗ lab.md:1 · step 1, lab.md
                  <!-- stagecraft: exit 4 -->
                                   ^^^^^^
                  false ended with status 3, expected is status 4
                """),
        shown());
  }

  @Test
  void aSleepBeforeRequestsWaitsForThePorts() {
    replay(
        """
        ```bash
        docker run -d -p 8081:80 a
        docker run -dp 127.0.0.1:8082:80 b
        ```
        ```bash
        sleep 2
        curl -s http://localhost:8081/health
        curl -s 127.0.0.1:8082
        curl -s http://localhost:9999
        ls
        curl localhost:8083
        sleep 1 && curl localhost:8081
        sleep 3
        echo
        sleep 1 &
        curl localhost:8081
        ```
        """);
    assertEquals(List.of(8081, 8082, 8081), probed);
    assertEquals(
        List.of(
            "docker run -d -p 8081:80 a",
            "docker run -dp 127.0.0.1:8082:80 b",
            "curl -s http://localhost:8081/health",
            "curl -s 127.0.0.1:8082",
            "curl -s http://localhost:9999",
            "ls",
            "curl localhost:8083",
            "curl localhost:8081",
            "sleep 3",
            "echo",
            "sleep 1 &",
            "curl localhost:8081"),
        shell.given().subList(1, 13));
    assertTrue(
        shown()
            .contains("$ sleep 2\n  ready after 0.3 s (port 8081 answered; the lab says 2.0 s)\n"),
        shown());
  }

  @Test
  void aPortThatGivesNoAnswerIsSaid() {
    answers = Optional.empty();
    engine.images().add("a:latest");
    String unused = engine.containers().foreign("web", "a:latest", Map.of());
    replay("```bash\ndocker run -d --name web -p 8081:80 a\nsleep 5; curl localhost:8081\n```\n");
    assertTrue(
        shown().contains("  ! port 8081 gave no answer within 50 s (the lab says 5.0 s)\n"),
        shown());
  }

  @Test
  void aProxyIsPassedByForThisMachineOnly() {
    shell.export("http_proxy", "http://proxy:3128");
    shell.export("no_proxy", "example.org,localhost");
    replay("```bash\ncurl http://localhost:8081/\n```\n");
    assertTrue(
        shell
            .given()
            .get(0)
            .contains(
                "export no_proxy='example.org,localhost,127.0.0.1,::1'\n"
                    + "export NO_PROXY='localhost,127.0.0.1,::1'\n"),
        shell.given().get(0));
    assertTrue(
        shell.given().get(2).contains("export no_proxy='example.org,localhost'\nunset NO_PROXY\n"),
        shell.given().get(2));
    assertTrue(shown().contains("http_proxy is set here"), shown());
  }

  @Test
  void filesAreWrittenByTheShell() {
    replay("```text save-as=\"a b/x's\"\nSTAGECRAFT_END\n```\n```stagecraft\nimages\n```\n");
    assertEquals(
        """
        mkdir -p 'a b' && cat > 'a b/x'\\''s' << 'STAGECRAFT_END_'
        STAGECRAFT_END
        STAGECRAFT_END_""",
        shell.given().get(1));
    assertEquals("own: images", shell.given().get(2));
  }

  @Test
  void aStatementThatTakesTooLongIsEnded() {
    shell.hangs("docker logs -f");
    Summary summary = replay("<!-- stagecraft: timeout=50ms -->\n```bash\ndocker logs -f a\n```\n");
    assertEquals(1, summary.failures());
    assertTrue(shown().contains("  docker logs -f a did not end within 0.1 s\n"), shown());
  }

  @Test
  void anInterruptEndsTheReplayAndLeavesTheShellAsItWas() {
    shell.hangs("docker logs -f");
    List<RuntimeException> thrown = new ArrayList<>();
    Thread replaying =
        new Thread(
            () ->
                thrown.add(
                    assertThrows(
                        Cancelled.class, () -> replay("```bash\ndocker logs -f a\n```\n"))));
    replaying.start();
    Await.until("the statement runs", () -> shell.given().contains("docker logs -f a"));
    replaying.interrupt();
    Await.ended(replaying);
    assertEquals(1, thrown.size());
    assertTrue(shell.given().get(2).startsWith("unset DOCKER_CONFIG"), shell.given().get(2));
    assertTrue(shown().endsWith("0 steps done, 0 failed, 1 not run (ended by Ctrl-C) · 0.0 s\n"));
  }

  @Test
  void aBaseThatNobodyHasFailsTheBuild() {
    engine.builder().startFrom("missing:1");
    Summary summary = replay("```bash\ndocker build -t a .\n```\n");
    assertEquals(1, summary.failures());
    assertTrue(
        shown().contains("  no image missing:1 here: no source has it\n  try  pull it first\n"),
        shown());
  }

  @Test
  void nothingIsRunWhereSomethingIsNotSure() {
    assertEquals("lab.placeholder", refused("```bash\ntrue\ndocker stop <id>\n```\n").code());
    assertEquals("lab.unsure", refused("```bash\ndocker ps\nNAME   IMAGE ID\n```\n").code());
    assertEquals(List.of(), shell.given());
  }

  private Problem refused(String markdown) {
    return assertThrows(ProblemException.class, () -> replay(markdown)).problem();
  }
}
