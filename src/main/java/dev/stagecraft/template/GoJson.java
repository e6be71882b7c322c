package dev.stagecraft.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** JSON as Go's {@code encoding/json} writes it. */
public final class GoJson {
  private final StringBuilder out = new StringBuilder();
  private final String indent;

  private GoJson(String indent) {
    this.indent = indent;
  }

  /**
   * A template's value on one line: keys of maps sorted, fields in their order. A tree of JSON
   * keeps its own order.
   */
  public static String compact(Object value) {
    GoJson json = new GoJson("");
    if (value instanceof JsonNode tree) {
      json.tree(tree, 0);
    } else {
      json.value(value, false, 0);
    }
    return json.out.toString();
  }

  /** A tree over several lines, each level indented by {@code indent}; keys in their order. */
  public static String indented(JsonNode tree, String indent) {
    GoJson json = new GoJson(indent);
    json.tree(tree, 0);
    return json.out.toString();
  }

  private void value(Object value, boolean html, int depth) {
    if (value instanceof Dot dot) {
      members(dot.fields(), html || dot.escapesHtml(), depth);
    } else if (value instanceof Map<?, ?> map) {
      TreeMap<String, Object> sorted = new TreeMap<>();
      map.forEach((k, v) -> sorted.put(String.valueOf(k), v));
      members(sorted, html, depth);
    } else if (value instanceof List<?> list) {
      out.append('[');
      String separator = "";
      for (Object element : list) {
        out.append(separator);
        value(element, html, depth + 1);
        separator = ",";
      }
      out.append(']');
    } else if (value instanceof String text) {
      string(text, html);
    } else if (value instanceof Double number) {
      out.append(GoNumbers.json(number));
    } else if (value instanceof Nothing) {
      out.append("null");
    } else {
      out.append(value);
    }
  }

  private void members(Map<String, ?> fields, boolean html, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      out.append(separator);
      string(field.getKey(), html);
      out.append(':');
      value(field.getValue(), html, depth + 1);
      separator = ",";
    }
    out.append('}');
  }

  private void tree(JsonNode node, int depth) {
    if (node.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
      out.append('{');
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        line(depth + 1);
        string(field.getKey(), false);
        out.append(indent.isEmpty() ? ":" : ": ");
        tree(field.getValue(), depth + 1);
        out.append(fields.hasNext() ? "," : "");
      }
      if (!node.isEmpty()) {
        line(depth);
      }
      out.append('}');
    } else if (node.isArray()) {
      Iterator<JsonNode> elements = node.elements();
      out.append('[');
      while (elements.hasNext()) {
        line(depth + 1);
        tree(elements.next(), depth + 1);
        out.append(elements.hasNext() ? "," : "");
      }
      if (!node.isEmpty()) {
        line(depth);
      }
      out.append(']');
    } else if (node.isTextual()) {
      string(node.textValue(), false);
    } else if (node.isFloatingPointNumber()) {
      out.append(GoNumbers.json(node.doubleValue()));
    } else {
      out.append(node);
    }
  }

  private void line(int depth) {
    if (!indent.isEmpty()) {
      out.append('\n').append(indent.repeat(depth));
    }
  }

  private void string(String text, boolean html) {
    out.append('"');
    text.codePoints().forEach(c -> character(c, html));
    out.append('"');
  }

  private void character(int c, boolean html) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        boolean special = html && (c == '<' || c == '>' || c == '&');
        if (c < ' ' || special || c == 0x2028 || c == 0x2029) {
          out.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
