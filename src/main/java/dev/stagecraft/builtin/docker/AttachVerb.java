package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.session.Kind;
import java.util.List;
import java.util.Optional;

/** {@code docker attach}. Source: docker/cli, container/attach.go. */
final class AttachVerb extends DockerVerb {
  AttachVerb(Workbench bench) {
    super(
        VerbSpec.docker("attach", "Attach local streams to a running container")
            .also("docker container attach")
            .flag("no-stdin", "Do not attach STDIN")
            .flag("sig-proxy", "Proxy all received signals to the process (default true)")
            .argument("CONTAINER", Arity.ONE, Completes.RUNNING)
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String reference = call.arguments().one("CONTAINER").orElseThrow();
    Optional<Problem> refusal = bench.refusal(call, Kind.CONTAINER, List.of(reference), "attach");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    JsonNode container = bench.engine().containers().inspect(reference, false);
    JsonNode state = container.path("State");
    if (!state.path("Running").asBoolean()) {
      return Words.failed(1, "You cannot attach to a stopped container, start it first");
    }
    if (state.path("Paused").asBoolean()) {
      return Words.failed(1, "You cannot attach to a paused container, unpause it first");
    }
    if (state.path("Restarting").asBoolean()) {
      return Words.failed(
          1, "You cannot attach to a restarting container, wait until it is running");
    }
    JsonNode config = container.path("Config");
    boolean tty = config.path("Tty").asBoolean();
    boolean stdin = !call.arguments().flag("no-stdin") && config.path("OpenStdin").asBoolean();
    if (stdin && tty && !call.streams().inIsTerminal()) {
      return Words.failed(1, "the input device is not a TTY");
    }
    Foreground.Way way =
        new Foreground.Way(
            stdin,
            tty,
            container.path("HostConfig").path("AutoRemove").asBoolean(),
            Words.unlessOff(call.arguments().values("sig-proxy")));
    return new Foreground(bench, call, way).join(container.path("Id").asText());
  }
}
