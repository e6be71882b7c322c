package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.session.Kind;
import java.util.List;
import java.util.Optional;

/** {@code docker network connect}. */
final class NetworkConnectVerb extends DockerVerb {
  NetworkConnectVerb(Workbench bench) {
    super(
        VerbSpec.docker("network connect", "Connect a container to a network")
            .list("alias", "strings", "Add network-scoped alias for the container")
            .list("driver-opt", "strings", "Driver options for the network")
            .value("ip", "string", "IPv4 address (e.g., \"172.30.100.104\")")
            .value("ip6", "string", "IPv6 address (e.g., \"2001:db8::33\")")
            .list("link", "list", "Add link to another container")
            .list("link-local-ip", "strings", "Add a link-local address for the container")
            .argument("NETWORK", Arity.ONE, Completes.NETWORK)
            .argument("CONTAINER", Arity.ONE, Completes.CONTAINER)
            .example("docker network connect lab web", "web is on one network more")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    String container = given.one("CONTAINER").orElseThrow();
    Optional<Problem> refusal =
        bench.refusal(call, Kind.CONTAINER, List.of(container), "network connect");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("Container", container);
    ObjectNode endpoint = body.putObject("EndpointConfig");
    ObjectNode addresses = endpoint.putObject("IPAMConfig");
    given.value("ip").ifPresent(ip -> addresses.put("IPv4Address", ip));
    given.value("ip6").ifPresent(ip -> addresses.put("IPv6Address", ip));
    list(addresses, "LinkLocalIPs", given.values("link-local-ip"));
    list(endpoint, "Links", given.values("link"));
    list(endpoint, "Aliases", given.values("alias"));
    if (!given.values("driver-opt").isEmpty()) {
      Words.pairs(given.values("driver-opt")).forEach(endpoint.putObject("DriverOpts")::put);
    }
    bench.engine().networks().connect(given.one("NETWORK").orElseThrow(), body);
    return Outcome.done();
  }

  private static void list(ObjectNode node, String field, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode all = node.putArray(field);
      values.forEach(all::add);
    }
  }
}
