package dev.stagecraft.engine.context;

import java.util.List;
import java.util.Optional;

/**
 * One instruction of a Dockerfile.
 *
 * @param line its first line, counted from 1
 * @param lastLine its last line, its heredocs included
 * @param keyword in capitals: {@code RUN}
 * @param flags its flags as written: {@code --from=builder}
 * @param arguments the rest, continued lines joined
 * @param heredocs the texts of its heredocs
 */
public record Instruction(
    int line,
    int lastLine,
    String keyword,
    List<String> flags,
    String arguments,
    List<String> heredocs) {
  public Instruction {
    flags = List.copyOf(flags);
    heredocs = List.copyOf(heredocs);
  }

  /** The values of a flag, in order: of {@code --mount=…} there may be several. */
  public List<String> flag(String name) {
    String start = "--" + name + "=";
    return flags.stream()
        .filter(f -> f.startsWith(start))
        .map(f -> f.substring(start.length()))
        .toList();
  }

  /** The instruction on one line, spaces between words. */
  public String oneLine() {
    StringBuilder text = new StringBuilder(keyword);
    flags.forEach(flag -> text.append(' ').append(flag));
    return arguments.isEmpty() ? text.toString() : text.append(' ').append(arguments).toString();
  }

  /** The stage or image that {@code --from} of a {@code COPY} names. */
  Optional<String> from() {
    return keyword.equals("COPY") ? flag("from").stream().reduce((a, b) -> b) : Optional.empty();
  }
}
