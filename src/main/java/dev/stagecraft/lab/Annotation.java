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
 * @param output whether it is what the block above it writes
 * @param rules how recorded output is compared
 */
record Annotation(
    Optional<String> name,
    Optional<String> skip,
    boolean run,
    Optional<String> saveAs,
    Optional<String> folder,
    Optional<Duration> limit,
    List<Expectation> expectations,
    boolean output,
    Recording.Rules rules) {
  static final Annotation NONE =
      new Annotation(
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          false,
          Recording.Rules.NONE);

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
        all,
        output || stronger.output,
        rules.and(stronger.rules));
  }

  /** One that says only what must be true. */
  static Annotation expecting(Expectation expectation) {
    return new Annotation(
        NONE.name,
        NONE.skip,
        false,
        NONE.saveAs,
        NONE.folder,
        NONE.limit,
        List.of(expectation),
        false,
        NONE.rules);
  }

  /** One that says only how output is compared. */
  static Annotation comparing(boolean output, Recording.Rules rules) {
    return new Annotation(
        NONE.name,
        NONE.skip,
        false,
        NONE.saveAs,
        NONE.folder,
        NONE.limit,
        NONE.expectations,
        output,
        rules);
  }

  /** One that says only what is to be done with the fence. */
  static Annotation of(
      Optional<String> name,
      Optional<String> skip,
      boolean run,
      Optional<String> saveAs,
      Optional<String> folder,
      Optional<Duration> limit) {
    return new Annotation(
        name, skip, run, saveAs, folder, limit, NONE.expectations, false, NONE.rules);
  }

  Block.Settings settings() {
    return new Block.Settings(name, folder, limit);
  }
}
