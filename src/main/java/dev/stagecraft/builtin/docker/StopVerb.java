package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import java.time.Duration;
import java.util.Optional;

/** {@code docker stop}. */
final class StopVerb extends EachVerb {
  StopVerb(Workbench bench) {
    super(
        VerbSpec.docker("stop", "Stop one or more running containers")
            .also("docker container stop")
            .value('s', "signal", "string", "Signal to send to the container")
            .value('t', "timeout", "int", "Seconds to wait before killing the container")
            .value("time", "int", "Seconds to wait (old spelling of --timeout)")
            .argument("CONTAINER", Arity.SOME, Completes.RUNNING)
            .example("docker stop -t 1 web", "gives it a second to end")
            .build(),
        "stop",
        bench);
  }

  /** How long a container has before it is killed, where that is said. */
  static Optional<Duration> timeout(Invocation call) {
    Optional<String> seconds =
        call.arguments().value("timeout").or(() -> call.arguments().value("time"));
    return seconds.map(s -> Duration.ofSeconds(Numbers.whole(s, "-t, --timeout")));
  }

  @Override
  protected void one(Invocation call, String reference) {
    bench.engine().containers().stop(reference, timeout(call), call.arguments().value("signal"));
  }
}
