package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Claim;
import dev.stagecraft.session.Kind;

/** {@code docker tag}. */
final class TagVerb extends DockerVerb {
  TagVerb(Workbench bench) {
    super(
        VerbSpec.docker("tag", "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE")
            .also("docker image tag", "tag")
            .argument("SOURCE_IMAGE[:TAG]", Arity.ONE, Completes.IMAGE)
            .argument("TARGET_IMAGE[:TAG]", Arity.ONE, Completes.IMAGE)
            .example("docker tag shop:single shop:v1", "gives an image a name more")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String source = call.arguments().one("SOURCE_IMAGE[:TAG]").orElseThrow();
    String target = call.arguments().one("TARGET_IMAGE[:TAG]").orElseThrow();
    ImageName name;
    try {
      name = ImageName.parse(target);
    } catch (ProblemException e) {
      return Words.failed(
          1,
          "Error parsing reference: \""
              + target
              + "\" is not a valid repository/tag: "
              + e.problem().message());
    }
    if (name.digest().isPresent()) {
      return Words.failed(1, "refusing to create a tag with a digest reference");
    }
    Claim claim = bench.session().claim(Kind.IMAGE, name.familiar());
    try {
      bench.engine().images().tag(source, name.repository(), name.tagOrLatest());
    } catch (EngineRefusal | ProblemException | dev.stagecraft.core.Cancelled e) {
      claim.abandoned();
      throw e;
    }
    claim.created(bench.engine().images().inspect(name.familiar()).path("Id").asText());
    return Outcome.done();
  }
}
