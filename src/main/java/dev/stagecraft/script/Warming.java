package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Interpreter.Source;
import java.util.List;
import java.util.Optional;

/**
 * Loads Groovy and its compiler before anybody asks for them: lines of the usual kinds run in an
 * engine of their own, which knows nothing of the session and is thrown away.
 */
public final class Warming implements Runnable {
  private static final List<String> LINES =
      List.of(
          "def warm = [[name: 'a', size: 1.MB]]; def twice(n) { n * 2 }",
          "warm.findAll { it.size > 0.5.MB }*.name + twice(1)",
          "40 + 2");

  private final Values values;

  /**
   * A warming.
   *
   * @param values shows what lines come to
   */
  public Warming(Values values) {
    this.values = values;
  }

  /** Runs the lines on the calling thread. */
  @Override
  public void run() {
    String last = "";
    GroovyEngine groovy = new GroovyEngine(new Shared(), new Wordless());
    for (String line : LINES) {
      try {
        Answer answer = groovy.run(Source.line(line));
        last = answer.value().map(value -> values.shown(value).text()).orElse("");
      } catch (Throwable e) { // Groovy throws what it likes
        throw new IllegalStateException(line, e);
      }
    }
    if (!last.equals("42\n")) {
      throw new IllegalStateException("40 + 2 was " + last);
    }
  }

  /** No commands: nothing may happen. */
  private static final class Wordless implements StageScript.Vocabulary {
    @Override
    public Optional<Object> call(String name, List<Object> arguments) {
      throw unknown(name).exception();
    }

    @Override
    public Problem unknown(String name) {
      return Problem.of("script.name", name + " is not known here");
    }
  }
}
