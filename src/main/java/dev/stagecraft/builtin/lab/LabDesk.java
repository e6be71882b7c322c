package dev.stagecraft.builtin.lab;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.core.Problem;
import dev.stagecraft.lab.Lab;
import dev.stagecraft.replay.Comparing;
import dev.stagecraft.replay.LabShell;
import dev.stagecraft.replay.OpenLab;
import dev.stagecraft.replay.Replayer;
import java.util.Optional;
import java.util.function.Supplier;

/** The lab that is open in a session. */
public final class LabDesk {
  private final Supplier<ReplayRoom> rooms;
  private final Supplier<Optional<LabShell>> shells;
  private Optional<OpenLab> open = Optional.empty();

  /**
   * A desk with nothing on it.
   *
   * @param shells gives the shell that the person uses, where there is one
   */
  public LabDesk(Supplier<ReplayRoom> rooms, Supplier<Optional<LabShell>> shells) {
    this.rooms = rooms;
    this.shells = shells;
  }

  /** What surrounds a lab. */
  ReplayRoom room() {
    return rooms.get();
  }

  /** Opens a lab; the one that was open is closed. */
  synchronized OpenLab open(Lab lab, Invocation call) {
    LabShell shell =
        shells
            .get()
            .orElseThrow(
                () ->
                    Problem.of("lab.shell", "there is no shell here that goes on after this")
                        .withHint(
                            "at the prompt, or in a script: lab "
                                + lab.source()
                                + ", then step 1; replay runs a lab from here")
                        .exception());
    close();
    ReplayRoom room = rooms.get();
    OpenLab opened =
        new OpenLab(
            lab,
            shell,
            room.engine(),
            new Replayer.Options(room.home(), false, true, Comparing.NOT),
            System::nanoTime);
    open = Optional.of(opened);
    return opened;
  }

  /** Closes the lab that is open, if one is. */
  synchronized void close() {
    open.ifPresent(OpenLab::close);
    open = Optional.empty();
  }

  /**
   * The lab that is open.
   *
   * @throws dev.stagecraft.core.ProblemException {@code lab.none} where none is
   */
  synchronized OpenLab lab() {
    return open.orElseThrow(
        () ->
            Problem.of("lab.none", "no lab is open")
                .withHint("lab labs/first-look/README.md opens one")
                .exception());
  }

  /** The lab that is open, as it was read; for completion. */
  public synchronized Optional<Lab> read() {
    return open.map(OpenLab::lab);
  }
}
