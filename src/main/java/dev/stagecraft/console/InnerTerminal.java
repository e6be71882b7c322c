package dev.stagecraft.console;

import dev.stagecraft.shell.PseudoTerminal;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.spi.Pty;

/**
 * The terminal that the shell and its programs have at the prompt. What is written to it comes out
 * of {@link Output}, in order; keys go in by {@link #keys}. Its line discipline is the kernel's, so
 * Ctrl-C, job control and full-screen programs work as everywhere.
 */
final class InnerTerminal implements PseudoTerminal, AutoCloseable {
  private static final String MARK = "\u001b]5379;";
  private static final char MARK_END = '\u0007';
  private static final String KEYS_MARK = MARK + "k" + MARK_END;
  private static final char END_OF_FILE = '\u0004';

  private final Pty pty;
  private final String slave;
  private final OutputStream keys;
  private final Attributes sane;
  private final Output output;
  private Optional<Settling> settling = Optional.empty();
  private int marks;

  /** Takes what programs write to the terminal. */
  @FunctionalInterface
  interface Output {
    /** Bytes as they came; the array is not used again. */
    void write(byte[] bytes);
  }

  /**
   * Opens an inner terminal and begins to pass its output on.
   *
   * @throws IOException where the system gives none
   */
  InnerTerminal(Size size, Output output) throws IOException {
    Attributes attributes = new Attributes();
    this.output = output;
    this.pty = new JniTerminalProvider().open(attributes(attributes), size);
    this.slave = ((LinuxNativePty) pty).getName();
    this.keys = pty.getMasterOutput();
    Attributes now = pty.getAttr();
    now.setInputFlag(InputFlag.IXON, false);
    pty.setAttr(now);
    this.sane = new Attributes(now);
    Thread relay = new Thread(this::relay, "inner-terminal");
    relay.setDaemon(true);
    relay.start();
  }

  /** The flags that a terminal has after {@code stty sane}. */
  private static Attributes attributes(Attributes attributes) {
    attributes.setInputFlags(
        java.util.EnumSet.of(InputFlag.BRKINT, InputFlag.ICRNL, InputFlag.IUTF8));
    attributes.setOutputFlags(
        java.util.EnumSet.of(Attributes.OutputFlag.OPOST, Attributes.OutputFlag.ONLCR));
    attributes.setControlFlags(
        java.util.EnumSet.of(Attributes.ControlFlag.CS8, Attributes.ControlFlag.CREAD));
    attributes.setLocalFlags(
        java.util.EnumSet.of(
            LocalFlag.ISIG,
            LocalFlag.ICANON,
            LocalFlag.IEXTEN,
            LocalFlag.ECHO,
            LocalFlag.ECHOE,
            LocalFlag.ECHOK,
            LocalFlag.ECHOCTL,
            LocalFlag.ECHOKE));
    attributes.setControlChar(ControlChar.VINTR, 3);
    attributes.setControlChar(ControlChar.VQUIT, 28);
    attributes.setControlChar(ControlChar.VERASE, 127);
    attributes.setControlChar(ControlChar.VKILL, 21);
    attributes.setControlChar(ControlChar.VEOF, 4);
    attributes.setControlChar(ControlChar.VSUSP, 26);
    attributes.setControlChar(ControlChar.VWERASE, 23);
    attributes.setControlChar(ControlChar.VLNEXT, 22);
    attributes.setControlChar(ControlChar.VREPRINT, 18);
    attributes.setControlChar(ControlChar.VMIN, 1);
    attributes.setControlChar(ControlChar.VTIME, 0);
    return attributes;
  }

  @Override
  public String slave() {
    return slave;
  }

  @Override
  public OutputStream keys() {
    return keys;
  }

  /** Where our own commands write at the prompt, in order with what programs write. */
  OutputStream writing() throws IOException {
    return pty.getSlaveOutput();
  }

  /** Tells the terminal's size; programs in it hear of it. */
  void resize(Size size) {
    try {
      pty.setSize(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether Ctrl-C is a signal at this moment, or a key that the program wants to have. */
  boolean signals() {
    try {
      return pty.getAttr().getLocalFlag(LocalFlag.ISIG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts back modes that a program left behind: {@code stty raw} and the like. */
  void repair() {
    try {
      pty.setAttr(sane);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keys that were typed and that no program has read. They are taken away. What the kernel has not
   * passed on yet is waited for, by a mark behind it; so is their echo, which would else be painted
   * over what the keys do.
   */
  String typedAhead() {
    try {
      Attributes now = pty.getAttr();
      Attributes raw = new Attributes(now);
      raw.setLocalFlag(LocalFlag.ICANON, false);
      raw.setLocalFlag(LocalFlag.ECHO, false);
      raw.setLocalFlag(LocalFlag.ISIG, false);
      raw.setLocalFlag(LocalFlag.IEXTEN, false);
      raw.setInputFlag(InputFlag.ICRNL, false);
      raw.setControlChar(ControlChar.VMIN, 0);
      raw.setControlChar(ControlChar.VTIME, 1);
      pty.setAttr(raw);
      try (InputStream in = new FileInputStream(slave)) {
        keys.write(KEYS_MARK.getBytes(StandardCharsets.US_ASCII));
        keys.flush();
        String ahead = untilMark(in);
        settle();
        return ahead;
      } finally {
        pty.setAttr(now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads up to the mark; a read that brings nothing for a second ends it too. */
  private static String untilMark(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[4096];
    int empty = 0;
    String text = "";
    while (!text.endsWith(KEYS_MARK) && empty < 10) {
      int count = in.read(piece);
      empty = count > 0 ? 0 : empty + 1;
      all.write(piece, 0, Math.max(0, count));
      text = all.toString(StandardCharsets.UTF_8);
    }
    // The kernel keeps a Ctrl-D that was typed in line mode as a NUL.
    return text.replace(KEYS_MARK, "").replace('\0', END_OF_FILE);
  }

  @Override
  public void settle() {
    Settling mine;
    synchronized (this) {
      marks++;
      mine = new Settling(MARK + marks + MARK_END, new CountDownLatch(1));
      settling = Optional.of(mine);
    }
    try {
      OutputStream out = pty.getSlaveOutput();
      out.write(mine.mark.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      // The reader of the other side is our own thread: the bound is for a terminal that is gone.
      if (!mine.seen.await(2, TimeUnit.SECONDS)) {
        synchronized (this) {
          settling = Optional.empty();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void relay() {
    byte[] buffer = new byte[16 * 1024];
    byte[] held = new byte[0];
    try {
      InputStream in = pty.getMasterInput();
      while (true) {
        int count = in.read(buffer);
        if (count < 0) {
          return;
        }
        byte[] all = new byte[held.length + count];
        System.arraycopy(held, 0, all, 0, held.length);
        System.arraycopy(buffer, 0, all, held.length, count);
        held = pass(all);
      }
    } catch (IOException e) {
      // The terminal was closed under us: nothing more can come.
      output.write(held);
    }
  }

  /** Passes bytes on, less a mark; returns the beginning of a mark that is not whole yet. */
  private byte[] pass(byte[] all) {
    Optional<Settling> waiting;
    synchronized (this) {
      waiting = settling;
    }
    if (waiting.isEmpty()) {
      output.write(all);
      return new byte[0];
    }
    byte[] mark = waiting.get().mark.getBytes(StandardCharsets.US_ASCII);
    int at = indexOf(all, mark);
    if (at >= 0) {
      byte[] without = new byte[all.length - mark.length];
      System.arraycopy(all, 0, without, 0, at);
      System.arraycopy(all, at + mark.length, without, at, without.length - at);
      if (without.length > 0) {
        output.write(without);
      }
      synchronized (this) {
        settling = Optional.empty();
      }
      waiting.get().seen.countDown();
      return new byte[0];
    }
    int keep = beginning(all, mark);
    byte[] now = java.util.Arrays.copyOf(all, all.length - keep);
    if (now.length > 0) {
      output.write(now);
    }
    return java.util.Arrays.copyOfRange(all, all.length - keep, all.length);
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (java.util.Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  /** How many bytes at the end are a beginning of the mark. */
  private static int beginning(byte[] all, byte[] mark) {
    for (int keep = Math.min(mark.length - 1, all.length); keep > 0; keep--) {
      if (java.util.Arrays.equals(all, all.length - keep, all.length, mark, 0, keep)) {
        return keep;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    pty.close();
  }

  /** A wait for a mark to come out. */
  private record Settling(String mark, CountDownLatch seen) {}
}
