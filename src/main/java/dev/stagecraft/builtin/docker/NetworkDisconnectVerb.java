package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.session.Kind;
import java.util.List;
import java.util.Optional;

/** {@code docker network disconnect}. */
final class NetworkDisconnectVerb extends DockerVerb {
  NetworkDisconnectVerb(Workbench bench) {
    super(
        VerbSpec.docker("network disconnect", "Disconnect a container from a network")
            .flag('f', "force", "Force the container to disconnect from a network")
            .argument("NETWORK", Arity.ONE, Completes.NETWORK)
            .argument("CONTAINER", Arity.ONE, Completes.CONTAINER)
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String container = call.arguments().one("CONTAINER").orElseThrow();
    Optional<Problem> refusal =
        bench.refusal(call, Kind.CONTAINER, List.of(container), "network disconnect");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    String network = call.arguments().one("NETWORK").orElseThrow();
    bench.engine().networks().disconnect(network, container, call.arguments().flag("force"));
    return Outcome.done();
  }
}
