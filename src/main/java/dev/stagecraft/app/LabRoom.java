package dev.stagecraft.app;

import dev.stagecraft.builtin.lab.ReplayRoom;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.console.Appearance;
import dev.stagecraft.console.Theme;
import dev.stagecraft.console.Widths;
import dev.stagecraft.core.Problem;
import dev.stagecraft.replay.LabEngine;
import dev.stagecraft.replay.LabShell;
import dev.stagecraft.replay.Look;
import dev.stagecraft.replay.ReplayListener;
import dev.stagecraft.replay.ReplayText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What a replay has around it in this product. */
final class LabRoom implements ReplayRoom {
  private final Function<Invocation, LabShell> shells;
  private final LabEngine engine;
  private final Supplier<Path> home;
  private final Appearance appearance;
  private final IntSupplier columns;
  private final Ending end;

  /**
   * A room.
   *
   * @param shells opens a lab's shell for a call of {@code replay}; it belongs to who asked
   * @param home gives the session's work folder
   */
  LabRoom(
      Function<Invocation, LabShell> shells,
      LabEngine engine,
      Supplier<Path> home,
      Appearance appearance,
      IntSupplier columns,
      Ending end) {
    this.shells = shells;
    this.engine = engine;
    this.home = home;
    this.appearance = appearance;
    this.columns = columns;
    this.end = end;
  }

  @Override
  public LabShell shell(Invocation call) {
    return shells.apply(call);
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
  public Path ownHome() {
    Path work = home.get();
    try {
      Path own = work.resolve("replay-1");
      for (int number = 2; Files.exists(own, LinkOption.NOFOLLOW_LINKS); number++) {
        own = work.resolve("replay-" + number);
      }
      return Files.createDirectory(own);
    } catch (IOException failed) {
      throw Problem.of(
              "replay.folder", "a folder for the replay cannot be made: " + failed.getMessage())
          .withHint("see whether " + work + " may be written to, and whether the disk is full")
          .exception(failed);
    }
  }

  @Override
  public void atTheEnd(Runnable work) {
    end.after(work);
  }

  @Override
  public boolean ending() {
    return end.signal() != 0;
  }

  @Override
  public ReplayListener screen(Invocation call) {
    Theme theme = appearance.on(call.streams().outIsTerminal());
    return new ReplayText(
        call.streams().out(),
        look(
            theme,
            call.streams().outIsTerminal(),
            call.streams().outIsTerminal() ? columns.getAsInt() : 100));
  }

  private static Look look(Theme theme, boolean terminal, int width) {
    return new Look(
        terminal,
        width,
        Widths::of,
        theme::plain,
        (role, text) -> theme.paint(Theme.Role.valueOf(role.toUpperCase(Locale.ROOT)), text));
  }

  @Override
  public int width(String text) {
    return Widths.of(text);
  }
}
