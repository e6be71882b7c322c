package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code docker port}. Source: docker/cli, container/port.go. */
final class PortVerb extends DockerVerb {
  PortVerb(Workbench bench) {
    super(
        VerbSpec.docker("port", "List port mappings or a specific mapping for the container")
            .also("docker container port")
            .argument("CONTAINER", Arity.ONE, Completes.CONTAINER)
            .argument("PRIVATE_PORT[/PROTO]", Arity.OPTIONAL, Completes.NOTHING)
            .example("docker port web 80", "where port 80 of web is published")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String reference = call.arguments().one("CONTAINER").orElseThrow();
    Optional<String> wanted = call.arguments().one("PRIVATE_PORT[/PROTO]");
    JsonNode ports =
        bench.engine().containers().inspect(reference, false).path("NetworkSettings").path("Ports");
    List<String> lines = new ArrayList<>();
    if (wanted.isPresent()) {
      String port = wanted.get();
      ports.path(port.contains("/") ? port : port + "/tcp").forEach(p -> lines.add(address(p)));
      if (lines.isEmpty()) {
        return Words.failed(1, "Error: No public port '" + port + "' published for " + reference);
      }
    } else {
      ports
          .properties()
          .forEach(e -> e.getValue().forEach(p -> lines.add(e.getKey() + " -> " + address(p))));
    }
    lines.sort(NaturalOrder.BY_NUMBER);
    return Outcome.text(Words.lines(lines));
  }

  private static String address(JsonNode published) {
    String ip = published.path("HostIp").asText();
    String port = published.path("HostPort").asText();
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
  }
}
