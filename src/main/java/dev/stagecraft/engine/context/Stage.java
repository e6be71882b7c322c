package dev.stagecraft.engine.context;

import java.util.List;
import java.util.Optional;

/**
 * A stage of a Dockerfile: a {@code FROM} and what follows until the next.
 *
 * @param index which, counted from 0
 * @param name its name in small letters, where it has one
 * @param base what it starts from, as written
 * @param platform as written
 * @param instructions all of them, its {@code FROM} first
 */
public record Stage(
    int index,
    Optional<String> name,
    String base,
    Optional<String> platform,
    List<Instruction> instructions) {
  public Stage {
    instructions = List.copyOf(instructions);
  }

  /** The instructions that BuildKit counts in {@code [stage 2/5]}, {@code FROM} the first. */
  public List<Instruction> counted() {
    return instructions.stream()
        .filter(i -> List.of("FROM", "RUN", "COPY", "ADD", "WORKDIR").contains(i.keyword()))
        .toList();
  }
}
