package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.engine.Containers.LogQuery;
import java.time.Instant;
import java.util.Optional;

/** {@code docker logs}. */
final class LogsVerb extends DockerVerb {
  LogsVerb(Workbench bench) {
    super(
        VerbSpec.docker("logs", "Fetch the logs of a container")
            .also("docker container logs", "logs")
            .flag('f', "follow", "Follow log output")
            .value(
                "since",
                "string",
                "Show logs since timestamp (2013-01-02T13:23:37Z) or relative (42m)")
            .value('n', "tail", "string", "Number of lines to show from the end of the logs")
            .flag('t', "timestamps", "Show timestamps")
            .value(
                "until",
                "string",
                "Show logs before a timestamp (2013-01-02T13:23:37Z) or relative (42m)")
            .argument("CONTAINER", Arity.ONE, Completes.CONTAINER)
            .example("docker logs --tail 10 web", "the last ten lines")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    String reference = call.arguments().one("CONTAINER").orElseThrow();
    String id = bench.engine().containers().inspect(reference, false).path("Id").asText();
    Instant now = bench.clock().instant();
    LogQuery query =
        new LogQuery(
            call.arguments().flag("follow"),
            call.arguments().flag("timestamps"),
            since(call, "since", now),
            since(call, "until", now),
            call.arguments().value("tail").orElse("all"));
    bench.engine().containers().logs(id, query, Pipes.to(call.streams()));
    return Outcome.done();
  }

  private static Optional<String> since(Invocation call, String option, Instant now) {
    return call.arguments()
        .value(option)
        .filter(v -> !v.isEmpty())
        .map(v -> Timestamps.of(v, now, option));
  }
}
