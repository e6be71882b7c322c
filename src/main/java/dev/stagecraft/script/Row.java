package dev.stagecraft.script;

import dev.stagecraft.command.Table;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A row of a table, its values by the names of the columns: {@code row.size}. */
public final class Row extends AbstractMap<String, Object> implements Facts {
  private final Map<String, Object> values;

  private Row(Map<String, Object> values) {
    this.values = values;
  }

  /** The rows of a table. */
  public static List<Row> of(Table table) {
    List<Row> rows = new ArrayList<>();
    for (List<Object> cells : table.rows()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        values.put(table.columns().get(i).name(), cells.get(i));
      }
      rows.add(new Row(values));
    }
    return List.copyOf(rows);
  }

  @Override
  public Map<String, Object> row() {
    return values;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return java.util.Collections.unmodifiableMap(values).entrySet();
  }
}
