package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.engine.EngineRefusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Why a port that a lab asks gives no answer: how its container is, and what it wrote last. */
final class SilentPort {
  private static final String LAST = "5";

  private final Containers containers;
  private final int port;
  private final Optional<String> name;

  /**
   * A port.
   *
   * @param name of the container that publishes it, where the lab gives one
   */
  SilentPort(Containers containers, int port, Optional<String> name) {
    this.containers = containers;
    this.port = port;
    this.name = name;
  }

  /** A problem with what is known of the port's container. */
  Problem explained(Problem problem) {
    String hint =
        "nothing answers at port "
            + port
            + ": docker logs and docker ps -a of its container say why; --keep leaves it for a look";
    Optional<Containers.Summary> container = container();
    if (container.isEmpty()) {
      return problem.withHint(hint);
    }
    Containers.Summary found = container.get();
    String called = found.names().isEmpty() ? found.id() : found.names().get(0);
    List<String> said = said(found.id());
    StringBuilder message = new StringBuilder(problem.message());
    message.append("\nport ").append(port).append(" is that of the container ").append(called);
    message.append(" (").append(found.status()).append("), which wrote ");
    message.append(said.isEmpty() ? "nothing" : "last:");
    said.forEach(line -> message.append("\n  ").append(line));
    Problem told = Problem.of(problem.code(), message.toString()).withHint(hint);
    return problem.place().map(told::at).orElse(told);
  }

  private Optional<Containers.Summary> container() {
    return containers.list(Containers.Query.everything()).stream()
        .filter(
            each ->
                name.filter(each.names()::contains).isPresent()
                    || each.ports().stream().anyMatch(p -> p.publicPort().orElse(-1) == port))
        .findFirst();
  }

  private List<String> said(String id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      containers.logs(
          id,
          new Containers.LogQuery(false, false, Optional.empty(), Optional.empty(), LAST),
          Containers.Sink.of(bytes::writeBytes, bytes::writeBytes));
    } catch (EngineRefusal | ProblemException gone) {
      // it may have been removed meanwhile; that is said by its status
      return List.of();
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - Integer.parseInt(LAST)), lines.size());
  }
}
