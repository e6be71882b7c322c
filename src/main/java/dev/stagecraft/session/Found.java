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
  /** All of a kind that carry a session's label; of containers all, so that others are counted. */
  static List<Found> on(Engine engine, Kind kind, String session) {
    Map<String, List<String>> filter =
        Map.of("label", List.of(Names.SESSION_LABEL + "=" + session));
    return switch (kind) {
      case CONTAINER ->
          engine.containers().list(Containers.Query.everything()).stream().map(Found::of).toList();
      case NETWORK ->
          engine.networks().list(filter).stream().map(node -> of(node, "Id", "Created")).toList();
      case VOLUME ->
          engine.volumes().list(filter).stream()
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
   * Which of them are whose: the claim and the label must both say so.
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
        if (found.labelled(session, thing) && thing.id().equals(Optional.of(found.id()))) {
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

  private boolean labelled(String session, Ledger.Thing thing) {
    return session.equals(labels.get(Names.SESSION_LABEL))
        && (session + "/" + thing.name()).equals(labels.get(Names.OWNER_LABEL));
  }
}
