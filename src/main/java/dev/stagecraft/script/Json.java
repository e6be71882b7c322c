package dev.stagecraft.script;

import groovy.json.JsonException;
import groovy.json.JsonSlurper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and values. */
final class Json {
  private Json() {}

  /**
   * A text as a value.
   *
   * @throws dev.stagecraft.core.ProblemException {@code script.json} where it is none
   */
  static @Nullable Object value(String text) { // JSON's own null
    try {
      return new JsonSlurper().parseText(text);
    } catch (JsonException | IllegalArgumentException e) {
      String begin = text.length() > 60 ? text.substring(0, 60) + "…" : text;
      throw dev.stagecraft.core.Problem.of("script.json", "this is no JSON: " + begin).exception(e);
    }
  }

  /** The object of a text, or the first one of a list of them. */
  static Map<?, ?> object(String text) {
    Object value = value(text);
    Object first = value instanceof List<?> several && !several.isEmpty() ? several.get(0) : value;
    return first instanceof Map<?, ?> map ? map : Map.of();
  }
}
