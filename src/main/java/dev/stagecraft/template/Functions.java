package dev.stagecraft.template;

import dev.stagecraft.template.Function.Kind;
import dev.stagecraft.template.Function.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions that docker's templates know: Go's own and docker's. {@code and} and {@code or} are
 * here by name only, for they do not evaluate all of their arguments. Source: Go, text/template,
 * funcs.go; docker/cli, templates/templates.go.
 */
final class Functions {
  private static final Map<String, Function> ALL = Map.copyOf(make());

  private Functions() {}

  /** All functions by name. */
  static Map<String, Function> all() {
    return ALL;
  }

  private static Map<String, Function> make() {
    Map<String, Function> all = new TreeMap<>();
    all.put("and", Function.variadic(a -> a.get(0), Kind.ANY));
    all.put("or", Function.variadic(a -> a.get(0), Kind.ANY));
    all.put("not", Function.of(a -> !Values.truth(a.get(0)), Kind.ANY));
    all.put("len", Function.of(a -> length(a.get(0)), Kind.ANY));
    all.put("index", Function.variadic(a -> index(a), Kind.ANY));
    all.put("slice", Function.variadic(Functions::slice, Kind.ANY));
    all.put("print", Function.variadic(GoText::print));
    all.put("println", Function.variadic(GoText::println));
    all.put(
        "printf",
        Function.variadic(
            a -> GoPrintf.format((String) a.get(0), a.subList(1, a.size())), Kind.STRING));
    all.put("html", Function.variadic(a -> html(GoText.print(a))));
    all.put(
        "urlquery",
        Function.variadic(a -> URLEncoder.encode(GoText.print(a), StandardCharsets.UTF_8)));
    Comparisons.addTo(all);
    all.put("json", Function.of(a -> GoJson.compact(a.get(0)), Kind.ANY));
    all.put(
        "split",
        Function.of(a -> split((String) a.get(0), (String) a.get(1)), Kind.STRING, Kind.STRING));
    all.put("join", Function.of(Functions::join, Kind.STRINGS, Kind.STRING));
    all.put("title", Function.of(a -> title((String) a.get(0)), Kind.STRING));
    all.put("lower", Function.of(a -> ((String) a.get(0)).toLowerCase(Locale.ROOT), Kind.STRING));
    all.put("upper", Function.of(a -> ((String) a.get(0)).toUpperCase(Locale.ROOT), Kind.STRING));
    all.put("pad", Function.of(Functions::pad, Kind.STRING, Kind.INT, Kind.INT));
    all.put("truncate", Function.of(Functions::truncate, Kind.STRING, Kind.INT));
    return all;
  }

  /**
   * The functions as the header of a table sees them: what changes a value leaves the column's name
   * as it is.
   */
  static Map<String, Function> forHeader() {
    Map<String, Function> all = make();
    for (String same : List.of("json", "title", "lower", "upper")) {
      all.put(same, Function.of(a -> a.get(0), Kind.STRING));
    }
    all.put("split", Function.of(a -> a.get(0), Kind.STRING, Kind.STRING));
    all.put("join", Function.of(a -> a.get(0), Kind.STRING, Kind.STRING));
    all.put("truncate", Function.of(a -> a.get(0), Kind.STRING, Kind.INT));
    return all;
  }

  private static Long length(Object value) {
    if (value instanceof String text) {
      return (long) text.getBytes(StandardCharsets.UTF_8).length;
    }
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    if (value == Nothing.NIL_LIST || value == Nothing.NIL_MAP) {
      return 0L;
    }
    throw new Refusal(
        value instanceof Nothing ? "len of nil pointer" : "len of type " + Values.type(value));
  }

  private static Object index(List<Object> arguments) {
    Object item = arguments.get(0);
    if (item == Nothing.NO_VALUE || item == Nothing.NIL) {
      throw new Refusal("index of untyped nil");
    }
    for (Object index : arguments.subList(1, arguments.size())) {
      item = element(item, index);
    }
    return item;
  }

  private static Object element(Object item, Object index) {
    if (item instanceof List<?> list) {
      return list.get(position(index, list.size(), "slice"));
    }
    if (item == Nothing.NIL_LIST) {
      return List.of().get(position(index, 0, "slice"));
    }
    if (item instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return (long) (bytes[position(index, bytes.length, "string")] & 0xff);
    }
    if (item instanceof Map<?, ?> || item == Nothing.NIL_MAP) {
      Map<?, ?> map = item instanceof Map<?, ?> some ? some : Map.of();
      if (!(index instanceof String key)) {
        String expected = index instanceof Nothing ? "untyped nil" : Values.type(index);
        throw new Refusal("value has type " + expected + "; should be string");
      }
      if (map instanceof TypedMap typed && typed.ownKeys()) {
        throw new Refusal("value has type string; should be a type of its own");
      }
      Object found = map.get(key);
      return found != null ? found : zero(map);
    }
    if (item instanceof Nothing) {
      throw new Refusal("index of nil pointer");
    }
    throw new Refusal("can't index item of type " + Values.type(item));
  }

  /** What a map gives for a key that it does not have: the zero of its elements' type. */
  private static Object zero(Map<?, ?> map) {
    return map instanceof TypedMap typed ? typed.zero() : Nothing.NIL;
  }

  private static int position(Object index, int size, String kind) {
    if (!(index instanceof Long position)) {
      throw new Refusal(
          index instanceof Nothing
              ? "cannot index slice/array with nil"
              : "cannot index slice/array with type " + Values.type(index));
    }
    if (position < 0 || position > size) {
      throw new Refusal("index out of range: " + position);
    }
    if (position == size) {
      throw new Refusal("reflect: " + kind + " index out of range");
    }
    return position.intValue();
  }

  private static int bound(Object index, int size) {
    return index instanceof Long end && end == size ? size : position(index, size, "slice");
  }

  private static Object slice(List<Object> arguments) {
    Object item = arguments.get(0);
    List<Object> indexes = arguments.subList(1, arguments.size());
    boolean text = item instanceof String;
    if (!text && !(item instanceof List<?>)) {
      throw new Refusal(
          item instanceof Nothing
              ? "slice of untyped nil"
              : "can't slice item of type " + Values.type(item));
    }
    byte[] bytes = text ? ((String) item).getBytes(StandardCharsets.UTF_8) : new byte[0];
    int size = text ? bytes.length : ((List<?>) item).size();
    if (indexes.size() > 2) {
      throw new Refusal("too many slice indexes: " + indexes.size());
    }
    int from = indexes.isEmpty() ? 0 : bound(indexes.get(0), size);
    int to = indexes.size() < 2 ? size : bound(indexes.get(1), size);
    if (from > to) {
      throw new Refusal("invalid slice index: " + from + " > " + to);
    }
    return text
        ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
        : List.copyOf(((List<?>) item).subList(from, to));
  }

  private static TypedList split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
      return new TypedList(parts);
    }
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return new TypedList(parts);
  }

  private static String join(List<Object> arguments) {
    List<?> words = arguments.get(0) instanceof List<?> list ? list : List.of();
    return String.join((String) arguments.get(1), words.stream().map(String::valueOf).toList());
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(inWord ? c : Character.toTitleCase(c));
      inWord = Character.isLetterOrDigit(c) || c == '_';
    }
    return out.toString();
  }

  private static String pad(List<Object> arguments) {
    String text = (String) arguments.get(0);
    if (text.isEmpty()) {
      return text;
    }
    return repeat(arguments.get(1)) + text + repeat(arguments.get(2));
  }

  private static String repeat(Object count) {
    long times = (Long) count;
    if (times < 0) {
      throw new Refusal("strings: negative Repeat count");
    }
    return " ".repeat((int) times);
  }

  private static String truncate(List<Object> arguments) {
    byte[] bytes = ((String) arguments.get(0)).getBytes(StandardCharsets.UTF_8);
    long length = (Long) arguments.get(1);
    if (bytes.length < length) {
      return (String) arguments.get(0);
    }
    if (length < 0) {
      throw new Refusal("runtime error: slice bounds out of range [:" + length + "]");
    }
    return new String(bytes, 0, (int) length, StandardCharsets.UTF_8);
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
