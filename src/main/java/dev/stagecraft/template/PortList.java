package dev.stagecraft.template;

import dev.stagecraft.template.Human.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports of a container on one line. */
final class PortList {
  private PortList() {}

  /** Neighbouring ports that look alike. */
  private record Range(int first, int last) {}

  static String of(List<Port> ports) {
    List<Port> sorted = new ArrayList<>(ports);
    sorted.sort(
        Comparator.comparingInt(Port::inside)
            .thenComparing(Port::ip)
            .thenComparingInt(Port::outside)
            .thenComparing(Port::protocol));
    Map<String, Range> open = new LinkedHashMap<>();
    List<String> result = new ArrayList<>();
    List<String> mapped = new ArrayList<>();
    for (Port port : sorted) {
      if (!port.ip().isEmpty() && port.outside() != port.inside()) {
        mapped.add(
            address(port.ip(), String.valueOf(port.outside()))
                + "->"
                + port.inside()
                + "/"
                + port.protocol());
        continue;
      }
      String key = port.ip().isEmpty() ? port.protocol() : port.ip() + "/" + port.protocol();
      Range range = open.get(key);
      if (range == null) {
        open.put(key, new Range(port.inside(), port.inside()));
      } else if (port.inside() == range.last() + 1) {
        open.put(key, new Range(range.first(), port.inside()));
      } else {
        result.add(shown(key, range));
        open.put(key, new Range(port.inside(), port.inside()));
      }
    }
    open.forEach((key, range) -> result.add(shown(key, range)));
    result.addAll(mapped);
    return String.join(", ", result);
  }

  private static String shown(String key, Range range) {
    String numbers =
        range.first() == range.last()
            ? String.valueOf(range.first())
            : range.first() + "-" + range.last();
    int slash = key.indexOf('/');
    if (slash < 0) {
      return numbers + "/" + key;
    }
    String ip = key.substring(0, slash);
    return address(ip, numbers) + "->" + numbers + key.substring(slash);
  }

  private static String address(String ip, String port) {
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
  }
}
