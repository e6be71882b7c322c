package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Ports as {@code -p} and {@code --expose} take them. Source: docker/go-connections, nat.
 *
 * @param exposed {@code 80/tcp}, in order
 * @param bindings what is published
 */
record PortSpecs(List<String> exposed, List<Binding> bindings) {
  private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");

  /**
   * A port of the host for a port of the container.
   *
   * @param port {@code 80/tcp}
   * @param ip the host's address; empty for all
   * @param host the host's port or range; empty for any
   */
  record Binding(String port, String ip, String host) {}

  /** From and to, both included. */
  private record Range(int from, int to) {
    int size() {
      return to - from;
    }
  }

  static PortSpecs of(List<String> published, List<String> exposed) {
    List<String> ports = new ArrayList<>();
    List<Binding> bindings = new ArrayList<>();
    for (String spec : published) {
      publish(spec.contains("=") ? plain(spec) : spec, ports, bindings);
    }
    for (String spec : exposed) {
      if (spec.contains(":")) {
        throw Words.usage("invalid port format for --expose: " + spec);
      }
      String[] parts = protocol(spec);
      Range range;
      try {
        range = range(parts[0]);
      } catch (NumberFormatException e) {
        throw Words.usage("invalid range format for --expose: " + spec + ", error: " + why(e));
      }
      for (int port = range.from(); port <= range.to(); port++) {
        add(ports, port + "/" + parts[1]);
      }
    }
    return new PortSpecs(List.copyOf(ports), List.copyOf(bindings));
  }

  private static String why(NumberFormatException e) {
    return String.valueOf(e.getMessage());
  }

  /** {@code published=8080,target=80} as {@code 8080:80/tcp}. */
  private static String plain(String spec) {
    String published = "";
    String target = "";
    String protocol = "tcp";
    for (String part : spec.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw Words.usage(
            "invalid publish opts format (should be name=value but got '" + part + "')");
      }
      String value = part.substring(equals + 1);
      switch (part.substring(0, equals)) {
        case "published" -> published = value;
        case "target" -> target = value;
        case "protocol" -> protocol = value;
        default -> throw Words.usage("invalid publish opts format: " + part);
      }
    }
    return published + ":" + target + "/" + protocol;
  }

  private static void publish(String spec, List<String> ports, List<Binding> bindings) {
    String[] parts = protocol(spec);
    String protocol = parts[1];
    String rest = parts[0];
    int last = rest.lastIndexOf(':');
    String inside = rest.substring(last + 1);
    String before = last < 0 ? "" : rest.substring(0, last);
    int colon = before.lastIndexOf(':');
    String host = before.substring(colon + 1);
    String ip = colon < 0 ? "" : before.substring(0, colon);
    if (ip.startsWith("[") && ip.endsWith("]")) {
      ip = ip.substring(1, ip.length() - 1);
    }
    if (inside.isEmpty()) {
      throw Words.usage("no port specified: " + spec + "<empty>");
    }
    Range container = range(inside, "invalid containerPort: " + inside);
    Range outside = host.isEmpty() ? new Range(0, 0) : range(host, "invalid hostPort: " + host);
    if (!PROTOCOLS.contains(protocol)) {
      throw Words.usage("invalid proto: " + protocol);
    }
    boolean spread = !host.isEmpty() && outside.size() != container.size();
    if (spread && container.size() != 0) {
      throw Words.usage(
          "invalid ranges specified for container and host Ports: " + inside + " and " + host);
    }
    for (int i = 0; i <= container.size(); i++) {
      String port = (container.from() + i) + "/" + protocol;
      String at = host.isEmpty() ? "" : String.valueOf(outside.from() + i);
      add(ports, port);
      bindings.add(new Binding(port, ip, spread ? host : at));
    }
  }

  private static void add(List<String> ports, String port) {
    if (!ports.contains(port)) {
      ports.add(port);
    }
  }

  private static String[] protocol(String spec) {
    int slash = spec.indexOf('/');
    if (slash < 0) {
      return new String[] {spec, "tcp"};
    }
    String protocol = spec.substring(slash + 1).toLowerCase(Locale.ROOT);
    return new String[] {spec.substring(0, slash), protocol.isEmpty() ? "tcp" : protocol};
  }

  private static Range range(String text, String message) {
    try {
      return range(text);
    } catch (NumberFormatException e) {
      throw Words.usage(message);
    }
  }

  private static Range range(String text) {
    int dash = text.indexOf('-');
    int from = port(dash < 0 ? text : text.substring(0, dash));
    int to = dash < 0 ? from : port(text.substring(dash + 1));
    if (to < from) {
      throw new NumberFormatException("invalid range specified for port: " + text);
    }
    return new Range(from, to);
  }

  private static int port(String text) {
    int number;
    try {
      number = Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new NumberFormatException(
          "strconv.ParseUint: parsing \"" + text + "\": invalid syntax");
    }
    if (number > 65535 || number < 0) {
      throw new NumberFormatException(
          "strconv.ParseUint: parsing \"" + text + "\": value out of range");
    }
    return number;
  }

  /** Writes the ports into a request to create a container. */
  void into(ObjectNode config, ObjectNode hostConfig) {
    ObjectNode all = config.putObject("ExposedPorts");
    exposed.forEach(port -> all.putObject(port));
    ObjectNode published = hostConfig.putObject("PortBindings");
    for (Binding binding : bindings) {
      ObjectNode one = published.withArray(binding.port()).addObject();
      one.put("HostIp", binding.ip());
      one.put("HostPort", binding.host());
    }
  }
}
