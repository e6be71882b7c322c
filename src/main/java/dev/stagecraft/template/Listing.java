package dev.stagecraft.template;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.util.List;
import java.util.Map;

/**
 * Writes rows as {@code --format} asks: as a table ({@code table}, {@code table TEMPLATE}), as a
 * line of JSON each ({@code json}), or by a template. Source: docker/cli, formatter.
 *
 * @param format the format, with its keywords already replaced by the list's own templates
 * @param headers the names above the columns, by field
 */
public record Listing(String format, Map<String, String> headers) {
  private static final String TABLE = "table";

  public Listing {
    headers = Map.copyOf(headers);
  }

  /**
   * The whole text for these rows.
   *
   * @throws ProblemException {@code template.parse} or {@code template.run}, the message begins
   *     with {@code template parsing error: }
   */
  public String text(List<? extends Dot> rows) {
    boolean table = format.startsWith(TABLE);
    String body = table ? format.substring(TABLE.length()) : format;
    if (format.equals("json")) {
      body = "{{json .}}";
    }
    try {
      Template template = Template.parse(unescaped(trimmed(body)));
      StringBuilder lines = new StringBuilder();
      for (Dot row : rows) {
        lines.append(template.render(row)).append('\n');
      }
      if (!table) {
        return lines.toString();
      }
      Object names = new java.util.TreeMap<String, Object>(headers);
      return TabbedText.list().layOut(template.renderHeader(names) + "\n" + lines);
    } catch (ProblemException failed) {
      Problem problem = failed.problem();
      throw Problem.of(problem.code(), "template parsing error: " + problem.message())
          .withHint("the names that can be used are the list's own: try --format json to see them")
          .exception(failed);
    }
  }

  /** Whether the format names a field, so that what is costly to know is asked for only then. */
  public boolean uses(String field) {
    return format.contains("." + field);
  }

  private static String trimmed(String body) {
    int from = 0;
    int to = body.length();
    while (from < to && body.charAt(from) == ' ') {
      from++;
    }
    while (to > from && body.charAt(to - 1) == ' ') {
      to--;
    }
    return body.substring(from, to);
  }

  private static String unescaped(String body) {
    return body.replace("\\t", "\t").replace("\\n", "\n");
  }
}
