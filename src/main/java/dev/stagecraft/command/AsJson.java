package dev.stagecraft.command;

import dev.stagecraft.core.Problem;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --json}, which every command understands that returns rows: they are printed as an array
 * of objects, and whatever is written for a person meanwhile goes to standard error.
 */
final class AsJson {
  private static final String WORD = "--json";
  private static final String WHOLE = "no-trunc";

  private AsJson() {}

  /** Whether a call of a command asks for it. An option of that name of its own comes first. */
  static boolean asked(CommandSpec spec, List<String> words) {
    return !spec.columns().isEmpty()
        && spec.options().stream().noneMatch(o -> o.name().equals("json"))
        && own(spec, words).contains(WORD);
  }

  /** The words among which options are looked for. */
  private static List<String> own(CommandSpec spec, List<String> words) {
    return spec.optionsFirst()
        ? words.stream().takeWhile(w -> w.startsWith("-")).toList()
        : words.stream().takeWhile(w -> !w.equals("--")).toList();
  }

  /** The words without it; where a command may cut what it shows, nothing is cut. */
  static List<String> without(CommandSpec spec, List<String> words) {
    List<String> rest = new ArrayList<>(words);
    rest.remove(WORD);
    if (spec.options().stream().anyMatch(o -> o.name().equals(WHOLE))
        && words.stream().noneMatch(w -> w.startsWith("--" + WHOLE))) {
      rest.add(0, "--" + WHOLE);
    }
    return rest;
  }

  /** What a command came to, with its rows as JSON for its text. */
  static Outcome of(Outcome outcome, CommandSpec spec) {
    if (outcome.rows().isPresent()) {
      // JSON knows no columns of a terminal.
      String text = TableFormat.JSON.write(outcome.rows().get(), String::length);
      return new Outcome(
          outcome.status(), outcome.rows(), text, outcome.remarks(), outcome.problem());
    }
    if (outcome.status() != 0) {
      return outcome;
    }
    String name = String.join(" ", spec.name());
    return Outcome.failed(
        2,
        Problem.of("usage.json", name + " returns no rows with these options")
            .withHint("help " + name));
  }

  /**
   * Streams for the time of such a call: nothing but the rows comes to standard output.
   *
   * @param around the caller's
   */
  record Aside(Streams around) implements Streams {
    @Override
    public InputStream in() {
      return around.in();
    }

    @Override
    public OutputStream out() {
      return around.err();
    }

    @Override
    public OutputStream err() {
      return around.err();
    }

    @Override
    public boolean inIsTerminal() {
      return around.inIsTerminal();
    }

    @Override
    public boolean outIsTerminal() {
      return around.errIsTerminal();
    }

    @Override
    public boolean errIsTerminal() {
      return around.errIsTerminal();
    }

    @Override
    public java.util.Optional<Keyboard> keyboard() {
      return around.keyboard();
    }
  }
}
