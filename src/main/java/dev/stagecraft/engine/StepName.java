package dev.stagecraft.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a build's step, taken apart.
 *
 * @param kind what kind of step it is
 * @param platform {@code os/arch} where the builder says it
 * @param stage the stage's name, or {@code stage-1} for one without; empty where there is but one
 * @param index which instruction of the stage, counted from 1; 0 where it is not an instruction
 * @param total how many the stage has; 0 where it is not an instruction
 * @param text the instruction, or what the builder does: {@code load build context}
 */
public record StepName(
    Kind kind,
    Optional<String> platform,
    Optional<String> stage,
    int index,
    int total,
    String text) {
  private static final Pattern NUMBERED =
      Pattern.compile(
          "\\[(?:([a-z0-9]+/[^\\s\\]]+) )? *(?:([^\\s\\]]+) +)?(\\d+)/(\\d+)\\] (.*)",
          Pattern.DOTALL);
  private static final Pattern INTERNAL = Pattern.compile("\\[internal\\] (.*)", Pattern.DOTALL);

  /** Kinds of steps. */
  public enum Kind {
    /** An instruction of the Dockerfile. */
    INSTRUCTION,
    /** The builder's own: reading the Dockerfile, taking the context. */
    INTERNAL,
    /** Anything else: {@code exporting to image}. */
    OTHER
  }

  /** Takes a name apart; any text is a name. */
  public static StepName parse(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      return new StepName(
          Kind.INSTRUCTION,
          Optional.ofNullable(numbered.group(1)),
          Optional.ofNullable(numbered.group(2)),
          number(numbered.group(3)),
          number(numbered.group(4)),
          numbered.group(5));
    }
    Matcher internal = INTERNAL.matcher(name);
    boolean own = internal.matches();
    return new StepName(
        own ? Kind.INTERNAL : Kind.OTHER,
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        own ? internal.group(1) : name);
  }

  /** Figures of more than nine digits count as unknown. */
  private static int number(String digits) {
    return digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }

  /** The first word of an instruction, {@code RUN}; empty where it is none. */
  public Optional<String> keyword() {
    if (kind != Kind.INSTRUCTION) {
      return Optional.empty();
    }
    int end = text.indexOf(' ');
    return Optional.of(end < 0 ? text : text.substring(0, end));
  }
}
