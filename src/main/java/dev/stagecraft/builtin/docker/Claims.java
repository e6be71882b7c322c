package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Claim;
import dev.stagecraft.session.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** How what a verb creates becomes the session's: noted before, labelled, settled after. */
final class Claims {
  private final Workbench bench;

  Claims(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Creates something under a claim.
   *
   * @param name its name; the engine finds one where there is none
   * @param body the request's body, which gets the claim's labels
   * @param create makes the request and gives the id of what was made
   */
  <T> T make(
      Kind kind,
      Optional<String> name,
      ObjectNode body,
      Function<ObjectNode, T> create,
      Function<T, String> id) {
    Claim claim = bench.session().claim(kind, name.orElseGet(() -> bench.session().nameFor(kind)));
    try {
      label(body, claim.labels());
      T made = create.apply(body);
      claim.created(id.apply(made));
      return made;
    } catch (EngineRefusal | ProblemException e) {
      claim.abandoned();
      throw e;
    } catch (Cancelled e) {
      settle(claim);
      throw e;
    }
  }

  private static void label(ObjectNode body, Map<String, String> labels) {
    ObjectNode all = body.withObject("/Labels");
    labels.forEach(all::put);
  }

  /**
   * A claim whose outcome is not known: the engine is asked whether something has its labels. The
   * thread's interrupt does not end that.
   *
   * @return the id of what was made
   */
  Optional<String> settle(Claim claim) {
    boolean interrupted = Thread.interrupted();
    try {
      Optional<String> made = labelled(claim);
      made.ifPresentOrElse(claim::created, claim::abandoned);
      return made;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<String> labelled(Claim claim) {
    List<String> labels =
        claim.labels().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    Map<String, List<String>> filters = Map.of("label", labels);
    Engine engine = bench.engine();
    return switch (claim.kind()) {
      case CONTAINER ->
          engine
              .containers()
              .list(new Containers.Query(true, OptionalInt.empty(), false, filters))
              .stream()
              .map(Containers.Summary::id)
              .findFirst();
      case NETWORK ->
          engine.networks().list(filters).stream().map(n -> n.path("Id").asText()).findFirst();
      case VOLUME ->
          engine.volumes().list(filters).stream().map(v -> v.path("Name").asText()).findFirst();
      case IMAGE -> idOf(claim.name());
      case FOLDER -> Optional.empty();
    };
  }

  private Optional<String> idOf(String image) {
    try {
      return Optional.of(bench.engine().images().inspect(image).path("Id").asText());
    } catch (EngineRefusal refusal) {
      if (refusal.status() == 404) {
        return Optional.empty();
      }
      throw refusal;
    }
  }
}
