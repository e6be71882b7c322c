package dev.stagecraft.completion;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words behind a command, read as its spec says: options, their values, arguments. */
final class OptionWords {
  private final CommandSpec spec;
  private final List<String> arguments = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private Optional<Option> waiting = Optional.empty();

  /**
   * Reads words.
   *
   * @param rest the finished words behind those that name the command
   */
  OptionWords(CommandSpec spec, List<String> rest) {
    this.spec = spec;
    for (String word : rest) {
      if (waiting.isPresent()) {
        waiting = Optional.empty();
      } else if (isOption(word)) {
        option(word);
      } else {
        arguments.add(word);
      }
    }
  }

  /** Whether an option may stand here, and this word is the beginning of one. */
  boolean isOption(String word) {
    return word.startsWith("-") && !(spec.optionsFirst() && !arguments.isEmpty());
  }

  /** The words that are arguments. */
  List<String> arguments() {
    return List.copyOf(arguments);
  }

  /** The option that the last word leaves waiting for its value. */
  Optional<Option> waiting() {
    return waiting;
  }

  /** The option of a word {@code --name=…}. */
  Optional<Option> before(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? Optional.empty() : named(word.substring(0, equals));
  }

  /** The options that may still be given, long and short. */
  List<Offer> offers(String typed) {
    List<Offer> offers = new ArrayList<>();
    for (Option option : spec.options()) {
      if (option.kind() == Kind.LIST || !given.contains(option.name())) {
        offers.add(Offer.word("--" + option.name(), "options", option.summary()));
      }
    }
    if (!typed.startsWith("--")) {
      for (Option option : spec.options()) {
        if (option.letter().isPresent()
            && (option.kind() == Kind.LIST || !given.contains(option.name()))) {
          offers.add(
              Offer.word("-" + option.letter().get(), "short options", option.summary()).strict());
        }
      }
    }
    return offers;
  }

  private Optional<Option> named(String word) {
    return spec.options().stream().filter(o -> word.equals("--" + o.name())).findFirst();
  }

  private void option(String word) {
    if (word.startsWith("--")) {
      boolean complete = word.contains("=");
      Optional<Option> found = complete ? before(word) : named(word);
      found.ifPresent(option -> given.add(option.name()));
      waiting = complete ? Optional.empty() : found.filter(o -> o.kind() != Kind.FLAG);
      return;
    }
    for (int i = 1; i < word.length(); i++) {
      char letter = word.charAt(i);
      Optional<Option> found =
          spec.options().stream()
              .filter(o -> o.letter().filter(l -> l == letter).isPresent())
              .findFirst();
      found.ifPresent(option -> given.add(option.name()));
      if (found.filter(o -> o.kind() != Kind.FLAG).isPresent()) {
        waiting = i == word.length() - 1 ? found : Optional.empty();
        return;
      }
    }
  }
}
