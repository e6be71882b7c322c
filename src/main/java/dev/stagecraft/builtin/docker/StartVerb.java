package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.Bound;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code docker start}. Source: docker/cli, container/start.go. */
final class StartVerb extends DockerVerb {
  StartVerb(Workbench bench) {
    super(
        VerbSpec.docker("start", "Start one or more stopped containers")
            .also("docker container start")
            .flag('a', "attach", "Attach STDOUT/STDERR and forward signals")
            .flag('i', "interactive", "Attach container's STDIN")
            .argument("CONTAINER", Arity.SOME, Completes.CONTAINER)
            .example("docker start web", "starts it where it was stopped")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    List<String> references = given.all("CONTAINER");
    Optional<Problem> refusal = bench.refusal(call, Kind.CONTAINER, references, "start");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    if (given.flag("attach") || given.flag("interactive")) {
      return references.size() > 1
          ? Words.failed(1, "you cannot start and attach multiple containers at once")
          : attached(call, references.get(0));
    }
    List<String> started = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Optional<Problem> inTheWay = Optional.empty();
    for (String reference : references) {
      try {
        bench.engine().containers().start(reference);
        started.add(reference);
      } catch (EngineRefusal e) {
        lines.add(Words.daemon(e));
        failed.add(reference);
        inTheWay = inTheWay.isPresent() ? inTheWay : new InTheWay(bench).problem(e.says());
      }
    }
    if (!failed.isEmpty()) {
      lines.add("Error: failed to start containers: " + String.join(", ", failed));
    }
    return new Outcome(
        failed.isEmpty() ? 0 : 1, Optional.empty(), Words.lines(started), lines, inTheWay);
  }

  private Outcome attached(Invocation call, String reference) {
    JsonNode container = bench.engine().containers().inspect(reference, false);
    JsonNode config = container.path("Config");
    Foreground.Way way =
        new Foreground.Way(
            call.arguments().flag("interactive") && config.path("OpenStdin").asBoolean(),
            config.path("Tty").asBoolean(),
            container.path("HostConfig").path("AutoRemove").asBoolean(),
            true);
    return new Foreground(bench, call, way).run(container.path("Id").asText());
  }
}
