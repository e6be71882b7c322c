package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Session;
import dev.stagecraft.shell.HostProgram;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the verbs work with.
 *
 * @param engines gives the engine; opened with the first verb that needs it
 * @param bases brings images that are missing
 * @param session owns what is created
 * @param clock tells the time, and the zone that times are shown in
 * @param shield whether a replay leaves alone what is not the session's
 * @param host runs the host's docker CLI
 * @param version our own version, for {@code docker version}
 */
public record Workbench(
    Supplier<Engine> engines,
    Supplier<BaseImages> bases,
    Session session,
    Clock clock,
    boolean shield,
    HostProgram host,
    String version) {

  /** The engine. */
  Engine engine() {
    return engines.get();
  }

  /** Whether this call must leave alone what is not the session's. */
  boolean shielded(Invocation call) {
    return shield && call.origin() == Invocation.Origin.REPLAY;
  }

  /** Why a verb must not touch one of these, where it must not. */
  Optional<Problem> refusal(Invocation call, Kind kind, List<String> references, String verb) {
    if (!shielded(call)) {
      return Optional.empty();
    }
    return references.stream()
        .flatMap(reference -> session.shield().refuses(kind, reference, verb).stream())
        .findFirst();
  }
}
