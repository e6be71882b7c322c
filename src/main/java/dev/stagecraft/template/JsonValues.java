package dev.stagecraft.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON as values for templates. */
public final class JsonValues {
  private JsonValues() {}

  /** JSON of which no types are known: objects are maps. */
  public static Object raw(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(e -> map.put(e.getKey(), raw(e.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.elements().forEachRemaining(e -> list.add(raw(e)));
      return list;
    }
    return scalar(node, Nothing.NIL);
  }

  /**
   * What is known of the types behind JSON: an object is a structure but under these names.
   *
   * @param maps the fields whose objects are maps, by {@code Field} or {@code Structure.Field}
   * @param ownKeys those among the maps whose keys {@code index} does not take a string for
   * @param pointers the fields that may be null pointers; another null is a list
   * @param omitted what a field holds that is left out of the JSON where it is empty, by {@code
   *     Structure.Field} or, at the top, {@code .Field}
   * @param names the JSON names of fields that a template calls otherwise: {@code ID} to {@code Id}
   */
  public record Shape(
      Set<String> maps,
      Set<String> ownKeys,
      Set<String> pointers,
      Map<String, Object> omitted,
      Map<String, String> names) {
    public Shape {
      names = Map.copyOf(names);
      maps = Set.copyOf(maps);
      ownKeys = Set.copyOf(ownKeys);
      pointers = Set.copyOf(pointers);
      omitted = Map.copyOf(omitted);
    }
  }

  /** JSON of a known shape: its objects are structures or maps. */
  public static Object typed(JsonNode node, Shape shape) {
    return typed(node, "", "", shape);
  }

  private static Object typed(JsonNode node, String parent, String name, Shape shape) {
    boolean map = shape.maps().contains(name) || shape.maps().contains(parent + "." + name);
    if (node.isObject()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      String inside = map ? "" : name;
      node.properties()
          .forEach(
              e ->
                  fields.put(e.getKey(), typed(e.getValue(), name, map ? "*" : e.getKey(), shape)));
      return map
          ? new TypedMap(fields, shape.ownKeys().contains(name))
          : new Structure(inside, fields, shape);
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.elements().forEachRemaining(e -> list.add(typed(e, name, "*", shape)));
      List<String> words =
          list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      return words.size() == list.size() ? new TypedList(words) : list;
    }
    Nothing none =
        map
            ? Nothing.NIL_MAP
            : shape.pointers().contains(name) ? Nothing.NIL_POINTER : Nothing.NIL_LIST;
    return scalar(node, none);
  }

  /** A structure that also has the fields which its JSON left out. */
  private record Structure(String name, Map<String, Object> fields, Shape shape) implements Dot {
    @Override
    public java.util.Optional<Object> field(String field) {
      if (shape.names().containsValue(field)) {
        return java.util.Optional.empty();
      }
      Object found = fields.get(shape.names().getOrDefault(field, field));
      return java.util.Optional.ofNullable(
          found != null ? found : shape.omitted().get(name + "." + field));
    }

    @Override
    public Map<String, Object> allFields() {
      Map<String, Object> all = new LinkedHashMap<>(fields);
      String own = name + ".";
      new java.util.TreeMap<>(shape.omitted())
          .forEach(
              (key, value) -> {
                if (key.startsWith(own)) {
                  all.putIfAbsent(key.substring(own.length()), value);
                }
              });
      return all;
    }

    @Override
    public String typeName() {
      return name;
    }
  }

  private static Object scalar(JsonNode node, Nothing none) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }
    return node.isNumber() ? (Object) node.doubleValue() : none;
  }
}
