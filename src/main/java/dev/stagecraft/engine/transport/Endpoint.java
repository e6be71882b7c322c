package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.nio.file.Path;

/** Where an engine listens. */
public sealed interface Endpoint {
  /** The socket that an engine has by default. */
  Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");

  /** As {@code DOCKER_HOST} would say it: {@code unix:///var/run/docker.sock}. */
  String address();

  /**
   * A socket in the file system.
   *
   * @param path the socket
   */
  record Unix(Path path) implements Endpoint {
    @Override
    public String address() {
      return "unix://" + path;
    }
  }

  /**
   * A port, without encryption.
   *
   * @param host name or address; an IPv6 address without brackets
   * @param port 1 to 65535
   */
  record Tcp(String host, int port) implements Endpoint {
    @Override
    public String address() {
      return "tcp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * A way that is known and not walked yet: TLS, ssh, a named pipe of Windows.
   *
   * @param address as it was written
   * @param kind for a person: {@code TLS}
   */
  record Later(String address, String kind) implements Endpoint {}

  /**
   * Reads an address as the docker CLI reads {@code --host}. Source: docker/cli, opts/hosts.go.
   *
   * @throws ProblemException {@code engine.endpoint} where the CLI would refuse it too
   */
  static Endpoint parse(String written) {
    String text = written.strip();
    int scheme = text.indexOf("://");
    String kind = scheme < 0 ? "tcp" : text.substring(0, scheme);
    String rest = scheme < 0 ? text : text.substring(scheme + 3);
    return switch (kind) {
      case "unix" -> new Unix(rest.isEmpty() ? DEFAULT_SOCKET : Path.of(rest));
      case "tcp" -> tcp(written, rest);
      case "npipe" -> new Later(text, "a named pipe");
      case "ssh" -> new Later(text, "ssh");
      default -> throw invalid(written);
    };
  }

  private static Endpoint tcp(String written, String rest) {
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    if (slash >= 0 && slash < rest.length() - 1) {
      throw invalid(written);
    }
    int colon = authority.lastIndexOf(':');
    boolean bare = colon < 0 || authority.endsWith("]");
    String host = bare ? authority : authority.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    String port = bare ? "" : authority.substring(colon + 1);
    int number = 2375;
    if (!port.isEmpty()) {
      try {
        number = Integer.parseInt(port);
      } catch (NumberFormatException notANumber) {
        throw invalid(written);
      }
    }
    if (number < 1 || number > 65535) {
      throw invalid(written);
    }
    return new Tcp(host.isEmpty() ? "localhost" : host, number);
  }

  private static ProblemException invalid(String written) {
    return Problem.of("engine.endpoint", "'" + written + "' is no address of an engine")
        .withHint("an address looks like unix:///var/run/docker.sock or tcp://127.0.0.1:2375")
        .exception();
  }
}
