package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import dev.stagecraft.command.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code docker run} asks the engine to make. Source: docker/cli, container/opts.go.
 *
 * @param body the body of {@code POST /containers/create}
 * @param volumes the named volumes that it mounts
 */
record CreateRequest(ObjectNode body, List<String> volumes) {

  static CreateRequest of(Invocation call) {
    Bound given = call.arguments();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    boolean detach = given.flag("detach");
    boolean stdin = given.flag("interactive");
    body.put("Hostname", given.value("hostname").orElse(""));
    body.put("Domainname", given.value("domainname").orElse(""));
    body.put("User", given.value("user").orElse(""));
    body.put("AttachStdin", stdin && !detach);
    body.put("AttachStdout", !detach);
    body.put("AttachStderr", !detach);
    body.put("Tty", given.flag("tty"));
    body.put("OpenStdin", stdin);
    body.put("StdinOnce", stdin && !detach);
    Environments.read(call, given.values("env-file"), given.values("env"))
        .forEach(body.putArray("Env")::add);
    if (!given.all("COMMAND").isEmpty()) {
      given.all("COMMAND").forEach(body.putArray("Cmd")::add);
    }
    body.put("Image", given.one("IMAGE").orElseThrow());
    body.put("WorkingDir", given.value("workdir").orElse(""));
    given.value("entrypoint").ifPresent(e -> body.putArray("Entrypoint").add(e));
    ObjectNode labels = body.putObject("Labels");
    for (String label :
        Environments.labels(call, given.values("label-file"), given.values("label"))) {
      int equals = label.indexOf('=');
      labels.put(
          equals < 0 ? label : label.substring(0, equals),
          equals < 0 ? "" : label.substring(equals + 1));
    }
    given.value("stop-signal").ifPresent(s -> body.put("StopSignal", s));
    given.value("mac-address").ifPresent(m -> body.put("MacAddress", m));
    given
        .value("stop-timeout")
        .ifPresent(t -> body.put("StopTimeout", Numbers.whole(t, "--stop-timeout")));
    HealthCheck.of(given).ifPresent(h -> body.set("Healthcheck", h));
    ObjectNode host = HostSettings.of(given);
    if (given.flag("tty")) {
      consoleSize(call).ifPresent(size -> host.set("ConsoleSize", size));
    }
    PortSpecs.of(given.values("publish"), given.values("expose")).into(body, host);
    List<String> volumes = mounts(call, body, host);
    body.set("HostConfig", host);
    network(given, body, host);
    return new CreateRequest(body, volumes);
  }

  /**
   * Rows and columns of the caller's terminal, so that a process sees them from its first moment;
   * engines before API 1.42 take no notice.
   */
  static Optional<ArrayNode> consoleSize(Invocation call) {
    return call.streams()
        .keyboard()
        .filter(keyboard -> call.streams().outIsTerminal())
        .map(k -> JsonNodeFactory.instance.arrayNode().add(k.rows()).add(k.columns()));
  }

  private static List<String> mounts(Invocation call, ObjectNode body, ObjectNode host) {
    Bound given = call.arguments();
    MountSpecs specs = MountSpecs.of(given.values("volume"), call.folder());
    List<String> volumes = new ArrayList<>(specs.named());
    ObjectNode anonymous = body.putObject("Volumes");
    specs.anonymous().forEach(anonymous::putObject);
    if (!specs.binds().isEmpty()) {
      specs.binds().forEach(host.putArray("Binds")::add);
    }
    if (!given.values("mount").isEmpty()) {
      ArrayNode mounts = host.putArray("Mounts");
      given
          .values("mount")
          .forEach(m -> volumes.addAll(MountSpecs.mount(m, call.folder(), mounts)));
    }
    if (!given.values("tmpfs").isEmpty()) {
      ObjectNode tmpfs = host.putObject("Tmpfs");
      for (String spec : given.values("tmpfs")) {
        int colon = spec.indexOf(':');
        tmpfs.put(
            colon < 0 ? spec : spec.substring(0, colon),
            colon < 0 ? "" : spec.substring(colon + 1));
      }
    }
    return volumes;
  }

  private static void network(Bound given, ObjectNode body, ObjectNode host) {
    Optional<String> named = given.value("network").or(() -> given.value("net"));
    String mode = named.orElse("default");
    if (mode.contains("=")) {
      throw dev.stagecraft.core.Problem.of("usage.option", "--network " + mode).exception();
    }
    host.put("NetworkMode", mode);
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    List<String> aliases = new ArrayList<>(given.values("network-alias"));
    aliases.addAll(given.values("net-alias"));
    boolean own = isUserDefined(mode);
    if (!aliases.isEmpty() && !own) {
      throw Words.usage("network-scoped aliases are only supported for user-defined networks");
    }
    if (!aliases.isEmpty()) {
      aliases.forEach(endpoint.putArray("Aliases")::add);
    }
    if (own && !given.values("link").isEmpty()) {
      given.values("link").forEach(endpoint.putArray("Links")::add);
    }
    if (given.value("ip").isPresent() || given.value("ip6").isPresent()) {
      ObjectNode addresses = endpoint.putObject("IPAMConfig");
      given.value("ip").ifPresent(ip -> addresses.put("IPv4Address", ip));
      given.value("ip6").ifPresent(ip -> addresses.put("IPv6Address", ip));
    }
    given.value("mac-address").ifPresent(m -> endpoint.put("MacAddress", m));
    ObjectNode endpoints = body.putObject("NetworkingConfig").putObject("EndpointsConfig");
    if (!endpoint.isEmpty()) {
      endpoints.set(mode, endpoint);
    }
  }

  private static boolean isUserDefined(String mode) {
    return !List.of("default", "bridge", "host", "none").contains(mode)
        && !mode.startsWith("container:");
  }
}
