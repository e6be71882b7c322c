package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code docker network rm} and {@code docker volume rm}: one after the other, as docker does. */
final class RemoveVerb extends DockerVerb {
  private final Kind kind;
  private final String argument;

  private RemoveVerb(Workbench bench, Kind kind, VerbSpec spec) {
    super(spec.build(), bench);
    this.kind = kind;
    this.argument = kind.word().toUpperCase(Locale.ROOT);
  }

  /** {@code docker network rm}. */
  static RemoveVerb networks(Workbench bench) {
    return new RemoveVerb(
        bench,
        Kind.NETWORK,
        VerbSpec.docker("network rm", "Remove one or more networks")
            .also("docker network remove")
            .flag('f', "force", "Do not error if the network does not exist")
            .argument("NETWORK", Arity.SOME, Completes.NETWORK));
  }

  /** {@code docker volume rm}. */
  static RemoveVerb volumes(Workbench bench) {
    return new RemoveVerb(
        bench,
        Kind.VOLUME,
        VerbSpec.docker("volume rm", "Remove one or more volumes")
            .also("docker volume remove")
            .flag('f', "force", "Force the removal of one or more volumes")
            .argument("VOLUME", Arity.SOME, Completes.VOLUME));
  }

  @Override
  protected Outcome act(Invocation call) {
    List<String> references = call.arguments().all(argument);
    Optional<Problem> refusal = bench.refusal(call, kind, references, kind.word() + " rm");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    boolean force = call.arguments().flag("force");
    List<String> done = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String reference : references) {
      try {
        remove(reference, force);
        bench.session().forget(kind, reference);
        done.add(reference);
      } catch (EngineRefusal e) {
        if (!force || e.status() != 404) {
          errors.add(Words.daemon(e));
        }
      }
    }
    if (!errors.isEmpty() && kind == Kind.NETWORK) {
      errors.add("exit status 1");
    }
    return new Outcome(
        errors.isEmpty() ? 0 : 1, Optional.empty(), Words.lines(done), errors, Optional.empty());
  }

  private void remove(String reference, boolean force) {
    if (kind == Kind.NETWORK) {
      bench.engine().networks().remove(reference);
    } else {
      bench.engine().volumes().remove(reference, force);
    }
  }
}
