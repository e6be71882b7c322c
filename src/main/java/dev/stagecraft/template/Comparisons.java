package dev.stagecraft.template;

import dev.stagecraft.template.Function.Kind;
import dev.stagecraft.template.Function.Refusal;
import java.util.List;
import java.util.Map;

/** {@code eq ne lt le gt ge}. Source: Go, text/template, funcs.go. */
final class Comparisons {
  private Comparisons() {}

  static void addTo(Map<String, Function> all) {
    all.put("eq", Function.variadic(Comparisons::equal, Kind.ANY));
    all.put("ne", two(a -> !equal(a)));
    all.put("lt", two(a -> less(a.get(0), a.get(1))));
    all.put("le", two(a -> less(a.get(0), a.get(1)) || equal(a)));
    all.put("gt", two(a -> !(less(a.get(0), a.get(1)) || equal(a))));
    all.put("ge", two(a -> !less(a.get(0), a.get(1))));
  }

  private static Function two(Function.Body body) {
    return Function.of(body, Kind.ANY, Kind.ANY);
  }

  private static boolean equal(List<Object> arguments) {
    if (arguments.size() < 2) {
      throw new Refusal("missing argument for comparison");
    }
    Object first = arguments.get(0);
    for (Object other : arguments.subList(1, arguments.size())) {
      if (first instanceof Nothing || other instanceof Nothing) {
        if (first instanceof Nothing && other instanceof Nothing) {
          return true;
        }
        continue;
      }
      if (!comparable(first, other)) {
        throw new Refusal(
            "incompatible types for comparison: "
                + Values.type(first)
                + " and "
                + Values.type(other));
      }
      if (first instanceof List<?> || first instanceof Map<?, ?>) {
        String type = Values.type(other);
        throw new Refusal("non-comparable type " + GoText.text(other) + ": " + type);
      }
      if (first.equals(other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean comparable(Object first, Object other) {
    return (basic(first) && first.getClass() == other.getClass())
        || (!basic(first) && !basic(other));
  }

  private static boolean basic(Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean;
  }

  private static boolean less(Object first, Object other) {
    if (!basic(first) || !basic(other)) {
      throw new Refusal("invalid type for comparison");
    }
    if (first instanceof String a && other instanceof String b) {
      return a.compareTo(b) < 0;
    }
    if (first instanceof Long a && other instanceof Long b) {
      return a < b;
    }
    if (first instanceof Double a && other instanceof Double b) {
      return a < b;
    }
    if (first instanceof Boolean && other instanceof Boolean) {
      throw new Refusal("invalid type for comparison");
    }
    throw new Refusal(
        "incompatible types for comparison: " + Values.type(first) + " and " + Values.type(other));
  }
}
