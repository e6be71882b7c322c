package dev.stagecraft.engine.provision;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.transport.Endpoint;
import dev.stagecraft.engine.transport.Reach;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keeps a private engine from being started on this machine. */
final class Obstacles {
  private static final Path CONTAINERD = Path.of("/run/containerd/containerd.sock");

  private final EngineFolder place;
  private final HostCommands commands;

  Obstacles(EngineFolder place, HostCommands commands) {
    this.place = place;
    this.commands = commands;
  }

  /** The first of them, with what helps. */
  Optional<Problem> find() {
    if (!isRoot(commands)) {
      return Optional.of(
          Problem.of("provision.root", "a private engine needs root, and this is another user")
              .withHint("run it with sudo, or name an engine with --host or DOCKER_HOST"));
    }
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      String names = String.join(" ", missing);
      return Optional.of(
          Problem.of(
                  "provision.engine-missing",
                  "no engine runs here, and what a private one needs is not installed: " + names)
              .withHint("--provision installs it, or: apt-get install -y " + names));
    }
    return occupied();
  }

  static boolean isRoot(HostCommands commands) {
    return commands.run(Duration.ofSeconds(10), "id", "-u").out().strip().equals("0");
  }

  /** The Debian packages whose programs are not there. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    // The program, and the Debian package that brings it.
    String[][] needed = {
      {"dockerd", "docker.io"},
      {"iptables", "iptables"},
      {"ip", "iproute2"},
      {"setsid", "util-linux"}
    };
    for (String[] pair : needed) {
      if (commands.find(pair[0]).isEmpty()) {
        missing.add(pair[1]);
      }
    }
    return missing;
  }

  /** Two engines in one network fight over its bridge and rules. */
  private Optional<Problem> occupied() {
    String network = namespace("self");
    Optional<Long> other =
        ProcessHandle.allProcesses()
            .map(ProcessHandle::pid)
            .filter(pid -> name(pid).equals("dockerd"))
            .filter(pid -> namespace(Long.toString(pid)).equals(network))
            .filter(pid -> !Host.commandLine(pid).contains(place.pidFile().toString()))
            .findFirst();
    if (other.isPresent()) {
      return Optional.of(
          Problem.of(
                  "provision.occupied",
                  "another engine runs on this machine (process "
                      + other.get()
                      + ": "
                      + Host.commandLine(other.get()).strip()
                      + "), a second one would disturb its network")
              .withHint("use it: --host unix://SOCKET, with the socket that its -H option names"));
    }
    if (Reach.of(new Endpoint.Unix(CONTAINERD)) == Reach.OPEN) {
      return Optional.of(
          Problem.of(
                  "provision.occupied",
                  "a containerd of this machine listens at "
                      + CONTAINERD
                      + ", an engine would use it")
              .withHint("start the machine's own engine (systemctl start docker)"));
    }
    return Optional.empty();
  }

  private String namespace(String pid) {
    String link =
        pid.equals("self") ? "readlink /proc/self/ns/net" : "readlink /proc/" + pid + "/ns/net";
    return commands.run(Duration.ofSeconds(10), "sh", "-c", link).out().strip();
  }

  private static String name(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "comm"), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException gone) {
      return "";
    }
  }
}
