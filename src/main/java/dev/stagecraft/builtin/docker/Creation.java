package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A container about to be made, by {@code docker run} or {@code docker create}: its image is
 * brought where it is missing, named volumes are made first, so that the session owns them.
 */
final class Creation {
  private static final Set<String> PULLS = Set.of("always", "missing", "never", "");

  private final Workbench bench;
  private final Invocation call;
  private final String pull;
  private final CreateRequest request;

  private Creation(Workbench bench, Invocation call, String pull, CreateRequest request) {
    this.bench = bench;
    this.call = call;
    this.pull = pull;
    this.request = request;
  }

  /**
   * Reads the flags; nothing is asked of the engine yet.
   *
   * @throws ProblemException {@code usage.value} with docker's words
   */
  static Creation of(Workbench bench, Invocation call) {
    String pull = call.arguments().value("pull").orElse("missing");
    if (!PULLS.contains(pull)) {
      throw Words.usage(
          "invalid pull option: '"
              + pull
              + "': must be one of \"always\", \"missing\" or \"never\"");
    }
    return new Creation(bench, call, pull, CreateRequest.of(call));
  }

  /** What is asked of the engine. */
  ObjectNode body() {
    return request.body();
  }

  /**
   * Makes the container.
   *
   * @throws EngineRefusal where the engine does not
   */
  Containers.Created make() {
    Optional<String> name = call.arguments().value("name").filter(n -> !n.isEmpty());
    Optional<String> platform = call.arguments().value("platform");
    if (pull.equals("always")) {
      bench.engine().images().pull(image(), platform, message -> {});
    }
    Containers.Created created =
        new Claims(bench)
            .make(
                Kind.CONTAINER,
                name,
                request.body(),
                body -> {
                  request.volumes().forEach(this::makeVolume);
                  return made(name, platform);
                },
                Containers.Created::id);
    created.warnings().forEach(w -> Pipes.say(call.streams(), "WARNING: " + w));
    return created;
  }

  private String image() {
    return ImageName.parse(request.body().path("Image").asText()).familiar();
  }

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

  private Containers.Created made(Optional<String> name, Optional<String> platform) {
    try {
      return bench.engine().containers().create(name, platform, request.body());
    } catch (EngineRefusal refusal) {
      boolean missing =
          refusal.status() == 404 && refusal.says().toLowerCase(Locale.ROOT).contains("image");
      if (!missing || pull.equals("never")) {
        throw refusal;
      }
    }
    String wanted = image();
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
}
