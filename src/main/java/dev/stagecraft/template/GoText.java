package dev.stagecraft.template;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values as Go's {@code fmt} prints them with {@code %v}. Source: Go, package fmt. */
final class GoText {
  private GoText() {}

  /** The value as {@code {{.}}} prints it. */
  static String text(Object value) {
    return text(value, false);
  }

  /** The value, with the names of fields where {@code named} (that is {@code %+v}). */
  static String text(Object value, boolean named) {
    if (value instanceof Double number) {
      return GoNumbers.general(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(v -> text(v, named)).collect(Collectors.joining(" ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, Object> sorted = new TreeMap<>();
      map.forEach((k, v) -> sorted.put(String.valueOf(k), v));
      return sorted.entrySet().stream()
          .map(e -> e.getKey() + ":" + text(e.getValue(), named))
          .collect(Collectors.joining(" ", "map[", "]"));
    }
    if (value instanceof Dot dot) {
      return dot.allFields().entrySet().stream()
          .map(e -> (named ? e.getKey() + ":" : "") + text(e.getValue(), named))
          .collect(Collectors.joining(" ", "{", "}"));
    }
    return String.valueOf(value);
  }

  /** {@code fmt.Sprint}: a space between operands where neither is a string. */
  static String print(List<Object> values) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0 && !(values.get(i) instanceof String) && !(values.get(i - 1) instanceof String)) {
        out.append(' ');
      }
      out.append(text(values.get(i)));
    }
    return out.toString();
  }

  /** {@code fmt.Sprintln}: a space between operands and a line end behind them. */
  static String println(List<Object> values) {
    return values.stream().map(GoText::text).collect(Collectors.joining(" ")) + "\n";
  }
}
