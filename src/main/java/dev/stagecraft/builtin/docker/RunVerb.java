package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import java.util.Optional;
import java.util.Set;

/** {@code docker run}. */
final class RunVerb extends DockerVerb {
  private static final Set<String> PULLS = Set.of("always", "missing", "never", "");

  RunVerb(Workbench bench) {
    super(RunSpec.spec(), bench);
  }

  @Override
  protected Outcome act(Invocation call) {
    Bound given = call.arguments();
    String pull = given.value("pull").orElse("missing");
    CreateRequest request;
    try {
      if (!PULLS.contains(pull)) {
        throw Words.usage(
            "invalid pull option: '"
                + pull
                + "': must be one of \"always\", \"missing\" or \"never\"");
      }
      request = CreateRequest.of(call);
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
      Containers.Created created = create(call, request, pull);
      return detach ? startOnly(created) : new Foreground(bench, call).run(created);
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

  private Containers.Created create(Invocation call, CreateRequest request, String pull) {
    Optional<String> name = call.arguments().value("name").filter(n -> !n.isEmpty());
    Optional<String> platform = call.arguments().value("platform");
    String image = request.body().path("Image").asText();
    if (pull.equals("always")) {
      bench.engine().images().pull(ImageName.parse(image).familiar(), platform, message -> {});
    }
    Containers.Created created =
        new Claims(bench)
            .make(
                Kind.CONTAINER,
                name,
                request.body(),
                body -> {
                  request.volumes().forEach(this::makeVolume);
                  return made(call, request, name, pull);
                },
                Containers.Created::id);
    created.warnings().forEach(w -> Pipes.say(call.streams(), "WARNING: " + w));
    return created;
  }

  /** A named volume that is not there is made first, so that the session owns it. */
  private void makeVolume(String volume) {
    if (!VolumeCreateVerb.exists(bench, volume)) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("Name", volume).put("Driver", "local");
      new Claims(bench)
          .make(
              Kind.VOLUME,
              Optional.of(volume),
              body,
              b -> bench.engine().volumes().create(b),
              made -> made.path("Name").asText());
    }
  }

  private Containers.Created made(
      Invocation call, CreateRequest request, Optional<String> name, String pull) {
    Optional<String> platform = call.arguments().value("platform");
    String image = request.body().path("Image").asText();
    try {
      return bench.engine().containers().create(name, platform, request.body());
    } catch (EngineRefusal refusal) {
      boolean missing =
          refusal.status() == 404
              && refusal.says().toLowerCase(java.util.Locale.ROOT).contains("image");
      if (!missing || pull.equals("never")) {
        throw refusal;
      }
    }
    String wanted = ImageName.parse(image).familiar();
    if (!call.arguments().flag("quiet")) {
      Pipes.say(call.streams(), "Unable to find image '" + wanted + "' locally");
    }
    if (platform.isPresent()) {
      bench.engine().images().pull(wanted, platform, message -> {});
    } else {
      new Bases(bench, call).bring(wanted);
    }
    return bench.engine().containers().create(name, platform, request.body());
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
