package dev.stagecraft.command;

import dev.stagecraft.core.ByteSize;
import dev.stagecraft.core.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** The ways in which a table is written down. */
public enum TableFormat {
  /** Aligned columns for a person. */
  TEXT,
  /** A table of Markdown. */
  MARKDOWN,
  /** Comma separated values, RFC 4180, machine values. */
  CSV,
  /** An array of objects, machine values: bytes and seconds as numbers. */
  JSON;

  /**
   * The format that a file's suffix asks for.
   *
   * @throws dev.stagecraft.core.ProblemException {@code usage.suffix} for one that is not known
   */
  public static TableFormat of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return switch (dot < 0 ? "" : name.substring(dot)) {
      case ".txt" -> TEXT;
      case ".md" -> MARKDOWN;
      case ".csv" -> CSV;
      case ".json" -> JSON;
      default ->
          throw Problem.of("usage.suffix", "no table format goes with " + fileName)
              .withHint("end its name in .txt, .md, .csv or .json")
              .exception();
    };
  }

  /**
   * Writes a table down, with a line end after the last line.
   *
   * @param width how many columns of a terminal a text takes
   */
  public String write(Table table, ToIntFunction<String> width) {
    return switch (this) {
      case TEXT -> text(table, width);
      case MARKDOWN -> markdown(table);
      case CSV -> csv(table);
      case JSON -> json(table);
    };
  }

  private static String text(Table table, ToIntFunction<String> width) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(Table.Column::header).toList());
    table.rows().forEach(row -> lines.add(row.stream().map(TableFormat::person).toList()));
    int[] widths = new int[table.columns().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width.applyAsInt(line.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder one = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - width.applyAsInt(line.get(i)));
        one.append(i == 0 ? "" : "   ");
        one.append(table.columns().get(i).right() ? pad + line.get(i) : line.get(i) + pad);
      }
      text.append(one.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String markdown(Table table) {
    StringBuilder text = new StringBuilder("|");
    table.columns().forEach(c -> text.append(' ').append(cell(c.header())).append(" |"));
    text.append("\n|");
    table.columns().forEach(c -> text.append(c.right() ? "---:|" : "---|"));
    text.append('\n');
    for (List<Object> row : table.rows()) {
      text.append('|');
      row.forEach(v -> text.append(' ').append(cell(person(v))).append(" |"));
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(String value) {
    return value.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ");
  }

  private static String csv(Table table) {
    StringBuilder text = new StringBuilder();
    text.append(String.join(",", table.columns().stream().map(c -> quoted(c.name())).toList()));
    text.append("\r\n");
    for (List<Object> row : table.rows()) {
      text.append(String.join(",", row.stream().map(v -> quoted(machine(v))).toList()));
      text.append("\r\n");
    }
    return text.toString();
  }

  private static String quoted(String value) {
    boolean needs =
        value.contains(",") || value.contains("\"") || value.contains("\n") || value.contains("\r");
    return needs ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
  }

  private static String json(Table table) {
    StringBuilder text = new StringBuilder("[");
    String between = "\n";
    for (List<Object> row : table.rows()) {
      text.append(between).append("  {");
      for (int i = 0; i < row.size(); i++) {
        text.append(i == 0 ? "" : ", ")
            .append(string(field(table.columns().get(i).name())))
            .append(": ")
            .append(jsonValue(row.get(i)));
      }
      text.append('}');
      between = ",\n";
    }
    return text.append(table.rows().isEmpty() ? "]\n" : "\n]\n").toString();
  }

  /** A column's name as JSON has it: {@code created-by} is {@code createdBy}. */
  public static String field(String column) {
    StringBuilder name = new StringBuilder();
    for (String part : column.split("[-_ ]")) {
      name.append(
          name.length() == 0 || part.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return name.toString();
  }

  private static String jsonValue(Object value) {
    if (value instanceof List<?> several) {
      return "[" + String.join(", ", several.stream().map(TableFormat::jsonValue).toList()) + "]";
    }
    boolean bare =
        value instanceof Number
            || value instanceof Boolean
            || value instanceof ByteSize
            || value instanceof Duration;
    return bare ? machine(value) : string(machine(value));
  }

  private static String string(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20) {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  /** A value for a person: {@code 7.1 MB}, {@code 41 s}. */
  static String person(Object value) {
    if (value instanceof ByteSize size) {
      return size.human();
    }
    if (value instanceof Duration took) {
      return duration(took);
    }
    if (value instanceof List<?> several) {
      return String.join(" ", several.stream().map(TableFormat::person).toList());
    }
    return value.toString();
  }

  private static String machine(Object value) {
    if (value instanceof ByteSize size) {
      return Long.toString(size.bytes());
    }
    if (value instanceof Duration took) {
      return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
    }
    if (value instanceof List<?> several) {
      return String.join(" ", several.stream().map(TableFormat::machine).toList());
    }
    return value.toString();
  }

  /** A time for a person: {@code 0.8 s}, {@code 41 s}, {@code 2 min 05 s}. */
  public static String duration(Duration took) {
    double seconds = took.toMillis() / 1000.0;
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }
}
