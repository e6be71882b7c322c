package dev.stagecraft.builtin.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Binder;
import dev.stagecraft.command.Bound;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Problem;
import dev.stagecraft.replay.FakeBases;
import dev.stagecraft.replay.FakeShell;
import dev.stagecraft.replay.LabEngine;
import dev.stagecraft.replay.LabShell;
import dev.stagecraft.replay.Look;
import dev.stagecraft.replay.ReplayListener;
import dev.stagecraft.replay.ReplayText;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.FakeEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} over a shell that does what the test says. */
class ReplayCommandTest {
  @TempDir Path folder;
  private final FakeShell shell = new FakeShell();
  private final FakeEngine engine = new FakeEngine();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private boolean opened;

  @BeforeEach
  void aLab() throws IOException {
    Files.writeString(
        folder.resolve("lab.md"),
        """
        # L

        <!-- stagecraft: app A: single=a:1 multi=a:2 -->
        ```bash
        docker build -t a:1 .
        docker build -t a:2 .
        false
        echo
        ```
        """,
        StandardCharsets.UTF_8);
    engine.images().describe("a:1", 3_000_000, 2, "");
    engine.images().describe("a:2", 1_000_000, 1, "me");
    shell.on("docker build -t a:1", "", 0, () -> engine.images().add("a:1"));
    shell.on("docker build -t a:2", "", 0, () -> engine.images().add("a:2"));
  }

  /** What surrounds the replay here. */
  private final class Room implements ReplayRoom {
    @Override
    public LabShell shell(Invocation call) {
      opened = true;
      return shell;
    }

    @Override
    public LabEngine engine() {
      return new LabEngine(
          () -> engine,
          FakeBases::new,
          (host, port, limit, worth) -> Optional.empty(),
          image -> {},
          new Removals());
    }

    @Override
    public Path home() {
      return folder;
    }

    @Override
    public Path ownHome() {
      return folder;
    }

    @Override
    public void atTheEnd(Runnable work) {}

    @Override
    public boolean ending() {
      return false;
    }

    @Override
    public ReplayListener screen(Invocation call) {
      return new ReplayText(call.streams().out(), Look.pipe());
    }

    @Override
    public int width(String text) {
      return text.length();
    }
  }

  private Outcome replay(String... words) {
    ReplayCommand command = new ReplayCommand(Room::new);
    Bound bound = Binder.bind(command.spec(), List.of(words));
    return command.run(
        new Invocation(
            command.spec(),
            List.of("replay"),
            List.of(words),
            bound,
            folder,
            Map.of(),
            new Pipe(out),
            Progress.none(),
            Invocation.Origin.BATCH));
  }

  /** A pipe. */
  private record Pipe(OutputStream out) implements Streams {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream err() {
      return out;
    }

    @Override
    public boolean inIsTerminal() {
      return false;
    }

    @Override
    public boolean outIsTerminal() {
      return false;
    }

    @Override
    public boolean errIsTerminal() {
      return false;
    }
  }

  @Test
  void aPlanOpensNoShellAndAsksNoEngine() {
    Outcome outcome = replay("lab.md", "--plan");
    assertEquals(
        """
        lab.md · L
        1 step, 1 block to run, 0 blocks to read
          images    a:1, a:2

        1  L
             5  $ docker build -t a:1 .
                    builds    a:1 from Dockerfile
             6  $ docker build -t a:2 .
                    builds    a:2 from Dockerfile
             7  $ false
             8  $ echo
        """,
        outcome.text());
    assertEquals(false, opened);
    assertEquals(List.of(), engine.calls());
  }

  @Test
  void aPlanOfAStepHasWhatItNeedsBefore() throws IOException {
    Files.writeString(
        folder.resolve("lab.md"),
        """
        # L
        ## Step 1: Write
        ```bash
        echo a > a
        echo b > b
        ```
        ## Step 2: Look
        ```bash
        ls
        ```
        ## Step 3: Read
        ```bash
        cat b
        ```
        """,
        StandardCharsets.UTF_8);
    assertEquals(
        """
        lab.md · L
        1 of 3 steps, 2 blocks to run, 0 blocks to read

        1  Write  (needed: 1 of 2 statements)
             5  $ echo b > b
                    writes    b

        3  Read
            13  $ cat b
        """,
        replay("lab.md", "--plan", "--step", "3").text());
    Outcome wrong = replay("lab.md", "--from", "Raed");
    assertEquals("2 lab.step", said(wrong));
    assertEquals(Optional.of("did you mean Read?"), wrong.problem().flatMap(Problem::hint));
    assertEquals(false, opened);
  }

  @Test
  void theTableGoesToTheFileThoughSomethingFailed() throws IOException {
    shell.on("false", "", 1);
    Outcome outcome = replay("lab.md", "--keep-going", "--table=sizes.csv");
    assertEquals(1, outcome.status());
    assertEquals(List.of("the table is in sizes.csv"), outcome.remarks());
    String csv = Files.readString(folder.resolve("sizes.csv"), StandardCharsets.UTF_8);
    assertTrue(
        csv.lines()
            .toList()
            .get(1)
            .matches(
                "A,a:1,3000000,2,root,[\\d.]+,,,true,a:2,1000000,1,me,[\\d.]+,,,true,66.67,"
                    .replace("true", "false")),
        csv);
    assertTrue(shell.given().contains("echo"), shell.given().toString());
  }

  @Test
  void wrongUseIsSaidBeforeAnythingHappens() {
    assertEquals("2 usage.suffix", said(replay("lab.md", "--table", "x.xls")));
    assertEquals("2 usage.table", said(replay("lab.md", "--table", "no/x.md")));
    assertEquals("2 lab.missing", said(replay("no.md")));
    assertEquals("2 usage.check", said(replay("lab.md", "--check", "--update")));
    assertEquals("2 usage.tolerance", said(replay("lab.md", "--check", "--tolerance=much")));
    assertEquals(List.of(), shell.given());
  }

  @Test
  void recordedOutputsAreCheckedAndRewritten() throws IOException {
    Path file = folder.resolve("out.md");
    String lab = "```console\n$ echo\nold  \n$ id\n$ echo\n\tnew\n```\n";
    Files.writeString(file, lab, StandardCharsets.UTF_8);
    shell.on("echo", "new\n", 0);
    assertEquals(1, replay("out.md", "--check").status());
    assertEquals(lab, Files.readString(file, StandardCharsets.UTF_8));
    Outcome updated = replay("out.md", "--update");
    assertEquals(0, updated.status());
    assertEquals(List.of("1 of 2 recorded outputs rewritten in out.md"), updated.remarks());
    assertEquals(lab.replace("old  ", "new"), Files.readString(file, StandardCharsets.UTF_8));
    assertEquals(0, replay("out.md", "--check", "--tolerance", "5").status());
    assertEquals(
        List.of("0 of 2 recorded outputs rewritten in out.md"),
        replay("out.md", "--update").remarks());
  }

  @Test
  void aLabThatSomebodyWritesMeanwhileIsLeftAlone() throws IOException {
    Path file = folder.resolve("out.md");
    Files.writeString(file, "```console\n$ echo\nold\n```\n", StandardCharsets.UTF_8);
    shell.on(
        "echo",
        "new\n",
        0,
        () -> {
          try {
            Files.writeString(file, "theirs", StandardCharsets.UTF_8);
          } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
          }
        });
    Outcome outcome = replay("out.md", "--update");
    assertEquals("1 lab.changed", said(outcome));
    assertEquals("theirs", Files.readString(file, StandardCharsets.UTF_8));
  }

  private static String said(Outcome outcome) {
    return outcome.status() + " " + outcome.problem().map(Problem::code).orElse("");
  }
}
