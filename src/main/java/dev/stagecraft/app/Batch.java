package dev.stagecraft.app;

import dev.stagecraft.command.Streams;
import dev.stagecraft.core.Problem;
import dev.stagecraft.language.Reading;
import dev.stagecraft.language.ShellText;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.language.Statement;
import dev.stagecraft.shell.Caller;
import dev.stagecraft.shell.Executor;
import dev.stagecraft.shell.Ran;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a line, a file or stdin, without a prompt. */
final class Batch {
  private final Executor executor;

  Batch(Executor executor) {
    this.executor = executor;
  }

  /**
   * Runs a text.
   *
   * @param parameters the positional parameters
   * @return the status of its last statement, 130 after Ctrl-C
   */
  int run(String text, List<String> parameters, Streams streams) {
    if (!parameters.isEmpty()) {
      executor.shell().arguments(parameters);
    }
    Ran ran = executor.run(text, streams);
    return ran.interrupted() ? 130 : ran.status();
  }

  /** Whether a text is only commands of ours that do without the keyboard. */
  static boolean needsNoTerminal(String text, Caller caller) {
    Reading reading = ShellText.read(text);
    return reading.rest().isBlank()
        && reading.effective().stream().allMatch(statement -> needsNoTerminal(statement, caller));
  }

  private static boolean needsNoTerminal(Statement statement, Caller caller) {
    return statement
        .single()
        .filter(pipeline -> pipeline.commands().size() == 1)
        .map(pipeline -> pipeline.commands().get(0))
        .filter(command -> command.redirections().isEmpty())
        .flatMap(SimpleCommand::literals)
        .filter(words -> !words.isEmpty() && caller.ours(words))
        .filter(words -> !caller.wantsKeyboard(words))
        .isPresent();
  }

  /**
   * The text of a script.
   *
   * @throws dev.stagecraft.core.ProblemException {@code script.read} where it cannot be read or is
   *     no text
   */
  static String text(Path file) {
    try {
      return decoded(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw Problem.of("script.read", file + " cannot be read: " + e.getMessage())
          .withHint("stagecraft FILE runs a file of shell text")
          .exception(e);
    }
  }

  /** Bytes as text. */
  static String decoded(byte[] bytes, String source) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of("script.read", source + " is no text in UTF-8")
          .withHint("a script is a file of shell text")
          .exception(e);
    }
  }
}
