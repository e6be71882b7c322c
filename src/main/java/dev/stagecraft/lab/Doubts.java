package dev.stagecraft.lab;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.language.Span;
import java.util.List;
import java.util.Optional;

/** What of a lab nobody but its author or its reader can decide: nothing is run before. */
public final class Doubts {
  private Doubts() {}

  /**
   * Refuses a lab with open questions.
   *
   * @param unsure whether blocks may be run of which it is not sure that they are commands
   * @throws ProblemException {@code lab.placeholder} (something is to be replaced by the reader),
   *     {@code lab.unsure} (a block may be no commands)
   */
  public static void refuse(Lab lab, boolean unsure) {
    refuse(lab.blocks(), unsure);
  }

  /** The same for some blocks of a lab. */
  public static void refuse(List<Block> some, boolean unsure) {
    List<Block.Commands> blocks =
        some.stream()
            .filter(Block.Commands.class::isInstance)
            .map(Block.Commands.class::cast)
            .toList();
    for (Block.Commands block : blocks) {
      block.statements().forEach(Doubts::refusePlaceholder);
    }
    for (Block.Commands block : blocks) {
      if (block.doubt().isPresent() && !unsure) {
        throw Problem.of(
                "lab.unsure",
                "it is not sure that this block is for running: " + block.doubt().get())
            .at(block.fence().place())
            .withHint(
                "write <!-- stagecraft: run --> or <!-- stagecraft: skip --> above it, or give"
                    + " --unsure")
            .exception();
      }
    }
  }

  private static void refusePlaceholder(LabStatement statement) {
    Optional<Span> placeholder = statement.placeholder();
    if (placeholder.isPresent()) {
      throw Problem.of(
              "lab.placeholder",
              placeholder.get().in(statement.text()) + " stands for something of your own")
          .at(statement.at(placeholder.get()))
          .withHint("write a value in its place, or <!-- stagecraft: skip --> above the block")
          .exception();
    }
  }
}
