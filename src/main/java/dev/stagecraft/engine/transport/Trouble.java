package dev.stagecraft.engine.transport;

import dev.stagecraft.core.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/** The problems that a connection to an engine can have, for a person, in one place. */
final class Trouble {
  private static final String OTHER = "name another engine with --host or DOCKER_HOST";

  private Trouble() {}

  /** No connection could be made. */
  static Problem connecting(Endpoint endpoint, IOException failed) {
    String address = endpoint.address();
    return switch (Reach.of(endpoint, failed)) {
      case ABSENT ->
          endpoint instanceof Endpoint.Unix
              ? unreachable(
                  "no engine at " + address + ": there is no such socket",
                  "start the engine there, let --provision start one, or " + OTHER)
              : unreachable(
                  "no engine at " + address + ": no such host", "check the name, or " + OTHER);
      case STALE ->
          endpoint instanceof Endpoint.Unix
              ? unreachable(
                  "no engine at " + address + ": the socket is there, but nothing listens to it",
                  "start that engine again (systemctl start docker), or " + OTHER)
              : unreachable(
                  "no engine at " + address + ": connection refused",
                  "start the engine there, or " + OTHER);
      case FORBIDDEN ->
          Problem.of(
                  "engine.permission",
                  "permission denied at " + address + ": there is a socket, but you may not use it")
              .withHint(permissionHint(endpoint));
      case OPEN, SILENT, LATER ->
          unreachable("no connection to the engine at " + address + ": " + words(failed), OTHER);
    };
  }

  private static String permissionHint(Endpoint endpoint) {
    Optional<String> group =
        endpoint instanceof Endpoint.Unix unix ? group(unix.path()) : Optional.empty();
    String name = group.filter(g -> !g.equals("root")).orElse("docker");
    return "join the group "
        + name
        + " (sudo usermod -aG "
        + name
        + " $USER, then log in again), or run with sudo";
  }

  private static Optional<String> group(Path socket) {
    try {
      return Optional.of(
          Files.readAttributes(socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .group()
              .getName());
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  /** The connection was made and broke before an answer came. */
  static Problem unanswered(String address, String what) {
    return unreachable(
        "the engine at " + address + " took the connection and gave no answer: " + what,
        "look at the engine's log (journalctl -u docker), or " + OTHER);
  }

  /** Something answered that is no engine. */
  static Problem stranger(String address, String what) {
    return unreachable("what answers at " + address + " is no engine: " + what, OTHER);
  }

  /** The engine went away in the middle of an answer. */
  static Problem gone(String address, String what) {
    return Problem.of(
            "engine.gone", "the engine at " + address + " went away in the middle: " + what)
        .withHint(
            "see whether it runs (docker info) and why it ended (journalctl -u docker), then try"
                + " again");
  }

  private static Problem unreachable(String message, String hint) {
    return Problem.of("engine.unreachable", message).withHint(hint);
  }

  /** A failure in words. */
  static String words(IOException failed) {
    String message = failed.getMessage();
    return message == null ? "the connection was closed" : message;
  }
}
