package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Bound;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.EngineRefusal;
import java.util.Optional;

/** {@code docker run}. */
final class RunVerb extends DockerVerb {
  RunVerb(Workbench bench) {
    super(RunSpec.spec(), bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    Creation creation;
    try {
      creation = Creation.of(bench, call);
    } catch (ProblemException e) {
      if (e.problem().code().equals("usage.value")) {
        return dockerFailed(125, e.problem().message());
      }
      throw e;
    }
    boolean detach = given.flag("detach");
    if (!detach
        && given.flag("interactive")
        && given.flag("tty")
        && !call.streams().inIsTerminal()) {
      return Words.failed(1, "the input device is not a TTY");
    }
    try {
      Containers.Created created = creation.make();
      return detach ? startOnly(created) : foreground(call).run(created.id());
    } catch (EngineRefusal refusal) {
      return failed(refusal);
    } catch (ProblemException e) {
      return Outcome.failed(125, e.problem());
    }
  }

  /**
   * The engine's refusal with docker's status for it, and who is in the way where that is known.
   */
  private Outcome failed(EngineRefusal refusal) {
    String says = refusal.says();
    int status = 125;
    if (says.contains("executable file not found")
        || says.contains("no such file or directory")
        || says.contains("system cannot find the file specified")) {
      status = 127;
    } else if (says.contains("permission denied") || says.contains("is a directory")) {
      status = 126;
    }
    Outcome outcome = dockerFailed(status, Words.daemon(refusal));
    return new Outcome(
        status, Optional.empty(), "", outcome.remarks(), new InTheWay(bench).problem(says));
  }

  private static Outcome dockerFailed(int status, String message) {
    return Words.failed(
        status, "docker: " + message, "", "Run 'docker run --help' for more information");
  }

  private Foreground foreground(Invocation call) {
    Bound given = call.arguments();
    Foreground.Way way =
        new Foreground.Way(
            given.flag("interactive"),
            given.flag("tty"),
            given.flag("rm"),
            Words.unlessOff(given.values("sig-proxy")));
    return new Foreground(bench, call, way);
  }

  /** Starts it; docker prints the id of one that does not start, too. */
  private Outcome startOnly(Containers.Created created) {
    String id = created.id() + "\n";
    try {
      bench.engine().containers().start(created.id());
      return Outcome.text(id);
    } catch (EngineRefusal refusal) {
      Outcome failed = failed(refusal);
      return new Outcome(failed.status(), Optional.empty(), id, failed.remarks(), failed.problem());
    }
  }
}
