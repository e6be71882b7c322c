package dev.stagecraft.builtin.docker;

import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.Containers;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Neighbour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds who stands in the way of a container that cannot be made or started. */
final class InTheWay {
  private static final Pattern ALLOCATED =
      Pattern.compile("(?::|port )(\\d+)(?: failed: port is already allocated|.*already in use)");
  private static final Pattern NAME =
      Pattern.compile("container name \"/?([^\"]+)\" is already in use");

  private final Workbench bench;

  InTheWay(Workbench bench) {
    this.bench = bench;
  }

  /**
   * What to say beside the engine's own words, where somebody is in the way: {@code run.name} or
   * {@code run.port}.
   */
  Optional<Problem> problem(String says) {
    Matcher name = NAME.matcher(says);
    if (name.find()) {
      String held = name.group(1);
      Optional<Neighbour> other = bench.session().neighbour(Kind.CONTAINER, held);
      return Optional.of(
          Problem.of(
                  "run.name",
                  "the name " + held + " is in use" + other.map(o -> " by " + o).orElse(""))
              .withHint(
                  other.isPresent()
                      ? "let that session end, it takes its containers with it \u00b7 or another --name"
                      : "docker rm -f " + held + " \u00b7 or another --name"));
    }
    Matcher port = ALLOCATED.matcher(says);
    if (!port.find()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(port.group(1));
    Optional<Containers.Summary> holder = container(number);
    if (holder.isPresent()) {
      Containers.Summary other = holder.get();
      String called = other.names().isEmpty() ? other.id() : other.names().get(0);
      boolean ours = bench.session().owns(Kind.CONTAINER, other.id());
      return Optional.of(
          Problem.of(
                  "run.port",
                  "port "
                      + number
                      + " is taken by the container "
                      + called
                      + " ("
                      + other.image()
                      + ")"
                      + (ours ? "" : ", which this session does not own"))
              .withHint("docker stop " + called + " \u00b7 or another port with -p"));
    }
    String program = process(number).orElse("a program of this machine");
    return Optional.of(
        Problem.of("run.port", "port " + number + " is taken by " + program)
            .withHint("end it, or another port with -p, for example -p " + other(number) + ":80"));
  }

  private static int other(int port) {
    return port < 10_000 ? 10_000 + port : port < 65_535 ? port + 1 : port - 1;
  }

  private Optional<Containers.Summary> container(int port) {
    return bench.engine().containers().list(Containers.Query.everything()).stream()
        .filter(c -> c.ports().stream().anyMatch(p -> p.publicPort().orElse(-1) == port))
        .findFirst();
  }

  /** The program that listens on a port of this machine, where {@code /proc} tells. */
  private static Optional<String> process(int port) {
    String hex = String.format(Locale.ROOT, ":%04X", port);
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : lines(table)) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > 9 && fields[1].endsWith(hex) && fields[3].equals("0A")) {
          return owner(fields[9]);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> lines(String table) {
    try {
      return Files.readAllLines(Path.of(table), StandardCharsets.US_ASCII);
    } catch (IOException noSuchTable) {
      return List.of();
    }
  }

  private static Optional<String> owner(String inode) {
    Path wanted = Path.of("socket:[" + inode + "]");
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, wanted)) {
          String name = Files.readString(process.resolve("comm"), StandardCharsets.UTF_8).strip();
          return Optional.of(name + " (process " + process.getFileName() + ")");
        }
      }
    } catch (IOException notToBeSeen) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, Path socket) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(socket)) {
          return true;
        }
      }
    } catch (IOException notOurs) {
      return false;
    }
    return false;
  }
}
