package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which engine is meant, and why. Source of the order: docker/cli, cli/command/cli.go; {@code
 * DOCKER_HOST} wins over {@code DOCKER_CONTEXT}, contrary to docker's printed documentation.
 *
 * @param endpoint where it listens, or would
 * @param source what decided
 * @param context the context's name, where one decided
 * @param warnings lines for a person: a configuration that could not be read
 */
public record EndpointChoice(
    Endpoint endpoint, Source source, Optional<String> context, List<String> warnings) {
  private static final String DEFAULT = "default";

  public EndpointChoice {
    warnings = List.copyOf(warnings);
  }

  /** What decides which engine is meant. */
  public enum Source {
    CONTEXT_OPTION("--context"),
    HOST_OPTION("--host"),
    DOCKER_HOST("DOCKER_HOST"),
    DOCKER_CONTEXT("DOCKER_CONTEXT"),
    CONFIGURATION("the current context of docker's configuration"),
    DEFAULT_SOCKET("the default, nothing else is set");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    /** For a person. */
    public String words() {
      return words;
    }
  }

  /**
   * Decides as the docker CLI does; where nothing is set, the first default socket that accepts a
   * connection, else the first that is there, else docker's own.
   *
   * @param host what {@code --host} says
   * @param context what {@code --context} says
   * @param environment the variables
   * @param home the person's home folder
   * @throws ProblemException {@code engine.endpoint} (both options, an address that is none),
   *     {@code engine.context} (there is no such context, or it cannot be read)
   */
  public static EndpointChoice resolve(
      Optional<String> host, Optional<String> context, Map<String, String> environment, Path home) {
    return resolve(host, context, environment, home, DefaultSockets.of(environment, home));
  }

  /** The same, with the default sockets given. */
  public static EndpointChoice resolve(
      Optional<String> host,
      Optional<String> context,
      Map<String, String> environment,
      Path home,
      List<Path> defaultSockets) {
    Optional<String> hostOption = host.filter(h -> !h.isEmpty());
    Optional<String> contextOption = context.filter(c -> !c.isEmpty());
    if (hostOption.isPresent() && contextOption.isPresent()) {
      throw Problem.of(
              "engine.endpoint", "conflicting options: cannot specify both --host and --context")
          .withHint("give one of them")
          .exception();
    }
    Optional<String> hostVariable = variable(environment, "DOCKER_HOST");
    ContextStore store = ContextStore.of(environment, home);
    if (hostOption.isPresent()) {
      return address(Source.HOST_OPTION, hostOption.get(), environment);
    }
    Named named = name(contextOption, hostVariable, environment, store);
    if (!named.context().equals(DEFAULT)) {
      Endpoint endpoint = store.endpoint(named.context());
      return new EndpointChoice(
          endpoint, named.source(), Optional.of(named.context()), named.warnings());
    }
    if (hostVariable.isPresent()) {
      return address(Source.DOCKER_HOST, hostVariable.get(), environment);
    }
    return new EndpointChoice(
        new Endpoint.Unix(DefaultSockets.best(defaultSockets)),
        Source.DEFAULT_SOCKET,
        Optional.empty(),
        named.warnings());
  }

  private static Named name(
      Optional<String> contextOption,
      Optional<String> hostVariable,
      Map<String, String> environment,
      ContextStore store) {
    if (contextOption.isPresent()) {
      return new Named(contextOption.get(), Source.CONTEXT_OPTION, List.of());
    }
    if (hostVariable.isPresent()) {
      return new Named(DEFAULT, Source.DOCKER_HOST, List.of());
    }
    Optional<String> contextVariable = variable(environment, "DOCKER_CONTEXT");
    if (contextVariable.isPresent()) {
      return new Named(contextVariable.get(), Source.DOCKER_CONTEXT, List.of());
    }
    ContextStore.Current current = store.current();
    return new Named(current.context().orElse(DEFAULT), Source.CONFIGURATION, current.warnings());
  }

  private static EndpointChoice address(
      Source source, String written, Map<String, String> environment) {
    Endpoint endpoint = Endpoint.parse(written);
    boolean secured =
        variable(environment, "DOCKER_TLS_VERIFY").isPresent()
            || variable(environment, "DOCKER_TLS").isPresent();
    return new EndpointChoice(
        secured && endpoint instanceof Endpoint.Tcp
            ? new Endpoint.Later(endpoint.address(), "TLS")
            : endpoint,
        source,
        Optional.empty(),
        List.of());
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
  }

  /** How far one gets there now: connects, and closes again. */
  public Reach reach() {
    return Reach.of(endpoint);
  }

  /** Why this one: {@code DOCKER_HOST}, {@code --context, context "lab"}. */
  public String why() {
    return source.words() + context.map(c -> ", context \"" + c + "\"").orElse("");
  }

  /** Whether a person named this engine, so that no other may take its place. */
  public boolean named() {
    return source != Source.DEFAULT_SOCKET;
  }

  private record Named(String context, Source source, List<String> warnings) {}
}
