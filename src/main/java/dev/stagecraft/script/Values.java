package dev.stagecraft.script;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.TableFormat;
import dev.stagecraft.core.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Values of scripts as rows and as text. */
public final class Values {
  private final ToIntFunction<String> width;

  /**
   * Values.
   *
   * @param width how many columns of a terminal a text takes
   */
  public Values(ToIntFunction<String> width) {
    this.width = width;
  }

  /** A value as an outcome: rows where it has some, and its text. */
  public Outcome shown(Object value) {
    Optional<Table> table = table(value);
    if (table.isPresent()) {
      return Outcome.rows(table.get(), TableFormat.TEXT.write(table.get(), width));
    }
    String text = text(value);
    return Outcome.text(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
  }

  /** A value as rows, where it is a table, or a list of things that have named values. */
  public static Optional<Table> table(Object value) {
    if (value instanceof Table table) {
      return Optional.of(table);
    }
    if (value instanceof Facts one && !(value instanceof Row)) {
      return Optional.of(table(List.of(one.row())));
    }
    if (!(value instanceof Collection<?> several) || several.isEmpty()) {
      return Optional.empty();
    }
    List<Map<?, ?>> rows = new ArrayList<>();
    for (Object item : several) {
      if (item instanceof Facts facts) {
        rows.add(facts.row());
      } else if (item instanceof Map<?, ?> map && !map.isEmpty()) {
        rows.add(map);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(table(rows));
  }

  /** What a block returned for rows, as rows: one column where the values have no names. */
  static Table collected(List<Object> values) {
    if (values.isEmpty()) {
      return new Table(List.of(), List.of());
    }
    return table(values)
        .orElseGet(
            () ->
                new Table(
                    List.of(column("value", values.get(0))),
                    values.stream().map(v -> List.of(cell(v))).toList()));
  }

  private static Table table(List<? extends Map<?, ?>> rows) {
    Set<Object> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    List<Table.Column> columns = new ArrayList<>();
    for (Object name : names) {
      Object sample =
          rows.stream()
              .flatMap(row -> Optional.<Object>ofNullable(row.get(name)).stream())
              .findFirst()
              .orElse("");
      columns.add(column(String.valueOf(name), sample));
    }
    List<List<Object>> cells = new ArrayList<>();
    for (Map<?, ?> row : rows) {
      cells.add(
          names.stream()
              .map(name -> Optional.<Object>ofNullable(row.get(name)).map(Values::cell).orElse(""))
              .toList());
    }
    return new Table(columns, cells);
  }

  private static Table.Column column(String name, Object sample) {
    String header = name.toUpperCase(Locale.ROOT);
    boolean right =
        sample instanceof Number || sample instanceof ByteSize || sample instanceof Duration;
    return new Table.Column(name, header, right);
  }

  /** A value as tables hold them. */
  private static Object cell(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Number number) {
      return value instanceof Long ? value : (Object) number.doubleValue();
    }
    boolean known =
        value instanceof Boolean
            || value instanceof ByteSize
            || value instanceof Duration
            || value instanceof Instant;
    if (known) {
      return value;
    }
    return value instanceof Collection<?> several
        ? several.stream().map(Values::cell).toList()
        : text(value);
  }

  /** A value for a person. */
  static String text(Object value) {
    if (value instanceof ByteSize size) {
      return size.human();
    }
    if (value instanceof Duration took) {
      return TableFormat.duration(took);
    }
    if (value instanceof Optional<?> maybe) {
      return maybe.map(Values::text).orElse("");
    }
    if (value instanceof Object[] array) {
      return text(Arrays.asList(array));
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(Values::inner).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty()
          ? "[:]"
          : map.entrySet().stream()
              .map(e -> e.getKey() + ":" + inner(e.getValue()))
              .collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }

  private static String inner(Object value) {
    return value == null ? "null" : text(value);
  }
}
