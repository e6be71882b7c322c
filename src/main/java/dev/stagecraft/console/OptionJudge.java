package dev.stagecraft.console;

import dev.stagecraft.command.Binder;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Group;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Registry;
import dev.stagecraft.console.Theme.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says of the options of a line, one after the other, whether the command that they are given to
 * knows them. What belongs to no command of ours is not judged.
 */
final class OptionJudge {
  private final Registry registry;
  private final List<String> words = new ArrayList<>();
  private boolean value;
  private boolean over;

  OptionJudge(Registry registry) {
    this.registry = registry;
  }

  /** A new command begins. */
  void command(String word) {
    words.clear();
    words.add(word);
    value = false;
    over = false;
  }

  /** A word that is no option, or a piece of one. */
  void word(String word, boolean begins) {
    if (!begins || value) {
      value = false;
      return;
    }
    words.add(word);
    over = over || match().filter(OptionJudge::passesOn).isPresent();
  }

  private static boolean passesOn(Registry.Match match) {
    return match.command().spec().optionsFirst() && !match.rest().isEmpty();
  }

  private Optional<Registry.Match> match() {
    return registry.find(words);
  }

  /** Whether an option may stand here. */
  boolean option(String word) {
    Optional<CommandSpec> spec = match().map(m -> m.command().spec());
    if (over || spec.isEmpty() || Binder.takesAllAsItStands(spec.get())) {
      return true;
    }
    value = false;
    if (word.equals("--") || word.equals("--help")) {
      over = over || word.equals("--");
      return true;
    }
    return word.startsWith("--") ? named(spec.get(), word.substring(2)) : letters(spec.get(), word);
  }

  private boolean named(CommandSpec spec, String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Optional<Option> known = spec.options().stream().filter(o -> o.name().equals(name)).findFirst();
    value = equals < 0 && known.filter(o -> o.kind() != Kind.FLAG).isPresent();
    return known.isPresent();
  }

  /** {@code -dit}, {@code -p80:80}: letters up to the first that takes a value. */
  private boolean letters(CommandSpec spec, String word) {
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      Optional<Option> known =
          spec.options().stream()
              .filter(o -> o.letter().filter(c -> c == letter).isPresent())
              .findFirst();
      if (known.isEmpty()) {
        return false;
      }
      if (known.get().kind() != Kind.FLAG) {
        value = i == word.length() - 1;
        return true;
      }
    }
    return true;
  }

  /** How an option looks that was not known: docker's own CLI may know those of its verbs. */
  Role unknown() {
    return match().filter(m -> m.command().spec().group() == Group.DOCKER).isPresent()
        ? Role.WARNING
        : Role.UNKNOWN;
  }
}
