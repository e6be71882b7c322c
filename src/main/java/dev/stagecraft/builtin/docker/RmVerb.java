package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
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
    boolean force = call.arguments().flag("force");
    boolean volumes = call.arguments().flag("volumes");
    Runnable removal =
        () -> {
          bench.engine().containers().remove(reference, force, volumes);
          if (owned) {
            bench.session().forget(Kind.CONTAINER, reference);
          }
        };
    if (force && bench.session().removals().isOpen()) {
      // what the engine would refuse is refused now, in its words
      JsonNode unused = bench.engine().containers().inspect(reference, false);
      bench.session().removals().begin(() -> goneAlready(removal));
    } else {
      removal.run();
    }
  }

  /** That another removed it meanwhile is what was wanted. */
  private static void goneAlready(Runnable removal) {
    try {
      removal.run();
    } catch (EngineRefusal refusal) {
      if (refusal.status() != 404) {
        throw refusal;
      }
    }
  }

  @Override
  protected boolean forgives(Invocation call, EngineRefusal refusal) {
    return call.arguments().flag("force") && refusal.status() == 404;
  }
}
