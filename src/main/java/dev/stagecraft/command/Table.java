package dev.stagecraft.command;

import java.util.List;

/**
 * Rows of values under named columns. Values are {@code String}, {@code Long}, {@code Double},
 * {@code Boolean}, {@link dev.stagecraft.core.ByteSize}, {@link java.time.Duration}, {@link
 * java.time.Instant}, or a {@code List} of these.
 *
 * @param columns in the order shown
 * @param rows each with one value a column
 */
public record Table(List<Column> columns, List<List<Object>> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            row.size() + " values under " + columns.size() + " columns");
      }
    }
  }

  /**
   * A column.
   *
   * @param name lower case, stable: what {@code where} and JSON call it
   * @param header what a person reads above it
   * @param right whether its values are aligned to the right
   */
  public record Column(String name, String header, boolean right) {
    /** A column of words. */
    public static Column left(String name, String header) {
      return new Column(name, header, false);
    }

    /** A column of numbers. */
    public static Column right(String name, String header) {
      return new Column(name, header, true);
    }
  }
}
