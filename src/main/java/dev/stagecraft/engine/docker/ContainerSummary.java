package dev.stagecraft.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.engine.Containers.Port;
import dev.stagecraft.engine.Containers.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a container in a list. */
final class ContainerSummary {
  private ContainerSummary() {}

  static Summary of(JsonNode node) {
    return new Summary(
        node.path("Id").asText(),
        Json.list(node.path("Names")).stream()
            .map(n -> n.startsWith("/") ? n.substring(1) : n)
            .toList(),
        node.path("Image").asText(),
        node.path("ImageID").asText(),
        node.path("Command").asText(),
        Instant.ofEpochSecond(node.path("Created").asLong()),
        node.path("State").asText(),
        node.path("Status").asText(),
        ports(node.path("Ports")),
        Json.texts(node.path("Labels")),
        List.copyOf(Json.texts(node.path("NetworkSettings").path("Networks")).keySet()),
        mounts(node.path("Mounts")),
        node.path("SizeRw").asLong(),
        node.path("SizeRootFs").asLong());
  }

  private static List<Port> ports(JsonNode nodes) {
    List<Port> ports = new ArrayList<>();
    for (JsonNode node : nodes) {
      ports.add(
          new Port(
              Optional.of(node.path("IP").asText()).filter(ip -> !ip.isEmpty()),
              node.path("PrivatePort").asInt(),
              node.path("PublicPort").asInt() == 0
                  ? OptionalInt.empty()
                  : OptionalInt.of(node.path("PublicPort").asInt()),
              node.path("Type").asText("tcp")));
    }
    return List.copyOf(ports);
  }

  /** A volume by its name, anything else by its source, as docker's own table has it. */
  private static List<String> mounts(JsonNode nodes) {
    List<String> mounts = new ArrayList<>();
    for (JsonNode node : nodes) {
      String name = node.path("Name").asText();
      mounts.add(name.isEmpty() ? node.path("Source").asText() : name);
    }
    return List.copyOf(mounts);
  }
}
