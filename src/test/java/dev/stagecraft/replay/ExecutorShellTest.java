package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.session.Removals;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Caller;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.Wiring;
import dev.stagecraft.shell.host.BashShell;
import dev.stagecraft.shell.host.Settings;
import dev.stagecraft.testkit.Await;
import dev.stagecraft.testkit.FakeEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab in a real bash, with words of ours that say what they were called with. */
class ExecutorShellTest {
  @TempDir Path folder;
  private Path work;
  private ExecutorShell shell;
  private final List<String> notices = new ArrayList<>();

  /** Says its words; {@code images} is ours too where all words are. */
  private static final class Echo implements Caller {
    @Override
    public boolean wantsKeyboard(java.util.List<String> words) {
      return false;
    }

    @Override
    public boolean ours(String word) {
      return word.equals("docker") || word.equals("images");
    }

    @Override
    public Outcome call(Call call) {
      return Outcome.text("called " + String.join("|", call.words()) + "\n");
    }
  }

  private static void show(Outcome outcome, Streams streams) {
    try {
      streams.out().write(outcome.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @BeforeEach
  void open() throws IOException {
    work = Files.createDirectories(folder.resolve("work")).toRealPath();
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "HOME", "/nowhere", "LC_ALL", "C.UTF-8");
    Settings settings =
        Settings.of(
            folder.resolve("shell"),
            folder,
            environment,
            Wiring.mergedPipe(),
            List.of("docker", "stagecraft"));
    Path bash = BashShell.find(environment.get("PATH")).orElseThrow();
    LabWords words = new LabWords(new Echo());
    Executor executor =
        new Executor(
            Origin.REPLAY,
            words,
            ExecutorShellTest::show,
            notices::add,
            answering -> new BashShell(settings, bash, answering));
    shell = new ExecutorShell(executor, words, false);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private String replayed(String markdown) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    FakeEngine engine = new FakeEngine();
    LabEngine asks =
        new LabEngine(
            () -> engine,
            FakeBases::new,
            (host, port, limit, worth) -> Optional.empty(),
            image -> {},
            new Removals());
    Summary summary =
        new Replayer(
                shell,
                asks,
                new Replayer.Options(work, true, false, Comparing.NOT),
                () -> 0,
                List.of(new ReplayText(screen, Look.pipe())))
            .replay(LabReader.read("lab.md", markdown));
    return summary.failures() + " failed\n" + screen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBlockInAFolderOfItsOwn() {
    assertEquals(
        """
        1 failed
        L

        1  L                                                         step 1 of 1 · 0.0 s
        $ mkdir -p ~/"a b/c"
        $ cd c
        $ pwd | sed "s|$HOME|~|"
        ~/a b/c
        $ pwd | sed "s|$HOME|~|"
        ~

        ✗ lab.md:13 · step 1, L
          echo never
          ^^^^^^^^^^
          there is no folder nowhere for this block
          try  make it in a block before, or change cwd above the block

        0 steps done, 1 failed, 0 not run · 0.0 s
        """,
        replayed(
            """
            # L
            ```bash
            mkdir -p ~/"a b/c"
            ```
            ```bash cwd="~/a b"
            cd c
            pwd | sed "s|$HOME|~|"
            ```
            ```bash
            pwd | sed "s|$HOME|~|"
            ```
            ```bash cwd=nowhere
            echo never
            ```
            """));
  }

  @Test
  void oneShellForTheWholeLab() throws IOException {
    assertEquals(
        """
        0 failed
        L

        1  L                                                         step 1 of 1 · 0.0 s
        $ mkdir -p ~/a && cd ~/a
        $ name=x; greet() { echo "hello $name" | tee "$name"; }
        $ greet
        hello x
        $ cat << 'EOF' > f                                                     (3 lines)
        $ docker run "$(cat f)" *
        called docker|run|$x|f|x
        $ docker ps | tr a-z A-Z 2>&1 >&2
        CALLED DOCKER|PS
        $ stagecraft images --plain
        called images|--plain
        $ command -v images || echo no images
        no images
        $ images
        called images
          b/c written                                                           (1 line)
        $ cat b/c
        text

        1 of 1 step, 4 blocks, 0 failed · 0.0 s
        """,
        replayed(
            """
            # L
            ```bash
            mkdir -p ~/a && cd ~/a
            name=x; greet() { echo "hello $name" | tee "$name"; }
            greet
            cat << 'EOF' > f
            $x
            EOF
            docker run "$(cat f)" *
            docker ps | tr a-z A-Z 2>&1 >&2
            stagecraft images --plain
            command -v images || echo no images
            ```
            ```stagecraft
            images
            ```
            ```text save-as=b/c
            text
            ```
            ```bash
            cat b/c
            ```
            """));
    assertEquals("text\n", Files.readString(work.resolve("a/b/c"), StandardCharsets.UTF_8));
    assertEquals(folder.toRealPath(), shell.folder().toRealPath());
    assertEquals("/nowhere", shell.environment().get("HOME"));
    assertEquals(false, shell.environment().containsKey("DOCKER_CONFIG"));
  }

  @Test
  void aShellThatEndsIsAFailureAndTheLabGoesOnInAnother() {
    String seen = replayed("```bash\nx=1\nexit 3\necho \"still $x\"\n```\n");
    assertEquals(true, seen.startsWith("1 failed\n"), seen);
    assertEquals(true, seen.contains("$ echo \"still $x\"\nstill 1\n"), seen);
    assertEquals(1, notices.size());
  }

  @Test
  void anInterruptEndsTheStatementAndTheShellLives() {
    List<RuntimeException> thrown = new ArrayList<>();
    Thread running =
        new Thread(
            () ->
                thrown.add(
                    assertThrows(
                        Cancelled.class,
                        () ->
                            shell.run(
                                "touch begun; sleep 100\n", false, new ByteArrayOutputStream()))));
    running.start();
    Await.until("the statement runs", () -> Files.exists(folder.resolve("begun")));
    running.interrupt();
    Await.ended(running);
    assertEquals(1, thrown.size());
    ByteArrayOutputStream after = new ByteArrayOutputStream();
    assertEquals(0, shell.run("echo alive\n", false, after));
    assertEquals("alive\n", after.toString(StandardCharsets.UTF_8));
  }
}
