package dev.stagecraft.app;

import dev.stagecraft.app.Arguments.Expression;
import dev.stagecraft.app.Arguments.Line;
import dev.stagecraft.app.Arguments.Run;
import dev.stagecraft.app.Arguments.Script;
import dev.stagecraft.app.Arguments.Words;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Problem;
import dev.stagecraft.shell.Call;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.Interpreter.Language;
import dev.stagecraft.shell.Interpreter.Source;
import dev.stagecraft.shell.Ran;
import dev.stagecraft.shell.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the process was started for. */
final class Errand {
  private final Product product;
  private final Arguments arguments;
  private final ProcessStreams streams;

  Errand(Product product, Arguments arguments, ProcessStreams streams) {
    this.product = product;
    this.arguments = arguments;
    this.streams = streams;
  }

  /**
   * Does it.
   *
   * @return the process's status
   */
  int run() {
    Run run = arguments.run();
    if (run instanceof Words words) {
      return product.caller(Origin.BATCH).ours(words.words())
          ? words(words.words())
          : batch(quoted(words.words()), List.of(), streams);
    }
    if (run instanceof Line line) {
      List<String> given = line.parameters();
      return batch(line.text(), given.isEmpty() ? given : given.subList(1, given.size()), streams);
    }
    if (run instanceof Expression expression) {
      return program(
          Language.GROOVY, Source.expression(expression.text(), expression.parameters()), streams);
    }
    if (run instanceof Script script) {
      String text = Batch.text(script.file());
      String name = script.file().toString();
      Optional<Language> language = ScriptKind.of(arguments.language(), name, text);
      return language.isPresent()
          ? program(language.get(), Source.file(name, text, script.parameters()), streams)
          : batch(text, script.parameters(), streams);
    }
    if (product.interactive()) {
      return new Interactive(product, Origin.PROMPT).run();
    }
    Optional<Language> language = arguments.language().flatMap(ScriptKind::named);
    return language.isPresent()
        ? program(
            language.get(),
            Source.file("stdin", standardInput(), List.of()),
            streams.withoutInput())
        : batch(standardInput(), List.of(), streams.withoutInput());
  }

  /** Runs a text of another language, with the process's own streams. */
  private int program(Language language, Source source, ProcessStreams io) {
    Executor executor =
        product.executor(Origin.BATCH, Wiring.inherited(), "shell", product.environment());
    executor.accept();
    product.ending().interrupts(executor::interrupt, executor::stop);
    product.ending().before(executor::close);
    Ran ran = executor.inLanguage(language, source, io);
    return ran.interrupted() ? 130 : ran.status();
  }

  private String standardInput() {
    try {
      return Batch.decoded(streams.in().readAllBytes(), "stdin");
    } catch (IOException e) {
      throw Problem.of("script.read", "stdin cannot be read: " + e.getMessage()).exception(e);
    }
  }

  /** Words as a line of shell. */
  private static String quoted(List<String> words) {
    return words.stream()
        .map(w -> "'" + w.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private int words(List<String> words) {
    Thread self = Thread.currentThread();
    product.ending().interrupts(self::interrupt);
    Call call = new Call(words, Path.of("").toAbsolutePath(), product.environment(), streams);
    Outcome outcome = product.caller(Origin.BATCH).call(call);
    product.text().show(outcome, streams);
    return outcome.status();
  }

  private int batch(String line, List<String> parameters, ProcessStreams io) {
    if (io.inIsTerminal()
        && io.outIsTerminal()
        && io.errIsTerminal()
        && !Batch.needsNoTerminal(line, product.caller(Origin.BATCH))) {
      return new Interactive(product, Origin.BATCH).once(line, parameters);
    }
    Executor executor =
        product.executor(Origin.BATCH, Wiring.inherited(), "shell", product.environment());
    executor.accept();
    product.ending().interrupts(executor::interrupt, executor::stop);
    product.ending().before(executor::close);
    return new Batch(executor).run(line, parameters, io);
  }
}
