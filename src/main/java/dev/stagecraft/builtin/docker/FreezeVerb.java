package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;

/** {@code docker pause} and {@code docker unpause}. */
final class FreezeVerb extends EachVerb {
  private final boolean freezes;

  private FreezeVerb(Workbench bench, String verb, String summary, boolean freezes) {
    super(
        VerbSpec.docker(verb, summary)
            .also("docker container " + verb)
            .argument("CONTAINER", Arity.SOME, Completes.RUNNING)
            .build(),
        verb,
        bench);
    this.freezes = freezes;
  }

  /** {@code docker pause}. */
  static FreezeVerb pause(Workbench bench) {
    return new FreezeVerb(
        bench, "pause", "Pause all processes within one or more containers", true);
  }

  /** {@code docker unpause}. */
  static FreezeVerb unpause(Workbench bench) {
    return new FreezeVerb(
        bench, "unpause", "Unpause all processes within one or more containers", false);
  }

  @Override
  protected void one(Invocation call, String reference) {
    if (freezes) {
      bench.engine().containers().pause(reference);
    } else {
      bench.engine().containers().unpause(reference);
    }
  }
}
