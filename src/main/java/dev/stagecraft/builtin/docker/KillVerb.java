package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;

/** {@code docker kill}. */
final class KillVerb extends EachVerb {
  KillVerb(Workbench bench) {
    super(
        VerbSpec.docker("kill", "Kill one or more running containers")
            .also("docker container kill")
            .value('s', "signal", "string", "Signal to send to the container")
            .argument("CONTAINER", Arity.SOME, Completes.RUNNING)
            .example("docker kill -s HUP web", "sends a signal")
            .build(),
        "kill",
        bench);
  }

  @Override
  protected void one(Invocation call, String reference) {
    String signal = call.arguments().value("signal").orElse("SIGKILL");
    bench.engine().containers().kill(reference, signal);
  }
}
