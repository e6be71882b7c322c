package dev.stagecraft.builtin.rows;

import dev.stagecraft.command.Table;
import dev.stagecraft.core.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Finds columns by what people call them. */
final class Columns {
  private Columns() {}

  /**
   * The place of a column: by its name, in any case, one or several ({@code name} for {@code
   * names}).
   */
  static OptionalInt find(Table rows, String written) {
    String name = written.toLowerCase(Locale.ROOT);
    String other = name.endsWith("s") ? name.substring(0, name.length() - 1) : name + "s";
    for (String wanted : List.of(name, other)) {
      for (int i = 0; i < rows.columns().size(); i++) {
        if (rows.columns().get(i).name().equals(wanted)) {
          return OptionalInt.of(i);
        }
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The place of a column.
   *
   * @throws dev.stagecraft.core.ProblemException {@code rows.column} where there is none
   */
  static int of(Table rows, String written) {
    OptionalInt found = find(rows, written);
    if (found.isPresent()) {
      return found.getAsInt();
    }
    List<String> names = rows.columns().stream().map(Table.Column::name).toList();
    Optional<String> near = dev.stagecraft.command.Nearest.of(written, names);
    String all = names.stream().collect(Collectors.joining(" "));
    throw Problem.of("rows.column", "there is no column " + written)
        .withHint(near.map(n -> "did you mean " + n + "? ").orElse("") + "the columns are " + all)
        .exception();
  }
}
