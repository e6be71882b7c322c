package dev.stagecraft.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/** Whether a JSON text holds everything that another one has. */
final class JsonSubset {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonSubset() {}

  /** A text as JSON, where it is some. */
  static Optional<JsonNode> read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }

  /** What is missing or different in {@code actual}, the first of it; empty where nothing is. */
  static Optional<String> difference(JsonNode expected, JsonNode actual) {
    return difference("", expected, actual);
  }

  private static Optional<String> difference(String path, JsonNode expected, JsonNode actual) {
    if (!expected.isObject() || !actual.isObject()) {
      return expected.equals(actual)
          ? Optional.empty()
          : Optional.of((path.isEmpty() ? "it" : path) + " is " + actual + ", not " + expected);
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      String inner = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
      JsonNode found = actual.path(member.getKey());
      if (found.isMissingNode()) {
        return Optional.of(inner + " is missing");
      }
      Optional<String> difference = difference(inner, member.getValue(), found);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }
}
