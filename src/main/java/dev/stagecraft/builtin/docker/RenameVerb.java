package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import java.util.List;
import java.util.Optional;

/** {@code docker rename}. */
final class RenameVerb extends DockerVerb {
  RenameVerb(Workbench bench) {
    super(
        VerbSpec.docker("rename", "Rename a container")
            .also("docker container rename")
            .argument("CONTAINER", Arity.ONE, Completes.CONTAINER)
            .argument("NEW_NAME", Arity.ONE, Completes.NOTHING)
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String reference = call.arguments().one("CONTAINER").orElseThrow().strip();
    String name = call.arguments().one("NEW_NAME").orElseThrow().strip();
    Optional<Problem> refusal = bench.refusal(call, Kind.CONTAINER, List.of(reference), "rename");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    if (reference.isEmpty() || name.isEmpty()) {
      return Words.failed(1, "Error: Neither old nor new names may be empty");
    }
    try {
      bench.engine().containers().rename(reference, name);
      bench.session().renamed(Kind.CONTAINER, reference, name);
      return Outcome.done();
    } catch (EngineRefusal e) {
      return Words.failed(
          1, Words.daemon(e), "Error: failed to rename container named " + reference);
    }
  }
}
