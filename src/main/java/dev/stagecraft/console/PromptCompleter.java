package dev.stagecraft.console;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Registry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers commands, options, names from the engine, and files. */
final class PromptCompleter implements Completer {
  private static final String SEPARATORS = "|&;(\n";

  private final Registry registry;
  private final NameCache names;
  private final Supplier<Path> folder;

  PromptCompleter(Registry registry, NameCache names, Supplier<Path> folder) {
    this.registry = registry;
    this.names = names;
    this.folder = folder;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String before = line.line().substring(0, line.cursor() - line.wordCursor());
    String partial = line.word().substring(0, line.wordCursor());
    candidates.addAll(candidates(before, partial));
  }

  /** What may stand at the cursor. */
  List<Candidate> candidates(String before, String partial) {
    int from = before.length();
    while (from > 0 && SEPARATORS.indexOf(before.charAt(from - 1)) < 0) {
      from--;
    }
    String command = before.substring(from).strip();
    List<String> words = command.isEmpty() ? List.of() : List.of(command.split("\\s+"));
    List<Candidate> found = new ArrayList<>();
    if (words.isEmpty()) {
      registry.firstWords().forEach(w -> found.add(candidate(w, "", "commands")));
    } else {
      registry.following(words).forEach(w -> found.add(candidate(w, summary(words, w), "")));
      registry
          .find(words)
          .ifPresent(match -> ofCommand(match.command().spec(), match.rest(), partial, found));
    }
    if (found.isEmpty() || partial.contains("/") || partial.startsWith("~")) {
      files(partial, false, found);
    }
    return found;
  }

  private String summary(List<String> words, String next) {
    List<String> all = new ArrayList<>(words);
    all.add(next);
    return registry
        .find(all)
        .filter(m -> m.rest().isEmpty())
        .map(m -> m.command().spec().summary())
        .orElse("");
  }

  private void ofCommand(
      CommandSpec spec, List<String> rest, String partial, List<Candidate> found) {
    Optional<Option> open = rest.isEmpty() ? Optional.empty() : waiting(spec, rest);
    if (open.isPresent()) {
      offer(open.get().completes(), partial, found);
      return;
    }
    if (partial.startsWith("-")) {
      for (Option option : spec.options()) {
        found.add(candidate("--" + option.name(), option.summary(), "options"));
      }
      return;
    }
    long given = arguments(spec, rest);
    List<Argument> all = spec.arguments();
    if (!all.isEmpty()) {
      offer(all.get((int) Math.min(given, all.size() - 1)).completes(), partial, found);
    }
  }

  /** The option that the last word leaves waiting for its value. */
  private static Optional<Option> waiting(CommandSpec spec, List<String> rest) {
    String last = rest.get(rest.size() - 1);
    return spec.options().stream()
        .filter(o -> o.kind() != Kind.FLAG)
        .filter(
            o ->
                last.equals("--" + o.name())
                    || o.letter()
                        .filter(
                            l ->
                                last.length() > 1
                                    && last.charAt(0) == '-'
                                    && last.charAt(1) != '-'
                                    && last.charAt(last.length() - 1) == l)
                        .isPresent())
        .findFirst();
  }

  private static long arguments(CommandSpec spec, List<String> rest) {
    long count = 0;
    for (int i = 0; i < rest.size(); i++) {
      boolean value = i > 0 && waiting(spec, rest.subList(0, i)).isPresent();
      if (!value && !rest.get(i).startsWith("-")) {
        count++;
      }
    }
    return count;
  }

  private void offer(Completes kind, String partial, List<Candidate> found) {
    switch (kind) {
      case IMAGE, CONTAINER, RUNNING, NETWORK, VOLUME ->
          names.names(kind).forEach(n -> found.add(candidate(n, "", "")));
      case COMMAND -> registry.firstWords().forEach(w -> found.add(candidate(w, "", "")));
      case FILE -> files(partial, false, found);
      case FOLDER -> files(partial, true, found);
      case NOTHING -> {}
    }
  }

  private void files(String partial, boolean foldersOnly, List<Candidate> found) {
    int slash = partial.lastIndexOf('/');
    String shown = partial.substring(0, slash + 1);
    String home = System.getProperty("user.home", "/");
    Path where =
        shown.startsWith("~/")
            ? Path.of(home).resolve(shown.substring(2))
            : folder.get().resolve(shown);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(where)) {
      for (Path path : all) {
        boolean isFolder = Files.isDirectory(path);
        String name = path.getFileName().toString();
        boolean hidden = name.startsWith(".") && !partial.substring(slash + 1).startsWith(".");
        if (hidden || (foldersOnly && !isFolder)) {
          continue;
        }
        String value = shown + escaped(name) + (isFolder ? "/" : "");
        found.add(
            new Candidate(value, name + (isFolder ? "/" : ""), null, null, null, null, !isFolder));
      }
    } catch (IOException e) {
      // A folder that is not there or not ours to read has nothing to offer.
      return;
    }
  }

  private static String escaped(String name) {
    return name.replaceAll("([ \\t|&;<>()$`\\\\\"'*?#~=\\[\\]{}!])", "\\\\$1");
  }

  private static Candidate candidate(String value, String says, String group) {
    return new Candidate(
        value,
        value,
        group.isEmpty() ? null : group,
        says.isEmpty() ? null : says,
        null,
        null,
        true);
  }
}
