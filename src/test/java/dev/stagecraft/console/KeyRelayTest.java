package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.PosixPtyTerminal;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys from a person's terminal, itself a pseudo terminal here, to the inner one. */
@SuppressWarnings("try") // a relay works by being there
class KeyRelayTest {
  private final AtomicInteger interrupts = new AtomicInteger();
  private OutputStream keyboard;
  private Terminal person;
  private InnerTerminal inner;

  @BeforeEach
  void open() throws IOException {
    PipedInputStream keys = new PipedInputStream();
    keyboard = new PipedOutputStream(keys);
    person =
        new PosixPtyTerminal(
            "person",
            "xterm",
            new JniTerminalProvider().open(new Attributes(), Size.of(80, 24)),
            keys,
            new ByteArrayOutputStream(),
            StandardCharsets.UTF_8);
    Attributes modes = person.getAttributes();
    for (LocalFlag flag : new LocalFlag[] {LocalFlag.ICANON, LocalFlag.ISIG, LocalFlag.ECHO}) {
      modes.setLocalFlag(flag, true);
    }
    modes.setOutputFlag(OutputFlag.OPOST, true);
    person.setAttributes(modes);
    inner = new InnerTerminal(Size.of(80, 24), bytes -> {});
  }

  @AfterEach
  void close() throws IOException {
    inner.close();
    keyboard.close();
    person.close();
  }

  private void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  /** What arrives at the inner terminal, until there is as much as expected. */
  private String arrived(int length) {
    StringBuilder all = new StringBuilder();
    Await.until(length + " keys", () -> all.append(inner.typedAhead()).length() >= length);
    return all.toString().replace('\r', '\n');
  }

  private KeyRelay relay() {
    return new KeyRelay(person, inner, interrupts::incrementAndGet);
  }

  @Test
  void keysArriveInOrder() throws IOException {
    try (KeyRelay relay = relay()) {
      type("ls é\u001b[A\r");
      assertEquals("ls é\u001b[A\n", arrived(8));
      type("x".repeat(600) + "\r");
      assertEquals("x".repeat(600) + "\n", arrived(601));
      assertEquals(0, interrupts.get());
    }
  }

  @Test
  void controlCIsToldAndDoesNotArrive() throws IOException {
    try (KeyRelay relay = relay()) {
      type("a\u0003b\u0003");
      Await.until("two interrupts", () -> interrupts.get() == 2);
      assertEquals("ab", arrived(2));
    }
  }

  @Test
  void controlCIsAKeyWhereAProgramWantsIt() throws IOException, InterruptedException {
    assertEquals(
        0,
        new ProcessBuilder("stty", "-F", inner.slave(), "raw", "-echo", "-isig")
            .inheritIO()
            .start()
            .waitFor());
    try (KeyRelay relay = relay()) {
      type("a\u0003b");
      assertEquals("a\u0003b", arrived(3));
      assertEquals(0, interrupts.get());
    }
  }

  @Test
  void personsTerminalIsRawOnlyMeanwhile() {
    try (KeyRelay relay = relay()) {
      Attributes raw = person.getAttributes();
      assertFalse(raw.getLocalFlag(LocalFlag.ICANON));
      assertFalse(raw.getLocalFlag(LocalFlag.ISIG));
      assertFalse(raw.getLocalFlag(LocalFlag.ECHO));
      assertFalse(raw.getOutputFlag(OutputFlag.OPOST));
      // JLine itself would make a signal of that byte, besides the key
      assertEquals(0xff, raw.getControlChar(ControlChar.VINTR) & 0xff);
    }
    Attributes after = person.getAttributes();
    assertTrue(after.getLocalFlag(LocalFlag.ICANON));
    assertTrue(after.getLocalFlag(LocalFlag.ISIG));
    assertTrue(after.getLocalFlag(LocalFlag.ECHO));
    assertTrue(after.getOutputFlag(OutputFlag.OPOST));
  }

  @Test
  void nextReaderGetsTheFirstKeyAfterwards() throws IOException {
    relay().close();
    type("q\n");
    assertEquals('q', person.reader().read());
  }

  @Test
  void aQuestionHasTheKeysUntilItIsAnswered() throws IOException {
    KeyRelay before = relay();
    type("a");
    assertEquals("a", arrived(1));
    before.close();
    type("x\rY\r");
    assertEquals('y', new Question("start one?", "yn").on(person));
    assertEquals("", inner.typedAhead());
    try (KeyRelay again = before.again()) {
      type("b\u0003");
      Await.until("the interrupt", () -> interrupts.get() == 1);
      assertEquals("b", arrived(1));
    }
  }

  @Test
  void enterMeansTheFirstChoice() throws IOException {
    type("\r");
    assertEquals('y', new Question("start one?", "yn").on(person));
  }
}
