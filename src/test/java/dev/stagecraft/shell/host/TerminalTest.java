package dev.stagecraft.shell.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.shell.PseudoTerminal;
import dev.stagecraft.shell.Ran;
import dev.stagecraft.shell.Wiring;
import dev.stagecraft.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shell on a pseudo terminal: job control, keys, sizes. */
class TerminalTest {
  @TempDir Path folder;
  private Inner inner;
  private Session session;

  @BeforeEach
  void open() throws IOException {
    inner = new Inner();
    session =
        new Session(
            folder,
            Origin.PROMPT,
            Wiring.on(inner),
            Duration.ofMillis(300),
            Duration.ofSeconds(30));
    session.output("stty -echo; A=kept");
    inner.taken();
  }

  @AfterEach
  void close() throws IOException {
    session.close();
    inner.pty.close();
  }

  private CompletableFuture<Ran> started(String text) {
    return CompletableFuture.supplyAsync(
        () -> session.executor.run(text, new Session.Plain(new ByteArrayOutputStream())));
  }

  private String seen(String text) {
    session.output(text);
    return inner.taken();
  }

  @Test
  void theShellHasTheTerminal() {
    assertEquals("true true\n", seen("test -t 0 && t=true; test -t 1 && echo $t true"));
    assertEquals("30 100\n", seen("stty size </dev/tty"));
    assertEquals("true true true\n", seen("command docker tty"));
    assertEquals("true false true\n", seen("x=$(docker tty); echo $x"));
  }

  @Test
  void jobsCanBeListedAndKilled() {
    // inside PROMPT_COMMAND bash does not say "[1] PID"; the jobs in the state tell the prompt
    assertEquals("", seen("sleep 100 &"));
    assertEquals("[1]+  Running                 sleep 100 &\n", seen("jobs"));
    assertTrue(session.executor.state().jobs().contains("Running"));
    seen("kill %1; wait %1");
    assertEquals("", seen("jobs"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo now; sleep 100",
        "echo now; while :; do :; done",
        "echo now; cat",
        "echo now; read x",
        "docker block",
        "x=$(docker block)",
        "docker block | cat",
        "for i in 1 2 3; do docker block; done",
        "echo now; docker cat",
      })
  void keysInterrupt(String text) {
    CompletableFuture<Ran> end = started(text + "\necho never");
    Await.until(
        "running: " + text, () -> inner.text().contains("now") || !session.verbs.begun.isEmpty());
    // one that comes while bash starts a program is lost, as at any shell: people press it again
    while (!end.isDone()) {
      session.executor.interrupt();
      Session.within(Duration.ofMillis(500), end);
    }
    assertEquals(new Ran(130, false, true), Session.ended(end));
    inner.taken();
    assertEquals("kept", seen("echo $A").strip());
    assertEquals(List.of(), session.notices);
  }

  @Test
  void keysReachWhatRuns() throws IOException {
    CompletableFuture<Ran> end = started("echo now; read x; echo \"<$x>\"");
    Await.until("read", () -> inner.text().contains("now"));
    inner.keys().write("typed\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(0, Session.ended(end).status());
    assertEquals("now\n<typed>\n", inner.taken());
  }

  @Test
  void aCommandOfOursGetsSingleKeysAndTheSize() throws IOException {
    String before = seen("stty -g");
    CompletableFuture<Ran> end = started("docker key -it");
    Await.until("raw", () -> !session.verbs.begun.isEmpty());
    Await.until("raw mode", () -> !inner.canonical());
    inner.keys().write(3);
    assertEquals(0, Session.ended(end).status());
    assertEquals("key 3 in 30x100\n", inner.taken());
    assertEquals(before, seen("stty -g"));
  }

  @Test
  void aCommandOfOursHearsOfAnotherSize() throws IOException {
    CompletableFuture<Ran> end = started("docker resize | cat");
    Await.until("raw", () -> session.verbs.begun.contains("waiting for a size"));
    inner.pty.setSize(Size.of(77, 20));
    assertEquals(0, Session.ended(end).status());
    assertEquals("30x100 20x77\n", inner.taken());
  }

  @Test
  void stoppedJobsGoOn() throws IOException {
    CompletableFuture<Ran> end = started("docker block");
    Await.until("the call", () -> session.verbs.begun.contains("docker block"));
    session.executor.interrupt();
    assertEquals(130, Session.ended(end).status());
    end = started("echo now; sleep 100");
    Await.until("sleep", () -> inner.text().contains("now"));
    Await.until("the foreground", () -> inner.foregroundIsNot(session));
    inner.keys().write(26);
    Session.ended(end);
    inner.taken();
    assertTrue(seen("jobs").contains("Stopped"), "stopped");
    seen("kill -9 %1; wait %1 2>/dev/null");
    assertEquals("kept\n", seen("echo $A"));
  }

  /** A pseudo terminal whose output is kept, line ends as written. */
  private static final class Inner implements PseudoTerminal {
    private final JniNativePty pty;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int marks;

    Inner() throws IOException {
      pty = (JniNativePty) new JniTerminalProvider().open(new Attributes(), Size.of(100, 30));
      Attributes attributes = pty.getAttr();
      attributes.setInputFlag(Attributes.InputFlag.ICRNL, true);
      attributes.setLocalFlags(
          java.util.EnumSet.of(
              Attributes.LocalFlag.ICANON, Attributes.LocalFlag.ISIG, Attributes.LocalFlag.IEXTEN),
          true);
      attributes.setControlChar(Attributes.ControlChar.VINTR, 3);
      attributes.setControlChar(Attributes.ControlChar.VSUSP, 26);
      attributes.setControlChar(Attributes.ControlChar.VEOF, 4);
      pty.setAttr(attributes);
      Thread pump = new Thread(this::pump, "pump");
      pump.setDaemon(true);
      pump.start();
    }

    private void pump() {
      byte[] buffer = new byte[4096];
      try (InputStream master = pty.getMasterInput()) {
        for (int n = master.read(buffer); n >= 0; n = master.read(buffer)) {
          synchronized (this) {
            bytes.write(buffer, 0, n);
            notifyAll();
          }
        }
      } catch (IOException e) {
        // closed
      }
    }

    @Override
    public String slave() {
      return pty.getName();
    }

    @Override
    public OutputStream keys() {
      return pty.getMasterOutput();
    }

    @Override
    public void settle() {
      String mark = "\u001b]7777;" + ++marks + "\u0007";
      try {
        pty.getSlaveOutput().write(mark.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      Await.until("the mark", () -> text().contains(mark));
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }

    synchronized String taken() {
      String text = text().replaceAll("\u001b\\]7777;\\d+\u0007", "").replace("\r", "");
      bytes.reset();
      return text;
    }

    boolean canonical() {
      try {
        return pty.getAttr().getLocalFlag(Attributes.LocalFlag.ICANON);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    boolean foregroundIsNot(Session session) {
      String variables = session.executor.state().variables();
      return !variables.isEmpty()
          && ProcessHandle.current()
              .descendants()
              .anyMatch(p -> p.info().commandLine().orElse("").endsWith("sleep 100"));
    }
  }
}
