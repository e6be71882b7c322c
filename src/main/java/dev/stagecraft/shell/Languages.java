package dev.stagecraft.shell;

import dev.stagecraft.command.LastValue;
import dev.stagecraft.shell.Interpreter.Language;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a session has besides its shell.
 *
 * @param interpreter runs other languages
 * @param tongue the language that lines are in
 * @param last what the last command returned
 */
public record Languages(Interpreter interpreter, Tongue tongue, LastValue last) {
  private static final Pattern BLOCK = Pattern.compile("\\s*(groovy|jshell)\\s*\\{");
  private static final Pattern SWITCHING = Pattern.compile("\\s*mode(\\s+\\w+)?\\s*");

  public Languages {
    Objects.requireNonNull(interpreter);
    Objects.requireNonNull(tongue);
    Objects.requireNonNull(last);
  }

  /** The shell alone. */
  public static Languages none() {
    return new Languages(new NoInterpreter(), new Tongue(), new LastValue());
  }

  /** The words that stand before the braces of another language. */
  Set<String> words() {
    return interpreter instanceof NoInterpreter ? Set.of() : Set.of("groovy", "jshell");
  }

  /** Whether a text begins with a block of another language, finished or not. */
  boolean begins(String text) {
    return !words().isEmpty() && BLOCK.matcher(text).lookingAt();
  }

  /** The language of a text: {@code mode} and {@code exit} are understood in all of them. */
  Optional<Language> of(String text) {
    boolean always = SWITCHING.matcher(text).matches() || Executor.LEAVING.matcher(text).matches();
    return always ? Optional.empty() : tongue.now();
  }
}
