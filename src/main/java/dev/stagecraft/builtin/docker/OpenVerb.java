package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Example;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code open web:80 /health}: a published port in the browser. */
final class OpenVerb extends DockerVerb {
  private static final CommandSpec SPEC =
      new CommandSpec(
          List.of("open"),
          List.of(),
          Group.EXPLORE,
          "Open a container's published port in the browser, and print its address",
          List.of(),
          List.of(
              new Argument("CONTAINER[:PORT]", Arity.ONE, Completes.RUNNING),
              new Argument("PATH", Arity.OPTIONAL, Completes.NOTHING)),
          false,
          List.of(
              new Example("open web", "its published port"),
              new Example("open web:8080 /health", "port 8080 of the container, a page of it")));

  private final String system;

  /**
   * The verb.
   *
   * @param system the name of the operating system, as {@code os.name} has it
   */
  OpenVerb(Workbench bench, String system) {
    super(SPEC, bench);
    this.system = system.toLowerCase(Locale.ROOT);
  }

  @Override
  protected Outcome act(Invocation call) {
    String written = call.arguments().one("CONTAINER[:PORT]").orElseThrow();
    Optional<Path> program = bench.host().find("open", call.environment());
    if (program.isPresent() && isOfTheHost(written, call.folder())) {
      List<String> words =
          Stream.concat(Stream.of(program.get().toString()), call.words().stream()).toList();
      return Outcome.status(
          bench.host().run(words, call.environment(), call.folder(), call.streams()));
    }
    int colon = written.lastIndexOf(':');
    String container = colon < 0 ? written : written.substring(0, colon);
    Optional<String> wanted =
        colon < 0 ? Optional.empty() : Optional.of(written.substring(colon + 1));
    List<Published> all = published(container);
    if (all.isEmpty()) {
      return Outcome.failed(
          1,
          Problem.of("open.nothing", container + " publishes no port")
              .withHint(
                  "docker ps shows whether it runs · docker run -p 8080:80 … publishes port 80"));
    }
    List<Published> meant =
        all.stream().filter(p -> wanted.filter(w -> !p.is(w)).isEmpty()).toList();
    if (meant.isEmpty()) {
      return Outcome.failed(
          1,
          Problem.of("open.port", container + " does not publish port " + wanted.orElseThrow())
              .withHint("open " + container + ":" + all.get(0).inside() + " is published"));
    }
    if (meant.size() > 1) {
      return Outcome.failed(
          2,
          Problem.of("usage.port", container + " publishes several ports: " + list(meant))
              .withHint("open " + container + ":" + meant.get(0).inside()));
    }
    return browse(
        meant.get(0).address(host(call.environment()), call.arguments().one("PATH")), call);
  }

  /** A file or an address, as the host's own program of that name takes them. */
  private static boolean isOfTheHost(String word, Path folder) {
    return word.contains("://")
        || (word.matches("[^\\x00]*[./][^\\x00]*") && Files.exists(folder.resolve(word)));
  }

  private List<Published> published(String container) {
    JsonNode ports =
        bench.engine().containers().inspect(container, false).path("NetworkSettings").path("Ports");
    List<Published> all = new ArrayList<>();
    ports
        .properties()
        .forEach(
            entry -> {
              String inside = entry.getKey().replace("/tcp", "");
              JsonNode first = entry.getValue().path(0);
              if (!inside.contains("/") && first.has("HostPort")) {
                all.add(
                    new Published(
                        inside, first.path("HostIp").asText(), first.path("HostPort").asText()));
              }
            });
    all.sort((a, b) -> NaturalOrder.BY_NUMBER.compare(a.inside(), b.inside()));
    return all;
  }

  private static String list(List<Published> ports) {
    return String.join(
        ", ", ports.stream().map(p -> p.inside() + " (on " + p.outside() + ")").toList());
  }

  /** The machine that the engine is on. */
  private static String host(Map<String, String> environment) {
    String engine = environment.getOrDefault("DOCKER_HOST", "");
    if (engine.startsWith("tcp://") || engine.startsWith("ssh://")) {
      String host = URI.create(engine).getHost();
      return host == null ? "localhost" : host;
    }
    return "localhost";
  }

  private Outcome browse(String address, Invocation call) {
    Optional<List<String>> browser = browser(call.environment(), address);
    if (browser.isEmpty()) {
      return Outcome.text(address + "\n")
          .withRemark("no browser is known here: BROWSER may name one");
    }
    byte[] line = (address + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      call.streams().out().write(line);
      call.streams().out().flush();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    int status = bench.host().run(browser.get(), call.environment(), call.folder(), call.streams());
    return status == 0
        ? Outcome.done()
        : Outcome.failed(
            1,
            Problem.of("open.browser", browser.get().get(0) + " ended with status " + status)
                .withHint("open " + address + " by hand, or name another browser in BROWSER"));
  }

  /** The program and its arguments. */
  private Optional<List<String>> browser(Map<String, String> environment, String address) {
    for (String named : environment.getOrDefault("BROWSER", "").split(":", -1)) {
      List<String> words = List.of(named.strip().split("\\s+"));
      Optional<Path> program =
          named.isBlank() ? Optional.empty() : bench.host().find(words.get(0), environment);
      if (program.isPresent()) {
        return Optional.of(command(program.get(), words, address));
      }
    }
    boolean screen =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    if (system.contains("mac")) {
      return bench.host().find("open", environment).map(p -> List.of(p.toString(), address));
    }
    if (system.contains("windows")) {
      return bench
          .host()
          .find("cmd", environment)
          .map(p -> List.of(p.toString(), "/c", "start", "", address));
    }
    return screen
        ? bench.host().find("xdg-open", environment).map(p -> List.of(p.toString(), address))
        : Optional.empty();
  }

  /** Source: xdg-open(1), {@code %s} in BROWSER stands for the address. */
  private static List<String> command(Path program, List<String> words, String address) {
    List<String> all = new ArrayList<>(List.of(program.toString()));
    words.stream().skip(1).map(w -> w.replace("%s", address)).forEach(all::add);
    if (words.stream().noneMatch(w -> w.contains("%s"))) {
      all.add(address);
    }
    return all;
  }

  /**
   * A port that is published.
   *
   * @param inside the container's port
   * @param ip the host's address that it is bound to
   * @param outside the host's port
   */
  private record Published(String inside, String ip, String outside) {
    boolean is(String port) {
      return port.equals(inside) || port.equals(outside);
    }

    String address(String engineHost, Optional<String> path) {
      boolean any = ip.isEmpty() || ip.equals("0.0.0.0") || ip.equals("::");
      String host = any ? engineHost : ip.contains(":") ? "[" + ip + "]" : ip;
      String scheme = inside.equals("443") || inside.equals("8443") ? "https" : "http";
      String page = path.map(p -> p.startsWith("/") ? p : "/" + p).orElse("/");
      return scheme + "://" + host + ":" + outside + page;
    }
  }
}
