package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.replay.LabEngine;
import dev.stagecraft.replay.LabShell;
import dev.stagecraft.replay.ReplayListener;
import java.nio.file.Path;

/** What a replay needs around it. Nothing of it is asked for by a plan. */
public interface ReplayRoom {
  /**
   * Opens a shell of the lab's own, whose commands carry the origin {@code REPLAY}. The caller
   * closes it.
   *
   * @param call the call of {@code replay}: its folder, its environment, and whether {@code
   *     --no-shield} was given
   */
  LabShell shell(Invocation call);

  /** What is asked of the engine. */
  LabEngine engine();

  /** The session's work folder: what {@code ~} means in a lab that is gone through by hand. */
  Path home();

  /**
   * A new, empty folder in the session's work folder: what {@code ~} means in one replay. What
   * another replay, or a lab gone through by hand, left in its own is not there.
   */
  Path ownHome();

  /**
   * Does something last of all where a signal ends the process: after the session's objects are
   * removed, which matters more. It may be called where there is nothing left to do.
   */
  void atTheEnd(Runnable work);

  /** Whether a signal is ending the process. */
  boolean ending();

  /** Who shows what happens. */
  ReplayListener screen(Invocation call);

  /** How many columns of a terminal a text takes. */
  int width(String text);
}
