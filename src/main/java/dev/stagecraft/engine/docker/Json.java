package dev.stagecraft.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.core.Problem;
import dev.stagecraft.engine.transport.Api;
import dev.stagecraft.engine.transport.Request;
import dev.stagecraft.engine.transport.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Requests whose bodies and answers are JSON. */
final class Json {
  private final Api api;
  private final ObjectMapper mapper = new ObjectMapper();

  Json(Api api) {
    this.api = api;
  }

  /** The answer to a {@code GET}. */
  JsonNode get(Target target) {
    return answer(Request.get(target.toString()));
  }

  /** The answer to a {@code POST} with a body. */
  JsonNode post(Target target, JsonNode body) {
    return answer(withBody(Request.post(target.toString()), body));
  }

  /** A request with a body. */
  Request withBody(Request request, JsonNode body) {
    return request.withBody(bytes(body), "application/json");
  }

  /** The answer to a request, whole. */
  JsonNode answer(Request request) {
    try (Response response = api.call(request)) {
      return read(response);
    }
  }

  /** What a response says. */
  JsonNode read(Response response) {
    try {
      return mapper.readTree(response.body());
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /** Each of the messages of a response, as they come. */
  void each(Response response, Consumer<JsonNode> message) {
    try (MappingIterator<JsonNode> messages =
        mapper.readerFor(JsonNode.class).readValues(response.body())) {
      while (messages.hasNextValue()) {
        message.accept(messages.nextValue());
      }
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /** An object to fill. */
  ObjectNode object() {
    return mapper.createObjectNode();
  }

  /** Filters as the query takes them: {@code {"label":{"a=b":true}}}. */
  String filters(Map<String, List<String>> filters) {
    ObjectNode all = object();
    new TreeMap<>(filters)
        .forEach(
            (name, values) -> {
              ObjectNode set = all.putObject(name);
              values.forEach(v -> set.put(v, true));
            });
    return all.toString();
  }

  /** A map of texts; empty where the node is none. */
  static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  /** A list of texts; empty where the node is none. */
  static List<String> list(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(e -> texts.add(e.asText()));
    return texts;
  }

  private byte[] bytes(JsonNode body) {
    try {
      return mapper.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private RuntimeException unreadable(IOException cause) {
    return Problem.of(
            "engine.answer",
            "the engine at "
                + api.address()
                + " gave an answer that cannot be read: "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""))
        .withHint("see whether something else than a Docker engine listens there: docker version")
        .exception(cause);
  }
}
