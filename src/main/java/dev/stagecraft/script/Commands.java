package dev.stagecraft.script;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Caller;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Calls commands by their words, as a typed line does, and keeps what they write to standard
 * output. What they say to standard error is passed on.
 */
final class Commands {
  private final Supplier<Registry> registry;
  private final Caller caller;
  private final Around around;

  Commands(Supplier<Registry> registry, Caller caller, Around around) {
    this.registry = registry;
    this.caller = caller;
    this.around = around;
  }

  /** All commands. */
  Registry registry() {
    return registry.get();
  }

  /**
   * Calls a command.
   *
   * @return what it came to, with all that went to standard output as its text
   * @throws dev.stagecraft.core.ProblemException where it ended with another status than 0
   */
  Outcome call(List<String> words) {
    Outcome outcome = attempt(words);
    if (outcome.status() == 0) {
      outcome.remarks().forEach(around::remark);
      return outcome;
    }
    List<String> remarks = outcome.remarks().stream().filter(r -> !r.isBlank()).toList();
    Problem problem =
        outcome
            .problem()
            .orElseGet(
                () ->
                    Problem.of(
                        "script.command",
                        remarks.isEmpty()
                            ? String.join(" ", words) + " ended with status " + outcome.status()
                            : String.join("\n", remarks)));
    if (outcome.problem().isPresent()) {
      remarks.forEach(around::remark);
    }
    if (!outcome.text().isBlank()) {
      outcome.text().lines().forEach(around::remark);
    }
    throw problem.exception();
  }

  /** Calls a command for what it does. Fails as {@link #call}. */
  void carryOut(List<String> words) {
    Outcome done = call(words);
    assert done.status() == 0;
  }

  /** Calls a command, whatever it comes to. */
  Outcome attempt(List<String> words) {
    Call now = around.call();
    Kept kept = new Kept(now.streams());
    Outcome outcome = caller.call(new Call(words, around.folder(), now.environment(), kept));
    String text = kept.out.toString(StandardCharsets.UTF_8) + outcome.text();
    return new Outcome(
        outcome.status(), outcome.rows(), text, outcome.remarks(), outcome.problem());
  }

  /** The command that comes nearest to a name, where one is near. */
  Optional<String> nearest(String name) {
    return registry
        .get()
        .nearest(List.of(name))
        .or(() -> registry.get().nearest(List.of("docker", name)));
  }

  /** Standard output is kept; there is no input. */
  private static final class Kept implements Streams {
    private final Streams like;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Kept(Streams like) {
      this.like = like;
    }

    @Override
    public InputStream in() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream out() {
      return out;
    }

    @Override
    public OutputStream err() {
      return like.err();
    }

    @Override
    public boolean inIsTerminal() {
      return false;
    }

    @Override
    public boolean outIsTerminal() {
      return false;
    }

    @Override
    public boolean errIsTerminal() {
      return like.errIsTerminal();
    }
  }
}
