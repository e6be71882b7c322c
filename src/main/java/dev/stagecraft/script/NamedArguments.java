package dev.stagecraft.script;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Nearest;
import dev.stagecraft.core.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Named arguments as the options of a command: {@code noCache: true} is {@code --no-cache}, {@code
 * tags: ['a', 'b']} is {@code --tag a --tag b}, {@code ports: [18080: 8080]} is {@code --publish
 * 18080:8080}.
 */
final class NamedArguments {
  /** What people call an option whose name says less. */
  private static final Map<String, String> CALLED = Map.of("ports", "publish", "port", "publish");

  private static final List<String> WITH_COLON = List.of("publish", "volume");

  private NamedArguments() {}

  /**
   * The options as words.
   *
   * @throws dev.stagecraft.core.ProblemException {@code usage.option} for a name that is none, with
   *     what comes nearest to it
   */
  static List<String> words(CommandSpec spec, Map<?, ?> named) {
    List<String> words = new ArrayList<>();
    named.forEach(
        (name, value) -> {
          Option option = option(spec, String.valueOf(name));
          for (String text : texts(option, value)) {
            words.add("--" + option.name() + "=" + text);
          }
        });
    return words;
  }

  private static Option option(CommandSpec spec, String written) {
    return find(spec, written)
        .orElseThrow(
            () -> {
              List<String> names = spec.options().stream().map(o -> camel(o.name())).toList();
              String command = String.join(" ", spec.name());
              Problem problem = Problem.of("usage.option", command + " has no option " + written);
              return problem
                  .withHint(
                      Nearest.of(written, names)
                          .map(near -> "did you mean " + near + "?")
                          .orElse(
                              names.isEmpty()
                                  ? command + " has no options"
                                  : "it has " + String.join(" ", names)))
                  .exception();
            });
  }

  private static Optional<Option> find(CommandSpec spec, String written) {
    String name = kebab(written);
    List<String> spellings = new ArrayList<>(List.of(name));
    Optional.ofNullable(CALLED.get(name)).ifPresent(spellings::add);
    if (name.endsWith("s")) {
      spellings.add(name.substring(0, name.length() - 1));
    }
    for (String spelling : spellings) {
      for (Option option : spec.options()) {
        boolean letter =
            written.length() == 1
                && option.letter().filter(l -> l == written.charAt(0)).isPresent();
        if (option.name().equals(spelling) || letter) {
          return Optional.of(option);
        }
      }
    }
    return Optional.empty();
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String camel(String name) {
    StringBuilder text = new StringBuilder();
    for (String part : name.split("-", -1)) {
      text.append(
          text.length() == 0 || part.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return text.toString();
  }

  private static List<String> texts(Option option, Object value) {
    if (option.kind() == Kind.FLAG) {
      return List.of(value instanceof Boolean truth && !truth ? "false" : "true");
    }
    if (value instanceof Map<?, ?> pairs) {
      String between = WITH_COLON.contains(option.name()) ? ":" : "=";
      return pairs.entrySet().stream()
          .map(e -> word(e.getKey()) + between + word(e.getValue()))
          .toList();
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(NamedArguments::word).toList();
    }
    return List.of(word(value));
  }

  /** A value as a word of a command line. */
  static String word(Object value) {
    if (value instanceof Image image) {
      return image.reference();
    }
    return value instanceof Container container ? container.id() : String.valueOf(value);
  }

  /** Values as words; lists among them are taken apart. */
  static List<String> words(Collection<?> values) {
    List<String> words = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Collection<?> several) {
        words.addAll(words(several));
      } else if (value instanceof Object[] array) {
        words.addAll(words(Arrays.asList(array)));
      } else {
        words.add(word(value));
      }
    }
    return words;
  }
}
