package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.session.Kind;
import java.util.List;
import java.util.Optional;

/** {@code docker network create}. */
final class NetworkCreateVerb extends DockerVerb {
  NetworkCreateVerb(Workbench bench) {
    super(
        VerbSpec.docker("network create", "Create a network")
            .flag("attachable", "Enable manual container attachment")
            .list("aux-address", "map", "Auxiliary IPv4 or IPv6 addresses used by Network driver")
            .value("config-from", "string", "The network from which to copy the configuration")
            .flag("config-only", "Create a configuration only network")
            .value('d', "driver", "string", "Driver to manage the Network (default \"bridge\")")
            .list("gateway", "strings", "IPv4 or IPv6 Gateway for the master subnet")
            .flag("ingress", "Create swarm routing-mesh network")
            .flag("internal", "Restrict external access to the network")
            .list("ip-range", "strings", "Allocate container ip from a sub-range")
            .value("ipam-driver", "string", "IP Address Management Driver (default \"default\")")
            .list("ipam-opt", "map", "Set IPAM driver specific options")
            .flag("ipv4", "Enable or disable IPv4 address assignment (default true)")
            .flag("ipv6", "Enable or disable IPv6 address assignment")
            .list("label", "list", "Set metadata on a network")
            .list('o', "opt", "map", "Set driver specific options")
            .value("scope", "string", "Control the network's scope")
            .list("subnet", "strings", "Subnet in CIDR format that represents a network segment")
            .argument("NETWORK", Arity.ONE, Completes.NOTHING)
            .example("docker network create lab", "containers on it find each other by name")
            .example(
                "docker network create --subnet 172.30.7.0/24 wide", "addresses of your choice")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    String name = given.one("NETWORK").orElseThrow();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("Name", name).put("CheckDuplicate", true);
    body.put("Driver", given.value("driver").orElse("bridge"));
    body.put("Scope", given.value("scope").orElse(""));
    body.put("Internal", given.flag("internal"));
    body.put("Attachable", given.flag("attachable"));
    body.put("Ingress", given.flag("ingress"));
    body.put("ConfigOnly", given.flag("config-only"));
    given
        .value("config-from")
        .filter(c -> !c.isEmpty())
        .ifPresent(c -> body.putObject("ConfigFrom").put("Network", c));
    last(given, "ipv4").ifPresent(on -> body.put("EnableIPv4", on));
    last(given, "ipv6").ifPresent(on -> body.put("EnableIPv6", on));
    ObjectNode addresses = body.putObject("IPAM");
    addresses.put("Driver", given.value("ipam-driver").orElse("default"));
    Words.pairs(given.values("ipam-opt")).forEach(addresses.putObject("Options")::put);
    addresses.set("Config", Subnets.of(given));
    Words.pairs(given.values("opt")).forEach(body.putObject("Options")::put);
    Words.pairs(given.values("label")).forEach(body.putObject("Labels")::put);
    JsonNode made =
        new Claims(bench)
            .make(
                Kind.NETWORK,
                Optional.of(name),
                body,
                b -> bench.engine().networks().create(b),
                m -> m.path("Id").asText());
    Outcome outcome = Outcome.text(made.path("Id").asText() + "\n");
    String warning = made.path("Warning").asText();
    return warning.isEmpty() ? outcome : outcome.withRemark("WARNING: " + warning);
  }

  /** A flag that counts only where it is given. */
  private static Optional<Boolean> last(Bound given, String flag) {
    List<String> values = given.values(flag);
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(values.size() - 1).equals("true"));
  }
}
