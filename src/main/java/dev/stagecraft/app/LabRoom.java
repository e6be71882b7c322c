package dev.stagecraft.app;

import dev.stagecraft.builtin.lab.ReplayRoom;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Streams;
import dev.stagecraft.console.Theme;
import dev.stagecraft.console.Widths;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.replay.LabEngine;
import dev.stagecraft.replay.LabShell;
import dev.stagecraft.replay.Look;
import dev.stagecraft.replay.ReplayListener;
import dev.stagecraft.replay.ReplayText;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.Ran;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What a replay has around it in this product. */
final class LabRoom implements ReplayRoom {
  private final Opening shells;
  private final LabEngine engine;
  private final Supplier<Path> home;
  private final Map<String, String> environment;
  private final IntSupplier columns;

  /** Opens an executor of its own for a lab. */
  @FunctionalInterface
  interface Opening {
    /**
     * Opens one.
     *
     * @param call the call of {@code replay}
     * @param all whether all words of ours are ours at this moment, or only docker
     */
    Executor open(Invocation call, BooleanSupplier all);
  }

  /**
   * A room.
   *
   * @param shells opens an executor for a call of {@code replay}; it belongs to who asked
   * @param home gives the session's work folder
   */
  LabRoom(
      Opening shells,
      LabEngine engine,
      Supplier<Path> home,
      Map<String, String> environment,
      IntSupplier columns) {
    this.shells = shells;
    this.engine = engine;
    this.home = home;
    this.environment = environment;
    this.columns = columns;
  }

  @Override
  public LabShell shell(Invocation call) {
    AtomicBoolean own = new AtomicBoolean();
    return new Statements(shells.open(call, own::get), own);
  }

  @Override
  public LabEngine engine() {
    return engine;
  }

  @Override
  public Path home() {
    return home.get();
  }

  @Override
  public ReplayListener screen(Invocation call) {
    Theme theme = Theme.of(call.streams().outIsTerminal(), environment);
    return new ReplayText(
        call.streams().out(),
        look(theme, call.streams().outIsTerminal() ? columns.getAsInt() : 100));
  }

  private static Look look(Theme theme, int width) {
    return new Look(
        width,
        Widths::of,
        theme::plain,
        (role, text) -> theme.paint(Theme.Role.valueOf(role.toUpperCase(Locale.ROOT)), text));
  }

  @Override
  public int width(String text) {
    return Widths.of(text);
  }

  /** A lab's statements in an executor of their own. */
  private record Statements(Executor executor, AtomicBoolean own) implements LabShell {
    @Override
    public int run(String text, boolean all, OutputStream output) {
      own.set(all);
      Ran ran = executor.run(text, new LabStreams(output));
      if (ran.interrupted() || Thread.currentThread().isInterrupted()) {
        Thread.currentThread().interrupt();
        throw new Cancelled("statement of a lab");
      }
      return ran.status();
    }

    @Override
    public void close() {
      executor.close();
    }

    @Override
    public Path folder() {
      return executor.state().folder();
    }

    @Override
    public Map<String, String> environment() {
      return executor.state().environment();
    }
  }

  /** Both outputs in their order; no input. */
  private record LabStreams(OutputStream output) implements Streams {
    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream out() {
      return output;
    }

    @Override
    public OutputStream err() {
      return output;
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
}
