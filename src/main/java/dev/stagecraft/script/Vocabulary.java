package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import groovy.lang.Closure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** What the unknown names of a Groovy script mean: commands, and a few words more. */
final class Vocabulary implements StageScript.Vocabulary {
  /** Words of one argument that are no commands. */
  private static final Map<String, BiFunction<Verbs, Object, Optional<Object>>> OWN =
      Map.of(
          "image", (verbs, name) -> Optional.of(verbs.image(NamedArguments.word(name))),
          "container", (verbs, name) -> Optional.of(verbs.container(NamedArguments.word(name))),
          "file", (verbs, path) -> Optional.of(verbs.file(NamedArguments.word(path))),
          "sh", (verbs, text) -> Optional.of(verbs.sh(NamedArguments.word(text))),
          "show",
              (verbs, value) -> {
                verbs.show(value);
                return Optional.empty();
              });

  private final Verbs verbs;

  Vocabulary(Verbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Optional<Object> call(String name, List<Object> arguments) {
    int last = arguments.size() - 1;
    if (last == 0 && OWN.containsKey(name)) {
      return OWN.get(name).apply(verbs, arguments.get(0));
    }
    if (last == 1 && name.equals("dir") && arguments.get(1) instanceof Closure<?> work) {
      return inside(arguments.get(0), work);
    }
    if (last >= 0 && arguments.get(last) instanceof Closure<?> use) {
      Function<Container, Optional<Object>> block = c -> Optional.ofNullable(use.call(c));
      return verbs.call(name, arguments.subList(0, last), Optional.of(block));
    }
    return verbs.call(name, arguments, Optional.empty());
  }

  private Optional<Object> inside(Object folder, Closure<?> work) {
    try {
      return verbs.dir(folder, () -> Optional.ofNullable(work.call()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // what a closure throws passes as it is
      throw new InvokerInvocationException(e);
    }
  }

  @Override
  public Problem unknown(String name) {
    return verbs.unknown(name);
  }
}
