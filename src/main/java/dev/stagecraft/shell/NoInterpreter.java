package dev.stagecraft.shell;

import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.language.Completeness;

/** Stands where there is no other language: in a lab. */
public final class NoInterpreter implements Interpreter {
  @Override
  public Completeness state(Language language, String text) {
    return Completeness.COMPLETE;
  }

  @Override
  public Outcome run(Language language, Source source, Call around) {
    return Outcome.failed(2, Problem.of("script.none", "no other language runs here"));
  }
}
