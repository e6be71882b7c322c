package dev.stagecraft.engine.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sockets at which engines listen when nobody says otherwise. */
final class DefaultSockets {
  private DefaultSockets() {}

  /** Those of a person, the likeliest first. */
  static List<Path> of(Map<String, String> environment, Path home) {
    List<Path> sockets = new ArrayList<>();
    sockets.add(Endpoint.DEFAULT_SOCKET);
    Optional<Path> runtime =
        Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
            .filter(d -> !d.isEmpty())
            .map(Path::of);
    runtime.ifPresent(d -> sockets.add(d.resolve("docker.sock")));
    user(home).ifPresent(id -> sockets.add(Path.of("/run/user", id, "docker.sock")));
    sockets.add(home.resolve(".docker/run/docker.sock"));
    sockets.add(home.resolve(".docker/desktop/docker.sock"));
    runtime.ifPresent(d -> sockets.add(d.resolve("podman/podman.sock")));
    sockets.add(home.resolve(".colima/default/docker.sock"));
    sockets.add(home.resolve(".orbstack/run/docker.sock"));
    sockets.add(home.resolve(".rd/docker.sock"));
    return List.copyOf(sockets);
  }

  private static Optional<String> user(Path home) {
    try {
      return Optional.of(String.valueOf(Files.getAttribute(home, "unix:uid")));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** The first that accepts a connection, else the first that refuses us, is stale, is listed. */
  static Path best(List<Path> sockets) {
    List<Path> there =
        sockets.stream().filter(s -> !Files.notExists(s, LinkOption.NOFOLLOW_LINKS)).toList();
    Optional<Path> forbidden = Optional.empty();
    for (Path socket : there) {
      Reach reach = Reach.of(new Endpoint.Unix(socket));
      if (reach == Reach.OPEN) {
        return socket;
      }
      if (reach == Reach.FORBIDDEN && forbidden.isEmpty()) {
        forbidden = Optional.of(socket);
      }
    }
    return forbidden
        .or(() -> there.stream().findFirst())
        .or(() -> sockets.stream().findFirst())
        .orElse(Endpoint.DEFAULT_SOCKET);
  }
}
