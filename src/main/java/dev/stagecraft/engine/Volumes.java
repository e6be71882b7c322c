package dev.stagecraft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The volumes of an engine. */
public interface Volumes {
  /** All that a filter lets through, as the engine describes them. */
  List<JsonNode> list(Map<String, List<String>> filters);

  /** What the engine says of one. */
  JsonNode inspect(String name);

  /** Makes a volume of the local driver. */
  void create(String name, Map<String, String> labels);

  /**
   * Makes a volume from the body of {@code POST /volumes/create}; one that is there already stays
   * as it is.
   *
   * @return what the engine says of it: {@code Name}, {@code CreatedAt} …
   */
  JsonNode create(JsonNode config);

  /** Removes a volume. */
  void remove(String name, boolean force);
}
