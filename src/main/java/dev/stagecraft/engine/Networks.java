package dev.stagecraft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The networks of an engine. */
public interface Networks {
  /** All that a filter lets through, as the engine describes them. */
  List<JsonNode> list(Map<String, List<String>> filters);

  /** What the engine says of one. */
  JsonNode inspect(String reference);

  /** Makes a network of the given driver and returns its id. */
  String create(String name, String driver, Map<String, String> labels);

  /**
   * Makes a network from the body of {@code POST /networks/create}.
   *
   * @return what the engine says: {@code Id}, {@code Warning}
   */
  JsonNode create(JsonNode config);

  /** Connects a container: the body of {@code POST /networks/REF/connect}. */
  void connect(String reference, JsonNode config);

  /** Disconnects a container, even one that is gone where forced. */
  void disconnect(String reference, String container, boolean force);

  /** Removes a network. */
  void remove(String reference);
}
