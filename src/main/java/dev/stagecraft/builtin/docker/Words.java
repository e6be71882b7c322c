package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.template.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What docker's CLI says, and how it reads what several verbs take. */
final class Words {
  private Words() {}

  /** The engine's refusal as docker prints it. */
  static String daemon(EngineRefusal refusal) {
    return "Error response from daemon: " + refusal.says();
  }

  /** A failure told by lines on standard error alone. */
  static Outcome failed(int status, String... lines) {
    Outcome outcome = Outcome.status(status);
    for (String line : lines) {
      for (String part : line.split("\n", -1)) {
        outcome = outcome.withRemark(part);
      }
    }
    return outcome;
  }

  /** A wrong use of a flag, as docker words it. */
  static ProblemException usage(String message) {
    return Problem.of("usage.value", message).exception();
  }

  /**
   * Filters, {@code name=value} each, by name.
   *
   * @throws ProblemException {@code usage.value} where one has no {@code =}
   */
  static Map<String, List<String>> filters(List<String> given) {
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (String filter : given) {
      int equals = filter.indexOf('=');
      if (equals < 0) {
        throw usage(
            "invalid argument \""
                + filter
                + "\" for \"-f, --filter\" flag: invalid filter '"
                + filter
                + "'");
      }
      String name = filter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      filters
          .computeIfAbsent(name, k -> new ArrayList<>())
          .add(filter.substring(equals + 1).strip());
    }
    return filters;
  }

  /** Options {@code name=value}; one without a value has an empty one. */
  static Map<String, String> pairs(List<String> given) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : given) {
      int equals = pair.indexOf('=');
      pairs.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : pair.substring(equals + 1));
    }
    return pairs;
  }

  /** Labels as a list's row shows them. */
  static String joined(JsonNode labels) {
    List<String> all = new ArrayList<>();
    labels.properties().forEach(e -> all.add(e.getKey() + "=" + e.getValue().asText()));
    return String.join(",", all.stream().sorted().toList());
  }

  /** The method {@code Label} of a list's row. */
  static Map<String, Function> labelOf(JsonNode labels) {
    return Map.of(
        "Label", Function.of(a -> labels.path((String) a.get(0)).asText(), Function.Kind.STRING));
  }

  /** A flag that is on unless it is switched off. */
  static boolean unlessOff(List<String> given) {
    return given.isEmpty() || given.get(given.size() - 1).equals("true");
  }

  /** Lines as text, each with its end. */
  static String lines(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
