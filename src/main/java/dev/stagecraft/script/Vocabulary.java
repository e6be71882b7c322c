package dev.stagecraft.script;

import dev.stagecraft.core.Problem;
import groovy.lang.Closure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the unknown names of a Groovy script mean: commands, and a few words more. */
final class Vocabulary implements StageScript.Vocabulary {
  private final Verbs verbs;

  Vocabulary(Verbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Optional<Object> call(String name, List<Object> arguments) {
    int last = arguments.size() - 1;
    if (last == 0 && name.equals("image")) {
      return Optional.of(verbs.image(NamedArguments.word(arguments.get(0))));
    }
    if (last == 0 && name.equals("container")) {
      return Optional.of(verbs.container(NamedArguments.word(arguments.get(0))));
    }
    if (last >= 0 && arguments.get(last) instanceof Closure<?> use) {
      Function<Container, Optional<Object>> block = c -> Optional.ofNullable(use.call(c));
      return verbs.call(name, arguments.subList(0, last), Optional.of(block));
    }
    return verbs.call(name, arguments, Optional.empty());
  }

  @Override
  public Problem unknown(String name) {
    return verbs.unknown(name);
  }
}
