package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inner terminal, a real pseudo terminal of the kernel. */
class InnerTerminalTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private InnerTerminal terminal;

  @BeforeEach
  void open() throws IOException {
    terminal = new InnerTerminal(Size.of(80, 24), this::take);
  }

  @AfterEach
  void close() throws IOException {
    terminal.close();
  }

  private void take(byte[] bytes) {
    synchronized (written) {
      written.writeBytes(bytes);
    }
  }

  private String written() {
    synchronized (written) {
      return written.toString(StandardCharsets.UTF_8);
    }
  }

  /** A program with all its streams on the terminal, in a session of its own. */
  private Process program(String text) throws IOException {
    File slave = new File(terminal.slave());
    return new ProcessBuilder("setsid", "-c", "bash", "-c", text)
        .redirectInput(slave)
        .redirectOutput(slave)
        .redirectError(slave)
        .start();
  }

  private static int end(Process process) throws InterruptedException {
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the program ends");
    return process.exitValue();
  }

  @Test
  void whatProgramsAndWeWriteComesInOrder() throws Exception {
    OutputStream ours = terminal.writing();
    ours.write("one\n".getBytes(StandardCharsets.UTF_8));
    ours.flush();
    assertEquals(0, end(program("echo two; test -t 0 && test -t 1 && echo three")));
    ours.write("four ≈\n".getBytes(StandardCharsets.UTF_8));
    ours.flush();
    terminal.settle();
    assertEquals("one\r\ntwo\r\nthree\r\nfour ≈\r\n", written());
  }

  @Test
  void settlingWaitsForAllOutputAndLeavesNoMark() throws Exception {
    for (int turn = 0; turn < 20; turn++) {
      synchronized (written) {
        written.reset();
      }
      assertEquals(0, end(program("seq 1 2000")));
      terminal.settle();
      StringBuilder all = new StringBuilder();
      for (int i = 1; i <= 2000; i++) {
        all.append(i).append("\r\n");
      }
      assertEquals(all.toString(), written());
    }
  }

  @Test
  void settlingEndsAtOnceWhereItsThreadIsInterrupted() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    InnerTerminal stuck =
        new InnerTerminal(
            Size.of(80, 24),
            bytes -> {
              try {
                blocked.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    stuck.writing().write('x');
    Thread settling = new Thread(stuck::settle);
    settling.start();
    settling.interrupt();
    Await.ended(settling);
    blocked.countDown();
    stuck.close();
  }

  @Test
  void sizeIsSeenByPrograms() throws Exception {
    assertEquals(0, end(program("stty size")));
    terminal.resize(Size.of(40, 10));
    assertEquals(0, end(program("stty size")));
    terminal.settle();
    assertEquals("24 80\r\n10 40\r\n", written());
  }

  @Test
  void resizeIsToldToAProgramThatRuns() throws Exception {
    Process program =
        program("trap 'stty size; exit 3' WINCH; echo ready; while :; do read -t 1 x; done");
    Await.until("the program is ready", () -> written().contains("ready"));
    terminal.resize(Size.of(100, 50));
    assertEquals(3, end(program));
    terminal.settle();
    assertEquals("ready\r\n50 100\r\n", written());
  }

  @Test
  void controlCIsASignal() throws Exception {
    assertTrue(terminal.signals());
    Process program = program("echo ready; exec sleep 100");
    Await.until("the program is ready", () -> written().contains("ready"));
    terminal.keys().write(3);
    terminal.keys().flush();
    assertEquals(130, end(program));
  }

  @Test
  void modesThatAProgramLeftAreRepaired() throws Exception {
    assertEquals(0, end(program("stty -g > /dev/null; stty raw -echo -isig")));
    assertFalse(terminal.signals());
    terminal.repair();
    assertTrue(terminal.signals());
    assertEquals(0, end(program("stty -a")));
    terminal.settle();
    String modes = written();
    for (String mode :
        new String[] {" icanon", " echo ", " isig", " opost", " onlcr", " icrnl", " -ixon"}) {
      assertTrue((" " + modes.replace("\r\n", " ")).contains(mode), mode + " in " + modes);
    }
  }

  @Test
  void keysNobodyReadAreGivenBackOnce() throws Exception {
    assertEquals("", terminal.typedAhead());
    terminal.keys().write("echo é\rnext".getBytes(StandardCharsets.UTF_8));
    terminal.keys().flush();
    assertEquals("echo é\nnext", terminal.typedAhead().replace('\r', '\n'));
    assertEquals("", terminal.typedAhead());
    assertTrue(terminal.signals());
  }

  @Test
  void keysOnTheirWayAreWaitedFor() throws Exception {
    for (int turn = 0; turn < 200; turn++) {
      terminal.keys().write(("kill %1; echo " + turn).getBytes(StandardCharsets.UTF_8));
      terminal.keys().flush();
      assertEquals("kill %1; echo " + turn, terminal.typedAhead());
    }
    terminal.settle();
  }

  @Test
  void theEchoOfKeysTypedAheadHasComeBefore() throws Exception {
    CountDownLatch echoed = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (InnerTerminal slow =
        new InnerTerminal(
            Size.of(80, 24),
            bytes -> {
              echoed.countDown();
              try {
                assertFalse(never.await(200, TimeUnit.MILLISECONDS));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              take(bytes);
            })) {
      slow.keys().write("\f".getBytes(StandardCharsets.UTF_8));
      slow.keys().flush();
      assertTrue(echoed.await(20, TimeUnit.SECONDS));
      assertEquals("\f", slow.typedAhead());
      assertEquals("^L", written());
    }
  }

  @Test
  void endOfFileTypedAheadIsOne() throws Exception {
    terminal.keys().write("ls\r".getBytes(StandardCharsets.UTF_8));
    terminal.keys().write(4);
    terminal.keys().flush();
    assertEquals("ls\n\u0004", terminal.typedAhead().replace('\r', '\n'));
  }

  @Test
  void programReadsKeys() throws Exception {
    Process program = program("read -r x; echo \"got $x\"");
    terminal.keys().write("hello\r".getBytes(StandardCharsets.UTF_8));
    terminal.keys().flush();
    assertEquals(0, end(program));
    terminal.settle();
    assertEquals("hello\r\ngot hello\r\n", written());
  }
}
