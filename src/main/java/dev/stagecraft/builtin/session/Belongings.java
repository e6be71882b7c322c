package dev.stagecraft.builtin.session;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Owned;
import dev.stagecraft.session.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a person calls the things of a session. */
public final class Belongings {
  private final Session session;
  private final Supplier<Engine> engine;

  /** The things of a session on an engine; the engine is asked only about containers. */
  public Belongings(Session session, Supplier<Engine> engine) {
    this.session = session;
    this.engine = engine;
  }

  /** The first twelve digits of an id, or a name as it is. */
  static String shortId(String id) {
    String bare = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
    return bare.matches("[0-9a-f]{64}") ? bare.substring(0, 12) : bare;
  }

  /**
   * The names under which docker lists things, each after what it names: a container that got no
   * name has one from the engine. A container that is gone is left out. Where the engine does not
   * answer, all are there with the names that they were claimed under.
   */
  Map<Owned, String> names(Collection<Owned> things) {
    Map<String, String> containers = new HashMap<>();
    boolean known = false;
    if (things.stream().anyMatch(owned -> owned.kind() == Kind.CONTAINER)) {
      try {
        for (Containers.Summary each :
            engine.get().containers().list(Containers.Query.everything())) {
          containers.put(each.id(), each.names().stream().findFirst().orElse(each.id()));
        }
        known = true;
      } catch (EngineRefusal | ProblemException e) {
        // What the journal knows is still worth listing.
        known = false;
      }
    }
    Map<Owned, String> names = new LinkedHashMap<>();
    for (Owned owned : things) {
      String id = owned.id().orElse("");
      boolean gone =
          known && owned.kind() == Kind.CONTAINER && !id.isEmpty() && !containers.containsKey(id);
      if (!gone) {
        names.put(owned, containers.getOrDefault(id, owned.name()));
      }
    }
    return names;
  }

  /** The things of the session that a word means: by name, or by the start of an id. */
  List<Owned> meant(Optional<Kind> kind, String word) {
    List<Owned> all =
        session.owned().stream()
            .filter(owned -> kind.isEmpty() || owned.kind() == kind.get())
            .toList();
    List<Owned> named =
        all.stream()
            .filter(
                owned ->
                    owned.name().equals(word)
                        || (owned.kind() == Kind.IMAGE && owned.name().equals(word + ":latest")))
            .toList();
    if (!named.isEmpty()) {
      return named;
    }
    List<Owned> byId =
        all.stream()
            .filter(
                owned ->
                    word.length() >= 4
                        && owned.id().map(Belongings::bare).orElse("").startsWith(bare(word)))
            .toList();
    return byId.isEmpty() ? byEngineName(all, word) : byId;
  }

  private static String bare(String id) {
    return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
  }

  private List<Owned> byEngineName(List<Owned> all, String word) {
    if (all.stream().noneMatch(owned -> owned.kind() == Kind.CONTAINER)) {
      return List.of();
    }
    try {
      String id = engine.get().containers().inspect(word, false).path("Id").asText();
      return all.stream().filter(owned -> owned.id().equals(Optional.of(id))).toList();
    } catch (EngineRefusal e) {
      if (e.status() == 404) {
        return List.of();
      }
      throw Problem.of("engine.refused", e.says()).exception(e);
    }
  }
}
