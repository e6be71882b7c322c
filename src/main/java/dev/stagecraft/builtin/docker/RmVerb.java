package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;

/** {@code docker rm}. */
final class RmVerb extends EachVerb {
  RmVerb(Workbench bench) {
    super(
        VerbSpec.docker("rm", "Remove one or more containers")
            .also("docker container rm", "docker container remove")
            .flag('f', "force", "Force the removal of a running container (uses SIGKILL)")
            .flag('v', "volumes", "Remove anonymous volumes associated with the container")
            .argument("CONTAINER", Arity.SOME, Completes.CONTAINER)
            .example("docker rm -f web", "stops a container and removes it")
            .build(),
        "rm",
        bench);
  }

  @Override
  protected void one(Invocation call, String reference) {
    boolean owned = bench.session().owns(Kind.CONTAINER, reference);
    bench
        .engine()
        .containers()
        .remove(reference, call.arguments().flag("force"), call.arguments().flag("volumes"));
    if (owned) {
      bench.session().forget(Kind.CONTAINER, reference);
    }
  }

  @Override
  protected boolean forgives(Invocation call, EngineRefusal refusal) {
    return call.arguments().flag("force") && refusal.status() == 404;
  }
}
