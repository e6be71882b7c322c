package dev.stagecraft.console;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.completion.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the prompt knows for completion. */
record PromptSources(Runner runner, CommandWords words, NameCache cache) implements Sources {
  @Override
  public Path folder() {
    return runner.state().folder();
  }

  @Override
  public Path home() {
    return runner.state().home();
  }

  @Override
  public List<Choice> names(Completes kind) {
    return cache.names(kind);
  }

  @Override
  public List<Choice> headings(Completes kind, Optional<Path> lab) {
    return runner.headings(kind, lab);
  }

  @Override
  public Set<String> programs(String beginning) {
    return words.beginning(beginning);
  }

  @Override
  public List<Choice> definitions() {
    return runner.definitions();
  }

  @Override
  public List<Choice> variables() {
    return runner.variables();
  }
}
