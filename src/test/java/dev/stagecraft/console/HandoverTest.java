package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.PosixPtyTerminal;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Ctrl-C of the moments between Enter and what the line says. */
class HandoverTest {
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private OutputStream keyboard;
  private Terminal terminal;
  private Handover handover;

  @BeforeEach
  void open() throws IOException {
    PipedInputStream keys = new PipedInputStream();
    keyboard = new PipedOutputStream(keys);
    terminal =
        new PosixPtyTerminal(
            "person",
            "xterm",
            new JniTerminalProvider().open(new Attributes(), Size.of(80, 24)),
            keys,
            new ByteArrayOutputStream(),
            StandardCharsets.UTF_8);
    handover = new Handover(terminal, () -> told.add("accepted"), () -> told.add("interrupt"));
  }

  @AfterEach
  void close() throws IOException {
    keyboard.close();
    terminal.close();
  }

  private LineReader lines(History history) {
    LineReader lines = LineReaderBuilder.builder().terminal(terminal).history(history).build();
    handover.within(lines);
    return lines;
  }

  private void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  @Test
  void whileTheLineIsKeptItIsForTheLine() throws IOException {
    // the history gets the line after Enter, when the editor still has the terminal
    LineReader lines =
        lines(
            new DefaultHistory() {
              @Override
              public void add(java.time.Instant time, String line) {
                terminal.raise(Signal.INT);
              }
            });
    type("docker logs -f x\r");
    assertEquals("docker logs -f x", handover.read(lines, "> "));
    assertEquals(List.of("accepted", "interrupt"), told);
  }

  @Test
  void whileTheEditorCleansUpItIsForTheLine() throws IOException {
    LineReader lines = lines(new DefaultHistory());
    Thread reading = Thread.currentThread();
    lines
        .getWidgets()
        .compute(
            LineReader.CALLBACK_FINISH,
            (name, ours) ->
                () -> {
                  boolean done = ours.apply();
                  // what the editor's own handler does, before and after ours is there
                  reading.interrupt();
                  return done;
                });
    type("x\r");
    assertEquals("x", handover.read(lines, "> "));
    assertEquals(List.of("accepted", "interrupt"), told);
    assertFalse(Thread.interrupted());
  }

  @Test
  void afterwardsItIsForTheLine() throws IOException {
    LineReader lines = lines(new DefaultHistory());
    type("x\r");
    assertEquals("x", handover.read(lines, "> "));
    terminal.raise(Signal.INT);
    assertEquals(List.of("accepted", "interrupt"), told);
  }

  @Test
  void whileTheLineIsTypedItTakesTheLineAway() throws IOException {
    LineReader lines = lines(new DefaultHistory());
    lines
        .getWidgets()
        .put(
            LineReader.CALLBACK_INIT,
            () -> {
              terminal.raise(Signal.INT);
              return true;
            });
    assertThrows(UserInterruptException.class, () -> handover.read(lines, "> "));
    lines.getWidgets().remove(LineReader.CALLBACK_INIT);
    type("x\r");
    assertEquals("x", handover.read(lines, "> "));
    assertEquals(List.of("accepted"), told);
  }
}
