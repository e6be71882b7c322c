package dev.stagecraft.app;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.engine.docker.DockerEngine;
import dev.stagecraft.engine.provision.PrivateEngine;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.engine.transport.EndpointChoice;
import dev.stagecraft.engine.transport.Reach;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Opens the engine with the first command that needs it: the one that docker's CLI would use, or,
 * where there is none, a private one, if the person wants that.
 */
final class EngineDoor implements Supplier<Engine>, AutoCloseable {
  private final Arguments arguments;
  private final Map<String, String> environment;
  private final Folders folders;
  private final PrivateEngine own;
  private final Predicate<String> consent;
  private final Consumer<String> say;
  private Optional<Engine> open = Optional.empty();
  private boolean mine;

  /**
   * A closed door.
   *
   * @param consent asks a person a yes-or-no question; false where nobody is there
   * @param say tells a person a line
   */
  EngineDoor(
      Arguments arguments,
      Map<String, String> environment,
      Folders folders,
      PrivateEngine own,
      Predicate<String> consent,
      Consumer<String> say) {
    this.arguments = arguments;
    this.environment = environment;
    this.folders = folders;
    this.own = own;
    this.consent = consent;
    this.say = say;
  }

  @Override
  public synchronized Engine get() {
    if (open.isEmpty()) {
      open = Optional.of(find());
    }
    return open.get();
  }

  /** Whether the engine is our private one; false while none is open. */
  synchronized boolean isPrivate() {
    return mine;
  }

  /** The engine, if it is open. */
  synchronized Optional<Engine> opened() {
    return open;
  }

  /** What the prompt shows of the engine, where it is not the default one. */
  Optional<String> name() {
    return arguments.context().or(() -> arguments.host());
  }

  private Engine find() {
    EndpointChoice choice =
        EndpointChoice.resolve(
            arguments.host(), arguments.context(), environment, folders.home());
    choice.warnings().forEach(say);
    if (choice.named()) {
      return engine(choice.endpoint());
    }
    Reach reach = choice.reach();
    if (reach != Reach.ABSENT && reach != Reach.STALE) {
      return engine(choice.endpoint());
    }
    if (!own.answers() && !arguments.provision() && !consent.test("start a private Docker engine?")) {
      throw Problem.of(
              "engine.none",
              "no Docker engine answers at "
                  + choice.endpoint().address()
                  + (reach == Reach.STALE ? " (the socket is there, nothing listens)" : ""))
          .withHint(
              "stagecraft --provision … starts a private one · --host or --context names another")
          .exception();
    }
    Endpoint endpoint = own.join(say);
    mine = true;
    return engine(endpoint);
  }

  private Engine engine(Endpoint endpoint) {
    return new DockerEngine(endpoint, environment, api -> new BuildKit(api));
  }

  /** Closes the engine, and stops the private one where nobody else uses it. */
  @Override
  public synchronized void close() {
    open.ifPresent(Engine::close);
    open = Optional.empty();
    if (mine) {
      own.leave(say);
      mine = false;
    }
  }
}
