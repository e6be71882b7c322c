package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import java.util.Optional;

/** {@code docker volume create}. */
final class VolumeCreateVerb extends DockerVerb {
  VolumeCreateVerb(Workbench bench) {
    super(
        VerbSpec.docker("volume create", "Create a volume")
            .value('d', "driver", "string", "Specify volume driver name (default \"local\")")
            .list("label", "list", "Set metadata for a volume")
            .value("name", "string", "Specify volume name (old spelling of the argument)")
            .list('o', "opt", "map", "Set driver specific options")
            .argument("VOLUME", Arity.OPTIONAL, Completes.NOTHING)
            .example("docker volume create data", "a volume that goes with the session")
            .build(),
        bench);
  }

  /** Whether there is such a volume. */
  static boolean exists(Workbench bench, String name) {
    try {
      return !bench.engine().volumes().inspect(name).isMissingNode();
    } catch (EngineRefusal refusal) {
      if (refusal.status() == 404) {
        return false;
      }
      throw refusal;
    }
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    Optional<String> named = given.value("name").filter(n -> !n.isEmpty());
    Optional<String> argument = given.one("VOLUME").filter(n -> !n.isEmpty());
    if (named.isPresent() && argument.isPresent()) {
      return Words.failed(
          1,
          "conflicting options: cannot specify a volume-name through both --name and as a"
              + " positional arg");
    }
    Optional<String> name = argument.or(() -> named);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    name.ifPresent(n -> body.put("Name", n));
    body.put("Driver", given.value("driver").orElse("local"));
    Words.pairs(given.values("opt")).forEach(body.putObject("DriverOpts")::put);
    Words.pairs(given.values("label")).forEach(body.putObject("Labels")::put);
    if (name.isPresent() && exists(bench, name.get())) {
      // One that is there stays as it is and whose it is.
      return Outcome.text(bench.engine().volumes().create(body).path("Name").asText() + "\n");
    }
    JsonNode made =
        new Claims(bench)
            .make(
                Kind.VOLUME,
                name,
                body,
                b -> bench.engine().volumes().create(b),
                m -> m.path("Name").asText());
    return Outcome.text(made.path("Name").asText() + "\n");
  }
}
