package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Bound;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import dev.stagecraft.session.BuildClaim;
import dev.stagecraft.session.Kind;
import java.util.List;
import java.util.Optional;

/** {@code docker commit}. What it makes is the session's, with a name and without one. */
final class CommitVerb extends DockerVerb {
  CommitVerb(Workbench bench) {
    super(
        VerbSpec.docker("commit", "Create a new image from a container's changes")
            .also("docker container commit")
            .value('a', "author", "string", "Author (e.g., \"Ada Lovelace <ada@example.com>\")")
            .list('c', "change", "list", "Apply Dockerfile instruction to the created image")
            .value('m', "message", "string", "Commit message")
            .flag('p', "pause", "Pause container during commit (default true)")
            .argument("CONTAINER", Arity.ONE, Completes.CONTAINER)
            .argument("REPOSITORY[:TAG]", Arity.OPTIONAL, Completes.IMAGE)
            .example("docker commit web web:edited", "an image of a container as it stands")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    String container = given.one("CONTAINER").orElseThrow();
    Optional<Problem> refusal = bench.refusal(call, Kind.CONTAINER, List.of(container), "commit");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    Optional<ImageName> name;
    try {
      name = given.one("REPOSITORY[:TAG]").filter(n -> !n.isEmpty()).map(ImageName::parse);
    } catch (ProblemException e) {
      return Words.failed(1, e.problem().message());
    }
    Images.Commit commit =
        new Images.Commit(
            given.value("author").orElse(""),
            given.value("message").orElse(""),
            given.values("change"),
            Words.unlessOff(given.values("pause")));
    BuildClaim claim =
        bench.session().claimBuild(name.map(n -> List.of(n.familiar())).orElse(List.of()));
    try {
      String id = bench.engine().images().commit(container, name, commit);
      claim.built(new Builder.Built(id, Optional.empty()));
      return Outcome.text(id + "\n");
    } catch (EngineRefusal | ProblemException | Cancelled e) {
      claim.failed();
      throw e;
    }
  }
}
