package dev.stagecraft.completion;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sources that know a few names. */
record SomeSources(Path folder, Path home) implements Sources {
  @Override
  public List<Choice> names(Completes kind) {
    return switch (kind) {
      case IMAGE ->
          List.of(
              new Choice("alpine:3.19", "7.4MB, 3 weeks ago"),
              new Choice("local/web:1", "12MB, 2 days ago"));
      case CONTAINER ->
          List.of(new Choice("db", "postgres, Exited"), new Choice("web-1", "nginx, Up"));
      case RUNNING -> List.of(new Choice("web-1", "nginx, Up"));
      case NETWORK -> List.of(new Choice("bridge", "bridge"), new Choice("my net", "bridge"));
      case VOLUME -> List.of(new Choice("data", "local"));
      default -> List.of();
    };
  }

  @Override
  public List<Choice> headings(Completes kind, Optional<Path> lab) {
    String from = lab.map(l -> String.valueOf(l.getFileName())).orElse("open");
    return kind == Completes.STEP
        ? List.of(new Choice("1", "Begin, of " + from), new Choice("2", "End"))
        : List.of(new Choice("Part I", ""));
  }

  @Override
  public Set<String> programs(String beginning) {
    return beginning.isEmpty()
        ? Set.of()
        : Stream.of("exit", "export", "grep", "imp", "rm", "rmx", "sort")
            .filter(p -> p.startsWith(beginning))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public List<Choice> definitions() {
    return List.of(new Choice("greet", "function"));
  }

  @Override
  public List<Choice> variables() {
    return List.of(new Choice("HOME", "/home/ada"), new Choice("HOST", "one"));
  }
}
