package dev.stagecraft.engine.provision;

import dev.stagecraft.engine.provision.HostCommands.Done;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts of the host that an engine changes: looks at them, and puts them back. */
final class Host {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> FAMILIES = List.of("iptables", "ip6tables");
  private static final String FORWARD = "/proc/sys/net/ipv4/ip_forward";
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  private static final Pattern ENGINE_LINK =
      Pattern.compile("docker0|br-[0-9a-f]{12}|veth[0-9a-f]+");

  private final HostCommands commands;

  Host(HostCommands commands) {
    this.commands = commands;
  }

  /** How it is now. */
  HostState look() {
    Map<String, String> rules = new LinkedHashMap<>();
    for (String family : FAMILIES) {
      rules.put(family, dump(family));
    }
    String forward = commands.run(LIMIT, "cat", FORWARD).out().strip();
    return new HostState(links(), forward, cgroups(), rules);
  }

  /**
   * Puts back what an engine changed since; call it when the engine's process is gone.
   *
   * @param place the engine's folders: nothing stays mounted below them
   * @return what could not be put back, a line each
   */
  List<String> restore(HostState before, EngineFolder place) {
    List<String> left = new ArrayList<>();
    endProcesses(place, left);
    unmount(place, left);
    // A killed containerd leaves a pid file that keeps the next one from starting.
    keep(
        left,
        place.exec().toString(),
        commands.run(LIMIT, "rm", "-rf", "--one-file-system", place.exec().toString()));
    for (String link : links()) {
      if (ENGINE_LINK.matcher(link).matches() && !before.links().contains(link)) {
        keep(left, "link " + link, commands.run(LIMIT, "ip", "link", "delete", link));
      }
    }
    before.rules().forEach((family, dump) -> restoreRules(family, FilterRules.parse(dump), left));
    String forward = commands.run(LIMIT, "cat", FORWARD).out().strip();
    if (!forward.equals(before.forward()) && before.forward().matches("[01]")) {
      keep(
          left,
          FORWARD,
          commands.run(LIMIT, "sh", "-c", "echo " + before.forward() + " > " + FORWARD));
    }
    for (String folder : cgroups()) {
      if (!before.cgroups().contains(folder)) {
        removeCgroup(Path.of(folder), left);
      }
    }
    return left;
  }

  /** Names of the network links. */
  private List<String> links() {
    // 5: docker0: <NO-CARRIER,…>   ·   7: veth12ab@if6: <BROADCAST,…>
    return commands
        .run(LIMIT, "ip", "-o", "link", "show")
        .out()
        .lines()
        .map(line -> line.split(": ", 3))
        .filter(parts -> parts.length == 3)
        .map(parts -> parts[1].replaceFirst("@.*", ""))
        .toList();
  }

  /** The smallest packet that a link to the outside takes, where smaller than an engine's own. */
  int packetSize() {
    return commands
        .run(LIMIT, "ip", "-o", "link", "show")
        .out()
        .lines()
        .filter(line -> !line.contains("LOOPBACK") && line.contains(" state UP "))
        .flatMap(line -> Pattern.compile(" mtu (\\d+)").matcher(line).results())
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .filter(size -> size >= 576)
        .min()
        .orElse(1500);
  }

  private String dump(String family) {
    return commands.find(family + "-save").isEmpty()
        ? ""
        : commands.run(LIMIT, family + "-save").out();
  }

  private void restoreRules(String family, FilterRules before, List<String> left) {
    String dump = dump(family);
    String script = FilterRules.parse(dump).undo(before);
    if (!script.isEmpty()) {
      keep(
          left,
          family + " rules",
          commands.run(LIMIT, script, line -> {}, List.of(family + "-restore", "--noflush")));
    }
    if (!dump.contains("(nf_tables)") || commands.find("nft").isEmpty()) {
      return;
    }
    // A table that is there and empty shows up in iptables-save; only nft takes it away.
    String kind = family.equals("iptables") ? "ip" : "ip6";
    for (String table : FilterRules.parse(dump(family)).emptySince(before)) {
      keep(
          left,
          family + " table " + table,
          commands.run(LIMIT, "nft", "delete", "table", kind, table));
    }
  }

  private static void keep(List<String> left, String what, Done done) {
    if (done.status() != 0) {
      left.add(what + ": " + done.lastLine());
    }
  }

  /** What an engine that was killed leaves: containerd, the containers' shims. */
  private static void endProcesses(EngineFolder place, List<String> left) {
    List<ProcessHandle> found = processes(place);
    found.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : found) {
      try {
        process.onExit().get(5, java.util.concurrent.TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException
          | java.util.concurrent.TimeoutException still) {
        left.add("process " + process.pid() + " did not end");
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new dev.stagecraft.core.Cancelled("ending an engine's processes");
      }
    }
  }

  /**
   * What runs for an engine beside the engine itself. The same path in another mount namespace, of
   * a container say, is another folder.
   */
  static List<ProcessHandle> processes(EngineFolder place) {
    String mark = place.exec().toString();
    Optional<Path> mounts = mountNamespace("self");
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> commandLine(process.pid()).contains(mark))
        .filter(process -> mountNamespace(Long.toString(process.pid())).equals(mounts))
        .toList();
  }

  private static Optional<Path> mountNamespace(String process) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", process, "ns", "mnt")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  static String commandLine(long pid) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  private void unmount(EngineFolder place, List<String> left) {
    List<String> mounts = new ArrayList<>();
    try (Stream<String> lines =
        Files.lines(Path.of("/proc/self/mountinfo"), StandardCharsets.UTF_8)) {
      lines
          .map(line -> line.split(" ")[4].replace("\\040", " "))
          .filter(at -> isBelow(at, place.data()) || isBelow(at, place.run()))
          .forEach(mounts::add);
    } catch (IOException failed) {
      left.add("mounts: " + failed.getMessage());
    }
    Collections.reverse(mounts);
    for (String mount : mounts) {
      keep(left, "mount " + mount, commands.run(LIMIT, "umount", "-l", mount));
    }
  }

  private static boolean isBelow(String mount, Path folder) {
    return Path.of(mount).startsWith(folder);
  }

  /** The cgroup folders that engines make: one a hierarchy, or one alone. */
  private static List<String> cgroups() {
    List<String> found = new ArrayList<>();
    if (Files.isDirectory(CGROUPS.resolve("docker"))) {
      found.add(CGROUPS.resolve("docker").toString());
    }
    try (Stream<Path> hierarchies = Files.list(CGROUPS)) {
      hierarchies
          .filter(Files::isDirectory)
          .filter(folder -> !folder.getFileName().toString().equals("docker"))
          .map(folder -> folder.resolve("docker"))
          .filter(Files::isDirectory)
          .map(Path::toString)
          .sorted()
          .forEach(found::add);
    } catch (IOException none) {
      return found;
    }
    return found;
  }

  /** A cgroup is removed as a folder, children first; the files in it are the kernel's. */
  private static void removeCgroup(Path folder, List<String> left) {
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> folders =
          below.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
      for (Path each : folders) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException busy) {
      left.add("cgroup " + folder + ": " + busy.getMessage());
    }
  }
}
