package dev.stagecraft.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All commands, found by the words that call them. */
public final class Registry {
  private final List<Command> commands;
  private final Map<List<String>, Command> spellings = new LinkedHashMap<>();
  private final Map<String, Integer> longest = new HashMap<>();
  private final Set<String> first = new TreeSet<>();
  private final Set<String> rows = new TreeSet<>();

  /**
   * A registry of commands.
   *
   * @throws IllegalArgumentException where two commands claim the same words
   */
  public Registry(List<Command> commands) {
    this.commands = List.copyOf(commands);
    for (Command command : this.commands) {
      CommandSpec spec = command.spec();
      for (List<String> words :
          Stream.concat(Stream.of(spec.name()), spec.aliases().stream()).toList()) {
        Command other = spellings.put(words, command);
        if (other != null) {
          throw new IllegalArgumentException("two commands are called " + words);
        }
        longest.merge(words.get(0), words.size(), Math::max);
        (command instanceof RowCommand ? rows : first).add(words.get(0));
      }
    }
  }

  /** All commands, in the order of their registration. */
  public List<Command> all() {
    return commands;
  }

  /** Whether a line may begin with this word. */
  public boolean begins(String word) {
    return first.contains(word);
  }

  /** The first words of all commands that a line may begin with, sorted. */
  public Set<String> firstWords() {
    return new TreeSet<>(first);
  }

  /** The words that work on rows and stand behind a bar, sorted. */
  public Set<String> rowWords() {
    return new TreeSet<>(rows);
  }

  /**
   * The command that the first words name: the one with the most words.
   *
   * @param words a whole command line's words
   */
  public Optional<Match> find(List<String> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    int most = Math.min(longest.getOrDefault(words.get(0), 0), words.size());
    for (int length = most; length > 0; length--) {
      Command found = spellings.get(words.subList(0, length));
      if (found != null) {
        return Optional.of(
            new Match(found, words.subList(0, length), words.subList(length, words.size())));
      }
    }
    return Optional.empty();
  }

  /** The words that may follow, {@code images} after {@code docker}; sorted, each once. */
  public List<String> following(List<String> words) {
    return spellings.keySet().stream()
        .filter(s -> s.size() > words.size() && s.subList(0, words.size()).equals(words))
        .map(s -> s.get(words.size()))
        .distinct()
        .sorted()
        .toList();
  }

  /** The spelling that comes nearest to what was written, where one is near. */
  public Optional<String> nearest(List<String> words) {
    String written = String.join(" ", words);
    List<String> all = new ArrayList<>();
    spellings.keySet().forEach(s -> all.add(String.join(" ", s)));
    return Nearest.of(written, all);
  }

  /**
   * A command that was found.
   *
   * @param command the command
   * @param spelled the words that named it
   * @param rest the words after them
   */
  public record Match(Command command, List<String> spelled, List<String> rest) {
    public Match {
      spelled = List.copyOf(spelled);
      rest = List.copyOf(rest);
    }
  }
}
