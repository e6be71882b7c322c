package dev.stagecraft.builtin.help;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be typed behind {@code stagecraft}, place by place.
 *
 * @param places the first one is the beginning
 */
record Outline(List<Place> places) {
  Outline {
    places = List.copyOf(places);
  }

  /**
   * A place: behind some words.
   *
   * @param path the words, with blanks between them; empty at the beginning
   * @param words those that go on to another place
   * @param options in the order of help
   * @param choices words that the first argument may be
   * @param completes what that argument may be
   */
  record Place(
      String path,
      List<Choice> words,
      List<Option> options,
      List<Choice> choices,
      Completes completes) {
    Place {
      words = List.copyOf(words);
      options = List.copyOf(options);
      choices = List.copyOf(choices);
    }
  }

  /** The outline of a registry, begun by the launcher's own options. */
  static Outline of(Registry registry, List<Option> own) {
    Set<List<String>> paths =
        new TreeSet<>((a, b) -> String.join(" ", a).compareTo(String.join(" ", b)));
    for (String first : registry.firstWords()) {
      grow(List.of(first), registry, paths);
    }
    List<Place> places = new ArrayList<>();
    places.add(
        new Place(
            "",
            registry.firstWords().stream()
                .map(w -> new Choice(w, summary(List.of(w), registry)))
                .toList(),
            own,
            List.of(),
            Completes.FILE));
    for (List<String> path : paths) {
      places.add(place(path, registry));
    }
    return new Outline(places);
  }

  private static void grow(List<String> path, Registry registry, Set<List<String>> paths) {
    paths.add(path);
    for (String next : registry.following(path)) {
      grow(longer(path, next), registry, paths);
    }
  }

  private static List<String> longer(List<String> path, String next) {
    List<String> more = new ArrayList<>(path);
    more.add(next);
    return more;
  }

  private static Place place(List<String> path, Registry registry) {
    List<Choice> words =
        registry.following(path).stream()
            .map(next -> new Choice(next, summary(longer(path, next), registry)))
            .toList();
    Optional<CommandSpec> spec = spec(path, registry);
    return new Place(
        String.join(" ", path),
        words,
        spec.map(CommandSpec::options).orElse(List.of()),
        spec.filter(s -> !s.arguments().isEmpty())
            .map(s -> s.arguments().get(0).choices())
            .orElse(List.of()),
        spec.filter(s -> !s.arguments().isEmpty())
            .map(s -> s.arguments().get(0).completes())
            .orElse(Completes.NOTHING));
  }

  private static Optional<CommandSpec> spec(List<String> path, Registry registry) {
    return registry.find(path).filter(m -> m.rest().isEmpty()).map(m -> m.command().spec());
  }

  private static String summary(List<String> path, Registry registry) {
    return spec(path, registry).map(CommandSpec::summary).orElse("");
  }

  /** How an option is typed: {@code --force}, {@code -f}; one of a single letter has no other. */
  static List<String> spelled(Option option) {
    if (option.name().length() == 1) {
      return List.of("-" + option.name());
    }
    return option
        .letter()
        .map(letter -> List.of("--" + option.name(), "-" + letter))
        .orElse(List.of("--" + option.name()));
  }

  /** All spellings of options, those with a value alone where wanted. */
  static List<String> spelled(List<Option> options, boolean withValueOnly) {
    return options.stream()
        .filter(o -> !withValueOnly || o.kind() != Kind.FLAG)
        .flatMap(o -> spelled(o).stream())
        .toList();
  }

  /** A text between single quotes, as bash and zsh read it. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
