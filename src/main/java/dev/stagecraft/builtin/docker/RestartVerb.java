package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;

/** {@code docker restart}. */
final class RestartVerb extends EachVerb {
  RestartVerb(Workbench bench) {
    super(
        VerbSpec.docker("restart", "Restart one or more containers")
            .also("docker container restart")
            .value('s', "signal", "string", "Signal to send to the container")
            .value('t', "timeout", "int", "Seconds to wait before killing the container")
            .value("time", "int", "Seconds to wait (old spelling of --timeout)")
            .argument("CONTAINER", Arity.SOME, Completes.CONTAINER)
            .build(),
        "restart",
        bench);
  }

  @Override
  protected void one(Invocation call, String reference) {
    bench
        .engine()
        .containers()
        .restart(reference, StopVerb.timeout(call), call.arguments().value("signal"));
  }
}
