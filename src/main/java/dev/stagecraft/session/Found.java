package dev.stagecraft.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.Engine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A container, network or volume that is on the engine.
 *
 * @param name what to call it towards a person
 */
record Found(String id, String name, Map<String, String> labels, Instant created) {
  /** All of a kind, whosever they are. */
  static List<Found> on(Engine engine, Kind kind) {
    return switch (kind) {
      case CONTAINER ->
          engine.containers().list(Containers.Query.everything()).stream().map(Found::of).toList();
      case NETWORK ->
          engine.networks().list(Map.of()).stream().map(node -> of(node, "Id", "Created")).toList();
      case VOLUME ->
          engine.volumes().list(Map.of()).stream()
              .map(node -> of(node, "Name", "CreatedAt"))
              .toList();
      case IMAGE, FOLDER -> List.of();
    };
  }

  private static Found of(Containers.Summary summary) {
    String name = summary.names().isEmpty() ? summary.id() : summary.names().get(0);
    return new Found(summary.id(), name, summary.labels(), summary.created());
  }

  private static Found of(JsonNode node, String id, String created) {
    Map<String, String> labels = new LinkedHashMap<>();
    node.path("Labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    return new Found(
        node.path(id).asText(),
        node.path("Name").asText(),
        labels,
        time(node.path(created).asText()));
  }

  /** A time as the engine writes it; the beginning of time where it writes none. */
  static Instant time(String written) {
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /**
   * Which of them are whose: the claim and the label must both say so. What another program made
   * for us has no label; there the id says it, and for a volume, whose id is a name, also when it
   * was made.
   *
   * <p>Labels are inherited by what is made from a committed container. So where the journal knows
   * an id, only that id will do; where it does not, because the owner died between, the oldest that
   * carries the label is taken.
   *
   * @param things claims of one kind
   */
  static Map<Found, Ledger.Thing> owners(
      String session, List<Ledger.Thing> things, List<Found> present) {
    Map<Found, Ledger.Thing> owners = new LinkedHashMap<>();
    Set<Integer> taken = new HashSet<>();
    for (Found found : present) {
      for (Ledger.Thing thing : things) {
        if (thing.id().equals(Optional.of(found.id()))
            && (found.labelled(session, thing) || found.adopted(thing))) {
          owners.put(found, thing);
          taken.add(thing.number());
        }
      }
    }
    List<Found> oldestFirst = new ArrayList<>(present);
    oldestFirst.sort(Comparator.comparing(Found::created));
    for (Found found : oldestFirst) {
      for (Ledger.Thing thing : things) {
        if (thing.id().isEmpty()
            && !owners.containsKey(found)
            && found.labelled(session, thing)
            && taken.add(thing.number())) {
          owners.put(found, thing);
        }
      }
    }
    return owners;
  }

  private boolean adopted(Ledger.Thing thing) {
    return thing.kind() == Kind.VOLUME
        ? thing.adopted().equals(Optional.of(created))
        : thing.adopted().isPresent();
  }

  private boolean labelled(String session, Ledger.Thing thing) {
    return session.equals(labels.get(Names.SESSION_LABEL))
        && (session + "/" + thing.name()).equals(labels.get(Names.OWNER_LABEL));
  }
}
