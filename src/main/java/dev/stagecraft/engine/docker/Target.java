package dev.stagecraft.engine.docker;

import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.transport.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The target of a request: a path with a query, written part by part. */
final class Target {
  private final StringBuilder text;
  private boolean queried;

  private Target(String path) {
    this.text = new StringBuilder(path);
  }

  /** A path of our own. */
  static Target of(String path) {
    return new Target(path);
  }

  /** The path of an object: {@code /containers/REF/json}; the reference is a person's. */
  static Target of(String kind, String reference, String call) {
    return new Target("/" + kind + "/" + part(reference) + (call.isEmpty() ? "" : "/" + call));
  }

  /** A person's reference as a part of a path; docker-java does not encode it either. */
  static String part(String reference) {
    if (reference.isBlank()) {
      throw new EngineRefusal(400, "invalid name or ID: value is empty");
    }
    return Request.encoded(reference).replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
  }

  /** With a value of the query. */
  Target with(String name, String value) {
    text.append(queried ? '&' : '?').append(name).append('=').append(Request.encoded(value));
    queried = true;
    return this;
  }

  /** With a value where there is one. */
  Target with(String name, Optional<String> value) {
    return value.map(v -> with(name, v)).orElse(this);
  }

  /** With a flag where it is set. */
  Target with(String name, boolean flag) {
    return flag ? with(name, "1") : this;
  }

  /** With filters where there are any, in the form that every engine takes. */
  Target with(Map<String, List<String>> filters, Json json) {
    return filters.isEmpty() ? this : with("filters", json.filters(filters));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
