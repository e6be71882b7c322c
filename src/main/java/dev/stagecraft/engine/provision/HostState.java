package dev.stagecraft.engine.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the host was before an engine started: what an engine changes and nobody but us puts back.
 *
 * @param links names of network links
 * @param forward what {@code net.ipv4.ip_forward} was
 * @param cgroups the engine's cgroup folders that were there already
 * @param rules the dump of each family's packet filter, by program: {@code iptables}
 */
record HostState(
    List<String> links, String forward, List<String> cgroups, Map<String, String> rules) {
  private static final String FORMAT = "stagecraft engine 1";

  HostState {
    links = List.copyOf(links);
    cgroups = List.copyOf(cgroups);
    rules = Map.copyOf(rules);
  }

  /**
   * What a running engine's record holds.
   *
   * @param engine its process; empty while it starts
   * @param before how the host was
   */
  record Noted(Optional<ProcessMark> engine, HostState before) {
    /** The text of a file. */
    String text() {
      List<String> lines = new ArrayList<>();
      lines.add(FORMAT);
      engine.ifPresent(mark -> lines.add("engine " + mark));
      before.links.forEach(link -> lines.add("link " + link));
      lines.add("forward " + before.forward);
      before.cgroups.forEach(folder -> lines.add("cgroup " + folder));
      before.rules.forEach(
          (program, dump) -> dump.lines().forEach(line -> lines.add(program + " " + line)));
      return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** Reads a file; empty where it is of a version that we do not know. */
    static Optional<Noted> parse(String text) {
      List<String> lines = text.lines().toList();
      if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
        return Optional.empty();
      }
      Optional<ProcessMark> engine = Optional.empty();
      List<String> links = new ArrayList<>();
      List<String> cgroups = new ArrayList<>();
      Map<String, StringBuilder> rules = new LinkedHashMap<>();
      rules.put("iptables", new StringBuilder());
      rules.put("ip6tables", new StringBuilder());
      String forward = "";
      for (String line : lines.subList(1, lines.size())) {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1);
        switch (word) {
          case "engine" -> engine = ProcessMark.parse(rest);
          case "link" -> links.add(rest);
          case "forward" -> forward = rest;
          case "cgroup" -> cgroups.add(rest);
          default ->
              rules.computeIfAbsent(word, w -> new StringBuilder()).append(rest).append('\n');
        }
      }
      Map<String, String> dumps = new LinkedHashMap<>();
      rules.forEach((program, dump) -> dumps.put(program, dump.toString()));
      return Optional.of(new Noted(engine, new HostState(links, forward, cgroups, dumps)));
    }
  }
}
