package dev.stagecraft.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the comments above a fence and the words behind its backticks say.
 *
 * @param name what the block is called
 * @param skip why it is not run
 * @param run whether it is commands whatever it looks like
 * @param saveAs the file that its text goes to
 * @param folder the folder to run it in
 * @param limit how long a statement may take
 * @param expectations what must be true afterwards
 */
record Annotation(
    Optional<String> name,
    Optional<String> skip,
    boolean run,
    Optional<String> saveAs,
    Optional<String> folder,
    Optional<Duration> limit,
    List<Expectation> expectations) {
  static final Annotation NONE =
      new Annotation(
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  Annotation {
    expectations = List.copyOf(expectations);
  }

  /** Both together; what {@code stronger} says goes before what this says. */
  Annotation and(Annotation stronger) {
    List<Expectation> all = new ArrayList<>(expectations);
    all.addAll(stronger.expectations);
    return new Annotation(
        stronger.name.or(() -> name),
        stronger.skip.or(() -> stronger.run ? Optional.empty() : skip),
        stronger.run || run && stronger.skip.isEmpty(),
        stronger.saveAs.or(() -> saveAs),
        stronger.folder.or(() -> folder),
        stronger.limit.or(() -> limit),
        all);
  }

  Block.Settings settings() {
    return new Block.Settings(name, folder, limit);
  }
}
