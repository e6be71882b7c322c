package dev.stagecraft.builtin.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.command.Bound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A container's health check as flags ask for it. */
final class HealthCheck {
  private static final List<String> TIMES =
      List.of("health-interval", "health-timeout", "health-start-period");

  private HealthCheck() {}

  static Optional<ObjectNode> of(Bound given) {
    boolean asked =
        given.value("health-cmd").isPresent()
            || given.value("health-retries").isPresent()
            || TIMES.stream().anyMatch(t -> given.value(t).isPresent());
    ObjectNode health = JsonNodeFactory.instance.objectNode();
    if (given.flag("no-healthcheck")) {
      if (asked) {
        throw Words.usage("--no-healthcheck conflicts with --health-* options");
      }
      health.putArray("Test").add("NONE");
      return Optional.of(health);
    }
    if (!asked) {
      return Optional.empty();
    }
    given.value("health-cmd").ifPresent(c -> health.putArray("Test").add("CMD-SHELL").add(c));
    time(given, "health-interval", health, "Interval");
    time(given, "health-timeout", health, "Timeout");
    time(given, "health-start-period", health, "StartPeriod");
    given
        .value("health-retries")
        .ifPresent(r -> health.put("Retries", Numbers.whole(r, "--health-retries")));
    return Optional.of(health);
  }

  private static void time(Bound given, String option, ObjectNode health, String field) {
    given
        .value(option)
        .ifPresent(
            text -> {
              Duration duration =
                  Timestamps.duration(text)
                      .orElseThrow(
                          () ->
                              Words.usage(
                                  "invalid argument \""
                                      + text
                                      + "\" for \"--"
                                      + option
                                      + "\" flag: time: invalid duration \""
                                      + text
                                      + "\""));
              health.put(field, duration.toNanos());
            });
  }
}
