package dev.stagecraft.template;

import java.util.List;
import java.util.Map;

/** What Go knows about the values of templates: truth, types, order. */
final class Values {
  private Values() {}

  /** Whether {@code if} takes the value as true. */
  static boolean truth(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double number) {
      return number != 0;
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return !(value instanceof Nothing);
  }

  /** The name of a value's type. */
  static String type(Object value) {
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Long) {
      return "int";
    }
    if (value instanceof Double) {
      return "float64";
    }
    if (value instanceof TypedList) {
      return "[]string";
    }
    if (value instanceof List<?>) {
      return "[]interface {}";
    }
    if (value instanceof Map<?, ?>) {
      return "map[string]interface {}";
    }
    if (value instanceof Dot dot) {
      return dot.typeName();
    }
    return "interface {}";
  }
}
