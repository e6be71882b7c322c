package dev.stagecraft.console;

import dev.stagecraft.testkit.Await;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.spi.Pty;
import org.jline.utils.ScreenTerminal;

/**
 * The product at a pseudo terminal, and the screen that a person would see there. Keys are typed as
 * a keyboard sends them.
 */
final class ScreenPlay implements AutoCloseable {
  /** What the line editor writes when it begins and when it ends. */
  private static final String PASTE_ON = "\u001b[?2004h";

  private static final String PASTE_OFF = "\u001b[?2004l";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> CLEARED =
      List.of("CI", "COLUMNS", "LINES", "NO_COLOR", "LANG", "DOCKER_HOST", "DOCKER_CONTEXT");

  private final Pty pty;
  private final Process process;
  private final OutputStream keyboard;

  private final ScreenTerminal screen;
  private final StringBuilder raw = new StringBuilder();

  /** Starts the product in a folder; its state lies beside the folder. */
  ScreenPlay(Path folder, Size size, Map<String, String> environment) throws IOException {
    Path root = Path.of(System.getProperty("stagecraft.home", ".")).toAbsolutePath().normalize();
    Path beside = folder.resolveSibling("of-" + folder.getFileName());
    this.screen = new ScreenTerminal(size.getColumns(), size.getRows());
    this.pty = new JniTerminalProvider().open(new Attributes(), size);
    File slave = new File(((LinuxNativePty) pty).getName());
    run(root, "stty", "-F", slave.getPath(), "sane");
    this.keyboard = pty.getMasterOutput();
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "-c", "-w", root.resolve("scripts/stagecraft").toString())
            .directory(folder.toFile())
            .redirectInput(slave)
            .redirectOutput(slave)
            .redirectError(slave);
    Map<String, String> all = new TreeMap<>(System.getenv());
    CLEARED.forEach(all::remove);
    all.put("LC_ALL", "C.UTF-8");
    all.put("TERM", "xterm-256color");
    all.put("XDG_STATE_HOME", beside.resolve("state").toString());
    all.put("XDG_CONFIG_HOME", beside.resolve("config").toString());
    all.put("XDG_CACHE_HOME", root.resolve("target/acceptance").toString());
    all.putAll(environment);
    builder.environment().clear();
    builder.environment().putAll(all);
    Thread reading = new Thread(this::read, "screen");
    reading.setDaemon(true);
    reading.start();
    this.process = builder.start();
  }

  private static void run(Path folder, String... command) throws IOException {
    try {
      if (new ProcessBuilder(command).directory(folder.toFile()).start().waitFor() != 0) {
        throw new IOException("failed: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void read() {
    char[] piece = new char[4096];
    try (InputStream in = pty.getMasterInput();
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      for (int count = text.read(piece); count >= 0; count = text.read(piece)) {
        String said = new String(piece, 0, count);
        synchronized (raw) {
          raw.append(said);
        }
        screen.write(said);
      }
    } catch (IOException gone) {
      // The last program on the terminal has ended.
      return;
    }
  }

  /** Types keys. */
  ScreenPlay type(String keys) {
    try {
      keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Types a line and Enter. */
  ScreenPlay line(String text) {
    return type(text + "\r");
  }

  /** The screen's lines without blanks at their ends, without empty lines at the end. */
  String screen() {
    return screen.toString().replaceAll("[ \\x00]+(?=\n|$)", "").replaceAll("\n+$", "");
  }

  /** All that was ever written, escape sequences included. */
  String raw() {
    synchronized (raw) {
      return raw.toString();
    }
  }

  /** Waits until the screen is as wanted. */
  ScreenPlay see(String what, Predicate<String> wanted) {
    try {
      Await.until(what, LIMIT, () -> wanted.test(screen()));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n--- screen\n" + screen() + "\n---", e);
    }
    return this;
  }

  /** Presses a key, and again as an impatient person does, until the screen is as wanted. */
  ScreenPlay press(String key, Predicate<String> wanted) {
    for (int i = 0; i < 10; i++) {
      type(key);
      try {
        Await.until(key, Duration.ofSeconds(1), () -> wanted.test(screen()));
        return this;
      } catch (AssertionError again) {
        // the program was not ready for it
        continue;
      }
    }
    return see("after ten times the key", wanted);
  }

  /** Waits until a text is on the screen. */
  ScreenPlay see(String text) {
    return see(text, screen -> screen.contains(text));
  }

  /** Waits until the last lines are these. */
  ScreenPlay ends(String text) {
    return see("the end " + text, screen -> screen.endsWith(text));
  }

  /** Waits until Enter has been read: a signal before that would take the typed keys away. */
  ScreenPlay accepted() {
    return see(
        "the line accepted", s -> raw().lastIndexOf(PASTE_OFF) > raw().lastIndexOf(PASTE_ON));
  }

  /** Waits for the prompt and makes the screen empty: what is seen afterwards is new. */
  ScreenPlay clear() {
    ends(" ▸");
    type("\u000c");
    return see("an empty screen", screen -> screen.matches("\\S.* ▸"));
  }

  /** Ends it by Ctrl-D and waits; its exit status. */
  int leave() {
    type("\u0004");
    return end();
  }

  /** Waits for its end; its exit status. */
  int end() {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("no end\n--- screen\n" + screen() + "\n---");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Sends it a SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Ends it where it still runs, and takes the terminal away. */
  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      terminate();
      end();
    }
    pty.close();
  }
}
