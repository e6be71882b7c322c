package dev.stagecraft.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Another session of the same state folder that runs now and has something of a name on the same
 * engine. An engine knows one thing of a name only, so the two are in each other's way.
 *
 * @param session its id
 * @param process the id of its process
 */
public record Neighbour(String session, long process) {
  /**
   * Looks for one.
   *
   * @param state the state folder
   * @param self the id of the session that asks
   * @param engine the engine's own id
   */
  static Optional<Neighbour> of(Path state, String self, String engine, Kind kind, String name) {
    for (Path file : Sweep.journals(state, new ArrayList<>())) {
      if (Sweep.name(file).equals(self)) {
        continue;
      }
      Optional<Ledger> ledger =
          Sweep.read(file, new ArrayList<>())
              .filter(other -> other.engine().filter(e -> e.id().equals(engine)).isPresent())
              .filter(other -> !other.meant(kind, name).isEmpty())
              .filter(other -> Sweep.runs(file, other));
      if (ledger.isPresent()) {
        return ledger
            .get()
            .header()
            .map(header -> new Neighbour(header.session(), header.process()));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "session " + session + " (process " + process + ")";
  }
}
