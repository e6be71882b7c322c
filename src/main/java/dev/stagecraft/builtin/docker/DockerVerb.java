package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;

/** A verb of the docker command line: what the engine refuses is told in docker's words. */
abstract class DockerVerb implements Command {
  private final CommandSpec spec;

  /** What the verb works with. */
  protected final Workbench bench;

  DockerVerb(CommandSpec spec, Workbench bench) {
    this.spec = spec;
    this.bench = bench;
  }

  @Override
  public final CommandSpec spec() {
    return spec;
  }

  @Override
  public final Outcome run(Invocation call) {
    try {
      return act(call);
    } catch (EngineRefusal refusal) {
      return Words.failed(1, Words.daemon(refusal));
    } catch (Pipes.Closed nobodyReads) {
      return Outcome.status(141);
    } catch (ProblemException failed) {
      if (failed.problem().area().equals("template")) {
        return Words.failed(1, failed.problem().message());
      }
      throw failed;
    }
  }

  /** Carries the verb out; an {@link EngineRefusal} becomes status 1 and docker's line. */
  protected abstract Outcome act(Invocation call);
}
