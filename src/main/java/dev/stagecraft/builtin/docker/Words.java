package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
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
