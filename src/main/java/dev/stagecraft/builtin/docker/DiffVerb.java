package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import java.util.ArrayList;
import java.util.List;

/** {@code docker diff}. */
final class DiffVerb extends DockerVerb {
  private static final List<String> KINDS = List.of("C", "A", "D");

  DiffVerb(Workbench bench) {
    super(
        VerbSpec.docker("diff", "Inspect changes to files on a container's filesystem")
            .also("docker container diff")
            .argument("CONTAINER", Arity.ONE, Completes.CONTAINER)
            .example("docker diff web", "A added, C changed, D deleted")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    List<String> lines = new ArrayList<>();
    for (JsonNode change :
        bench.engine().containers().changes(call.arguments().one("CONTAINER").orElseThrow())) {
      lines.add(KINDS.get(change.path("Kind").asInt()) + " " + change.path("Path").asText());
    }
    return Outcome.text(Words.lines(lines));
  }
}
