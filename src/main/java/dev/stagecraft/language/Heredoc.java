package dev.stagecraft.language;

import java.util.Objects;
import java.util.Optional;

/**
 * A document in the text, given to a command as its input.
 *
 * @param delimiter the line that ends it, quotes removed
 * @param quoted whether the delimiter was quoted, so that bash expands nothing in the body
 * @param stripTabs whether it is {@code <<-}
 * @param body its lines, each with its line end; leading tabs are gone where {@code stripTabs}
 */
public record Heredoc(String delimiter, boolean quoted, boolean stripTabs, String body) {
  public Heredoc {
    Objects.requireNonNull(delimiter);
    Objects.requireNonNull(body);
  }

  /** What the command reads, where that is known without running anything. */
  public Optional<String> literal() {
    if (quoted) {
      return Optional.of(body);
    }
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '`' || (c == '$' && startsExpansion(i + 1))) {
        return Optional.empty();
      }
      char next = i + 1 < body.length() ? body.charAt(i + 1) : ' ';
      if (c != '\\' || "\\$`\n".indexOf(next) < 0) {
        value.append(c);
      } else {
        i++;
        if (next != '\n') {
          value.append(next);
        }
      }
    }
    return Optional.of(value.toString());
  }

  private boolean startsExpansion(int at) {
    return at < body.length() && Characters.startsExpansion(body.charAt(at));
  }
}
