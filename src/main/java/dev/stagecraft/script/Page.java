package dev.stagecraft.script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page answered.
 *
 * @param status the HTTP status
 * @param text the body as text
 * @param type the media type of the body; empty where it has none
 */
public record Page(int status, String text, String type) implements Facts {
  /** The body as maps, lists and values. */
  public @Nullable Object json() { // JSON's own null
    return Json.value(text);
  }

  @Override
  public Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("status", (long) status);
    row.put("type", type);
    row.put("text", text.length() > 60 ? text.substring(0, 60) + "…" : text);
    return row;
  }

  @Override
  public Object propertyMissing(String name) {
    return switch (name) {
      case "status" -> status;
      case "text", "body" -> text;
      case "type" -> type;
      case "json" -> Optional.<Object>ofNullable(json()).orElse(Map.of());
      default -> Facts.super.propertyMissing(name);
    };
  }

  @Override
  public String toString() {
    return status + "\n" + text;
  }
}
