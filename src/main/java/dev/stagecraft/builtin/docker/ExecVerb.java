package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.session.Kind;
import java.util.List;
import java.util.Optional;

/** {@code docker exec}. */
final class ExecVerb extends DockerVerb {
  ExecVerb(Workbench bench) {
    super(
        VerbSpec.docker("exec", "Execute a command in a running container")
            .also("docker container exec")
            .flag('d', "detach", "Detached mode: run command in the background")
            .list('e', "env", "list", "Set environment variables")
            .list("env-file", "list", "Read in a file of environment variables")
            .flag('i', "interactive", "Keep STDIN open even if not attached")
            .flag("privileged", "Give extended privileges to the command")
            .flag('t', "tty", "Allocate a pseudo-TTY")
            .value('u', "user", "string", "Username or UID (format: <name|uid>[:<group|gid>])")
            .value('w', "workdir", "string", "Working directory inside the container")
            .argument("CONTAINER", Arity.ONE, Completes.RUNNING)
            .argument("COMMAND", Arity.SOME, Completes.NOTHING)
            .optionsFirst()
            .example("docker exec -it web sh", "a shell in a running container")
            .build(),
        bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    String reference = given.one("CONTAINER").orElseThrow();
    Optional<Problem> refusal = bench.refusal(call, Kind.CONTAINER, List.of(reference), "exec");
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    boolean detach = given.flag("detach");
    boolean tty = given.flag("tty");
    boolean stdin = given.flag("interactive") && !detach;
    Containers containers = bench.engine().containers();
    String id = containers.inspect(reference, false).path("Id").asText();
    if (stdin && tty && !call.streams().inIsTerminal()) {
      return Words.failed(1, "the input device is not a TTY");
    }
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("AttachStdin", stdin);
    config.put("AttachStdout", !detach);
    config.put("AttachStderr", !detach);
    config.put("Tty", tty);
    config.put("Detach", detach);
    config.put("Privileged", given.flag("privileged"));
    config.put("User", given.value("user").orElse(""));
    config.put("WorkingDir", given.value("workdir").orElse(""));
    Environments.read(call, given.values("env-file"), given.values("env"))
        .forEach(config.putArray("Env")::add);
    given.all("COMMAND").forEach(config.putArray("Cmd")::add);
    if (tty) {
      CreateRequest.consoleSize(call).ifPresent(size -> config.set("ConsoleSize", size));
    }
    String exec = containers.exec(id, config);
    Containers.Attachment attachment = containers.execStart(exec, detach, tty);
    if (detach) {
      attachment.close();
      return Outcome.done();
    }
    try (Dialogue dialogue = new Dialogue(call.streams(), attachment)) {
      dialogue.begin(stdin, tty, (rows, columns) -> containers.execResize(exec, rows, columns));
      dialogue.awaitOutput();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled("exec in " + reference);
    }
    return Outcome.status(containers.execInspect(exec).path("ExitCode").asInt() & 0xff);
  }
}
