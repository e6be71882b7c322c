package dev.stagecraft.console;

import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/**
 * Ctrl-C between two owners: until a line is accepted it is the line editor's, from that moment on
 * it is for what the line says, whether that runs yet or not.
 */
final class Handover {
  private final Terminal terminal;
  private final Runnable accepted;
  private final Runnable interrupt;

  /**
   * From a terminal's line editor to what runs the lines.
   *
   * @param accepted told when a line has been accepted
   * @param interrupt called for each Ctrl-C that is not the editor's
   */
  Handover(Terminal terminal, Runnable accepted, Runnable interrupt) {
    this.terminal = terminal;
    this.accepted = accepted;
    this.interrupt = interrupt;
  }

  /** Takes place in a line editor, which then does not change handlers by itself any more. */
  void within(LineReader lines) {
    // Where nobody said otherwise, the line editor leaves the system's default behind: death.
    terminal.handle(Signal.INT, signal -> interrupt.run());
    lines
        .getWidgets()
        .put(
            LineReader.CALLBACK_FINISH,
            () -> {
              accepted.run();
              terminal.handle(Signal.INT, signal -> interrupt.run());
              return true;
            });
  }

  /** Reads a line; a Ctrl-C that came while the editor was ending is passed on. */
  String read(LineReader lines, String prompt) {
    String line = lines.readLine(prompt);
    if (Thread.interrupted()) {
      interrupt.run();
    }
    return line;
  }
}
