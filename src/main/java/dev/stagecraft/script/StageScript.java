package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import groovy.lang.Closure;
import groovy.lang.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every Groovy script is: an unknown method is a command, an unknown name is told with what
 * comes nearest to it.
 */
public abstract class StageScript extends Script {
  private Optional<Vocabulary> words = Optional.empty();

  /** What a script's unknown names mean. */
  interface Vocabulary {
    /** Calls a command by name. */
    Optional<Object> call(String name, List<Object> arguments);

    /** What to say about a name that is none. */
    Problem unknown(String name);
  }

  /** Gives the script its commands, before it runs. */
  void know(Vocabulary commands) {
    words = Optional.of(commands);
  }

  /** Groovy calls this where a script has no such method. */
  public @Nullable Object methodMissing(String name, Object arguments) { // Groovy's own null
    Object[] given = (Object[]) arguments;
    if (getBinding() instanceof SharedBinding shared
        && shared.own(name).orElse(name) instanceof Closure<?> own) {
      return own.call(given);
    }
    return words.orElseThrow().call(name, Arrays.asList(given)).orElse(null);
  }

  /** Groovy calls this where a script has no such variable. */
  public Object propertyMissing(String name) {
    throw words.orElseThrow().unknown(name).exception();
  }

  /** Waits; Ctrl-C ends it, which Groovy's own method does not let it. */
  public void sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  /** Ends the script with an exit status. */
  public void exit(int status) {
    throw new ScriptExit(status);
  }
}
