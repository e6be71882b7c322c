package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import java.util.Optional;

/** {@code docker create}. */
final class CreateVerb extends DockerVerb {
  CreateVerb(Workbench bench) {
    super(RunSpec.create(), bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Creation creation;
    try {
      creation = Creation.of(bench, call);
    } catch (ProblemException e) {
      if (e.problem().code().equals("usage.value")) {
        return Words.failed(
            125,
            "docker: " + e.problem().message(),
            "",
            "Run 'docker create --help' for more information");
      }
      throw e;
    }
    try {
      return Outcome.text(creation.make().id() + "\n");
    } catch (EngineRefusal refusal) {
      Outcome outcome = Words.failed(1, Words.daemon(refusal));
      return new Outcome(
          1, Optional.empty(), "", outcome.remarks(), new InTheWay(bench).problem(refusal.says()));
    }
  }
}
