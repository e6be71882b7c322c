package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.engine.EngineRefusal;

/** {@code docker wait}. */
final class WaitVerb extends DockerVerb {
  WaitVerb(Workbench bench) {
    super(
        VerbSpec.docker("wait", "Block until containers stop, then print their exit codes")
            .also("docker container wait")
            .argument("CONTAINER", Arity.SOME, Completes.CONTAINER)
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Outcome outcome = Outcome.done();
    for (String reference : call.arguments().all("CONTAINER")) {
      try {
        int status = bench.engine().containers().await(reference, "not-running", () -> {});
        Pipes.print(call.streams(), String.valueOf(status));
      } catch (EngineRefusal refusal) {
        outcome = outcome.withStatus(1).withRemark(Words.daemon(refusal));
      }
    }
    return outcome;
  }
}
