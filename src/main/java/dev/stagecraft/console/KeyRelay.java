package dev.stagecraft.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingInputStream;

/**
 * Passes keys from the person's terminal to the inner one while a text runs. The person's terminal
 * is raw for that time: the inner one's line discipline does the rest.
 */
final class KeyRelay implements AutoCloseable {
  private static final long POLL_MILLIS = 10;
  private static final int CTRL_C = 3;

  private static final int NO_BYTE_OF_UTF_8 = 0xff;

  private final Terminal terminal;
  private final InnerTerminal inner;
  private final Runnable interrupt;
  private final Attributes before;
  private final AtomicBoolean on = new AtomicBoolean(true);
  private final Thread thread;

  /**
   * Begins to pass keys on.
   *
   * @param interrupt called for Ctrl-C, where the inner terminal would make a signal of it
   */
  KeyRelay(Terminal terminal, InnerTerminal inner, Runnable interrupt) {
    this.terminal = terminal;
    this.inner = inner;
    this.interrupt = interrupt;
    this.before = terminal.getAttributes();
    terminal.setAttributes(raw(before));
    this.thread = new Thread(this::relay, "keys");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Another one like this, which is closed. */
  KeyRelay again() {
    return new KeyRelay(terminal, inner, interrupt);
  }

  /** As {@code cfmakeraw}: JLine's own raw mode leaves output processing on. */
  private static Attributes raw(Attributes from) {
    Attributes raw = new Attributes(from);
    for (InputFlag flag :
        new InputFlag[] {
          InputFlag.BRKINT,
          InputFlag.ICRNL,
          InputFlag.INLCR,
          InputFlag.IGNCR,
          InputFlag.ISTRIP,
          InputFlag.IXON
        }) {
      raw.setInputFlag(flag, false);
    }
    raw.setOutputFlag(OutputFlag.OPOST, false);
    for (LocalFlag flag :
        new LocalFlag[] {LocalFlag.ECHO, LocalFlag.ICANON, LocalFlag.ISIG, LocalFlag.IEXTEN}) {
      raw.setLocalFlag(flag, false);
    }
    // JLine compares every byte with these itself, and would interrupt what has its own Ctrl-C.
    for (ControlChar signal :
        new ControlChar[] {
          ControlChar.VINTR, ControlChar.VQUIT, ControlChar.VSUSP, ControlChar.VSTATUS
        }) {
      raw.setControlChar(signal, NO_BYTE_OF_UTF_8);
    }
    raw.setControlChar(ControlChar.VMIN, 1);
    raw.setControlChar(ControlChar.VTIME, 0);
    return raw;
  }

  private void relay() {
    try {
      NonBlockingInputStream in = (NonBlockingInputStream) terminal.input();
      OutputStream keys = inner.keys();
      byte[] buffer = new byte[1024];
      while (on.get()) {
        int first = in.read(POLL_MILLIS);
        if (first == NonBlockingInputStream.READ_EXPIRED) {
          continue;
        }
        if (first < 0) {
          return;
        }
        if (first == CTRL_C && inner.signals()) {
          interrupt.run();
          continue;
        }
        int count = 0;
        buffer[count++] = (byte) first;
        while (count < buffer.length && in.available() > 0) {
          int next = in.peek(1);
          if (next < 0 || next == CTRL_C) {
            break;
          }
          buffer[count++] = (byte) in.read();
        }
        keys.write(buffer, 0, count);
        keys.flush();
      }
    } catch (IOException e) {
      // The person's terminal is gone: the signal that comes with it ends the session.
      on.set(false);
    }
  }

  /** Stops, and gives the person's terminal back as it was. */
  @Override
  public void close() {
    on.set(false);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.setAttributes(before);
  }
}
