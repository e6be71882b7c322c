package dev.stagecraft.app;

import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.CountingBuilder;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.engine.docker.DockerEngine;
import dev.stagecraft.engine.provision.BaseRules;
import dev.stagecraft.engine.provision.Bases;
import dev.stagecraft.engine.provision.PrivateEngine;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.engine.transport.EndpointChoice;
import dev.stagecraft.engine.transport.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Opens the engine with the first command that needs it: the one that docker's CLI would use, or,
 * where there is none, a private one, if the person wants that.
 */
final class EngineDoor implements Supplier<Engine> {
  private final Arguments arguments;
  private final Map<String, String> environment;
  private final Folders folders;
  private final PrivateEngine own;
  private final Predicate<String> consent;
  private final Consumer<String> say;
  private Optional<Engine> open = Optional.empty();
  private Optional<Engine> glanced = Optional.empty();
  private volatile Optional<PrivateEngine.Lease> lease = Optional.empty();

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

  /**
   * The engine, where it is open, or can be opened without starting one or asking a person.
   *
   * @throws dev.stagecraft.core.ProblemException {@code engine.none} where it cannot
   */
  synchronized Engine present() {
    if (open.isEmpty() && !arguments.provision()) {
      EndpointChoice choice =
          EndpointChoice.resolve(
              arguments.host(), arguments.context(), environment, folders.home());
      Reach reach = choice.reach();
      boolean absent = reach == Reach.ABSENT || reach == Reach.STALE;
      if (absent && (choice.named() || !own.running())) {
        throw none(choice, reach).exception();
      }
    }
    return get();
  }

  /** The use of our private engine, where it is the one. */
  synchronized Optional<PrivateEngine.Lease> lease() {
    return lease;
  }

  /** Whether the engine is our private one; false while none is open. */
  synchronized boolean isPrivate() {
    return lease.isPresent();
  }

  /**
   * An engine to look at: the one that is open, or the person's own where it is named or answers.
   * None is started, nobody is asked, and the door stays as it is.
   */
  synchronized Optional<Engine> glance() {
    if (open.isPresent()) {
      return open;
    }
    if (glanced.isEmpty()) {
      EndpointChoice choice =
          EndpointChoice.resolve(
              arguments.host(), arguments.context(), environment, folders.home());
      if (choice.named() || choice.reach() == Reach.OPEN) {
        glanced = Optional.of(engine(choice.endpoint()));
      }
    }
    return glanced;
  }

  /** What the prompt shows of the engine, where it is not the default one; nobody is asked. */
  Optional<String> name() {
    return lease
        .map(use -> "private")
        .or(arguments::context)
        .or(arguments::host)
        .or(this::contextOfEnvironment);
  }

  /** Source: docker's CLI, DOCKER_HOST wins over DOCKER_CONTEXT. */
  private Optional<String> contextOfEnvironment() {
    return environment.getOrDefault("DOCKER_HOST", "").isEmpty()
        ? Optional.ofNullable(environment.get("DOCKER_CONTEXT"))
            .filter(name -> !name.isEmpty() && !name.equals("default"))
        : Optional.empty();
  }

  private Engine find() {
    EndpointChoice choice =
        EndpointChoice.resolve(arguments.host(), arguments.context(), environment, folders.home());
    choice.warnings().forEach(say);
    if (choice.named()) {
      return engine(choice.endpoint());
    }
    Reach reach = choice.reach();
    if (reach != Reach.ABSENT && reach != Reach.STALE) {
      return engine(choice.endpoint());
    }
    boolean running = own.running();
    if (!running) {
      Optional<Problem> obstacle = own.obstacle();
      boolean wanted =
          arguments.provision()
              || (obstacle.isEmpty()
                  && consent.test("No Docker engine here. Start a private one?"));
      if (!wanted) {
        throw none(choice, reach).exception();
      }
    }
    PrivateEngine.Lease use = own.use(say);
    use.started()
        .ifPresent(
            took ->
                say.accept(
                    "engine     private, Docker "
                        + use.version()
                        + ", ready in "
                        + TableFormat.duration(took)));
    lease = Optional.of(use);
    return engine(Endpoint.parse(use.address()));
  }

  private static Problem none(EndpointChoice choice, Reach reach) {
    String stale = reach == Reach.STALE ? " (the socket is there, nothing listens)" : "";
    return Problem.of(
            "engine.none", "no Docker engine answers at " + choice.endpoint().address() + stale)
        .withHint(
            "scripts/stagecraft --provision … starts a private one · --host or --context names"
                + " another");
  }

  private Engine engine(Endpoint endpoint) {
    return new DockerEngine(endpoint, api -> new CountingBuilder(new BuildKit(api)), environment);
  }

  /** The stand-ins on an engine of the person's own; the private one loses all its images. */
  List<String> purgeStandIns() {
    return ofThePerson()
        .map(
            engine ->
                new Bases(
                        engine,
                        BaseRules.of(
                            false,
                            arguments.standIns(),
                            environment,
                            folders.data(),
                            folders.cache(),
                            folders.product()),
                        environment,
                        folders.home())
                    .purge())
        .orElse(List.of());
  }

  /**
   * The engine of the person's own, where one answers; never the private one, and none is started.
   */
  private synchronized Optional<Engine> ofThePerson() {
    if (lease.isPresent()) {
      return Optional.empty();
    }
    if (open.isEmpty()) {
      EndpointChoice choice =
          EndpointChoice.resolve(
              arguments.host(), arguments.context(), environment, folders.home());
      boolean ours = choice.endpoint().address().equals(own.status().address());
      if ((!choice.named() || ours) && choice.reach() != Reach.OPEN) {
        return Optional.empty();
      }
      open = Optional.of(engine(choice.endpoint()));
    }
    return open.filter(engine -> !PrivateEngine.isOne(engine));
  }

  /**
   * Closes the engine, and stops the private one where nobody else uses it.
   *
   * @return 4 where what the private one changed on the host could not all be put back
   */
  synchronized int leave() {
    int status = 0;
    open.ifPresent(Engine::close);
    open = Optional.empty();
    glanced.ifPresent(Engine::close);
    glanced = Optional.empty();
    if (lease.isPresent()) {
      if (arguments.keep()) {
        lease.get().keep();
        say.accept(
            "engine     private, goes on at "
                + lease.get().address()
                + " · stagecraft engine stop stops it");
      }
      PrivateEngine.Stopped stopped = lease.get().leave();
      stopped.left().forEach(left -> say.accept("could not put back " + left));
      status = stopped.left().isEmpty() ? 0 : 4;
      lease = Optional.empty();
    }
    return status;
  }
}
