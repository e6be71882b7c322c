package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import dev.stagecraft.session.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code docker rmi}. */
final class RmiVerb extends DockerVerb {
  RmiVerb(Workbench bench) {
    super(
        VerbSpec.docker("rmi", "Remove one or more images")
            .also("docker image rm", "docker image rmi", "docker image remove")
            .flag('f', "force", "Force removal of the image")
            .flag("no-prune", "Do not delete untagged parents")
            .argument("IMAGE", Arity.SOME, Completes.IMAGE)
            .example("docker rmi shop:single", "removes a name, and the image with its last one")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    List<String> references = call.arguments().all("IMAGE");
    Optional<Problem> refusal = bench.refusal(call, Kind.IMAGE, references, "rmi");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    boolean force = call.arguments().flag("force");
    List<String> done = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    boolean failed = false;
    for (String reference : references) {
      try {
        List<Images.Removed> removed =
            bench.engine().images().remove(reference, force, !call.arguments().flag("no-prune"));
        for (Images.Removed one : removed) {
          done.add((one.untagged() ? "Untagged: " : "Deleted: ") + one.what());
          bench.session().forget(Kind.IMAGE, one.what());
        }
      } catch (EngineRefusal e) {
        errors.add(Words.daemon(e));
        failed |= !force || e.status() != 404;
      }
    }
    return new Outcome(
        failed ? 1 : 0, Optional.empty(), Words.lines(done), errors, Optional.empty());
  }
}
