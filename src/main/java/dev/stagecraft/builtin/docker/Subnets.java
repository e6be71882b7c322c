package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import dev.stagecraft.core.ProblemException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subnets of a network with the ranges, gateways and reserved addresses that lie in them.
 * Source: docker/cli, cli/command/network/create.go.
 */
final class Subnets {
  private final Map<String, ObjectNode> subnets = new LinkedHashMap<>();

  private Subnets() {}

  /**
   * What the flags say, as the engine takes it.
   *
   * @throws ProblemException {@code docker.subnet} with docker's words
   */
  static ArrayNode of(Bound given) {
    List<String> wanted = split(given.values("subnet"));
    List<String> ranges = split(given.values("ip-range"));
    List<String> gateways = split(given.values("gateway"));
    if (wanted.size() < ranges.size() || wanted.size() < gateways.size()) {
      throw wrong("every ip-range or gateway must have a corresponding subnet");
    }
    Subnets all = new Subnets();
    wanted.forEach(all::add);
    for (String range : ranges) {
      ObjectNode subnet =
          all.holding(range).orElseThrow(() -> wrong("no matching subnet for range " + range));
      all.once(
          subnet,
          "IPRange",
          range,
          "cannot configure multiple ranges (%s, %s) on the same subnet (%s)");
    }
    for (String gateway : gateways) {
      ObjectNode subnet =
          all.holding(gateway)
              .orElseThrow(() -> wrong("no matching subnet for gateway " + gateway));
      all.once(
          subnet,
          "Gateway",
          gateway,
          "cannot configure multiple gateways (%s, %s) for the same subnet (%s)");
    }
    Words.pairs(given.values("aux-address"))
        .forEach(
            (name, address) ->
                all.holding(address)
                    .orElseThrow(() -> wrong("no matching subnet for aux-address " + address))
                    .withObject("/AuxiliaryAddresses")
                    .put(name, address));
    ArrayNode config = JsonNodeFactory.instance.arrayNode();
    all.subnets.values().forEach(config::add);
    return config;
  }

  private static List<String> split(List<String> given) {
    List<String> all = new ArrayList<>();
    given.forEach(value -> all.addAll(List.of(value.split(",", -1))));
    return all;
  }

  private static ProblemException wrong(String message) {
    return dev.stagecraft.core.Problem.of("docker.subnet", message).exception();
  }

  private void add(String subnet) {
    for (String other : subnets.keySet()) {
      if (contains(subnet, other) || contains(other, subnet)) {
        throw wrong("multiple overlapping subnet configuration is not supported");
      }
    }
    subnets.put(subnet, JsonNodeFactory.instance.objectNode().put("Subnet", subnet));
  }

  private Optional<ObjectNode> holding(String address) {
    return subnets.entrySet().stream()
        .filter(e -> contains(e.getKey(), address))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private void once(ObjectNode subnet, String field, String value, String message) {
    if (subnet.has(field)) {
      throw wrong(
          String.format(
              java.util.Locale.ROOT,
              message,
              value,
              subnet.path(field).asText(),
              subnet.path("Subnet").asText()));
    }
    subnet.put(field, value);
  }

  /** Whether an address, or the first one of a subnet, lies in a subnet. */
  private static boolean contains(String subnet, String address) {
    int slash = subnet.indexOf('/');
    Optional<byte[]> network = slash < 0 ? Optional.empty() : bytes(subnet.substring(0, slash));
    String length = subnet.substring(slash + 1);
    if (network.isEmpty()
        || !length.matches("\\d{1,3}")
        || Integer.parseInt(length) > network.get().length * 8) {
      throw wrong("invalid subnet: invalid CIDR address: " + subnet);
    }
    int end = address.indexOf('/');
    Optional<byte[]> found = bytes(end < 0 ? address : address.substring(0, end));
    if (end >= 0 && found.isEmpty()) {
      throw wrong("invalid CIDR address: " + address);
    }
    return found.isPresent()
        && found.get().length == network.get().length
        && same(network.get(), found.get(), Integer.parseInt(length));
  }

  private static boolean same(byte[] one, byte[] other, int bits) {
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((one[i / 8] & mask) != (other[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of an address that is written in figures; a name is none, and nobody is asked. */
  private static Optional<byte[]> bytes(String address) {
    boolean four = address.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (!four && !address.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
