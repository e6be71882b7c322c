package dev.stagecraft.console;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Kind;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Registry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers commands, options, names from the engine, and files. */
final class PromptCompleter implements Completer {
  private static final Set<String> FOLDERS_ONLY = Set.of("cd", "pushd", "rmdir");

  private final Registry registry;
  private final CommandWords programs;
  private final NameCache names;
  private final Supplier<Path> folder;

  PromptCompleter(
      Registry registry, CommandWords programs, NameCache names, Supplier<Path> folder) {
    this.registry = registry;
    this.programs = programs;
    this.names = names;
    this.folder = folder;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    candidates.addAll(candidates(line.line().substring(0, line.cursor())));
  }

  /** What may stand at the end of a text instead of its unfinished word. */
  List<Candidate> candidates(String before) {
    TypedLine line = TypedLine.of(before);
    List<Candidate> found = new ArrayList<>();
    if (line.redirection()) {
      files(line, "", false, found);
      return found;
    }
    List<String> words = line.words();
    if (words.isEmpty()) {
      registry
          .firstWords()
          .forEach(w -> found.add(candidate(w, summary(List.of(), w), "commands")));
      programs.beginning(line.partial()).stream()
          .filter(w -> !registry.begins(w))
          .forEach(w -> found.add(candidate(w, "", "programs")));
    } else {
      registry.following(words).forEach(w -> found.add(candidate(w, summary(words, w), "")));
      registry
          .find(words)
          .ifPresent(match -> ofCommand(match.command().spec(), match.rest(), line, found));
    }
    boolean path = line.partial().contains("/") || line.partial().startsWith("~");
    if (found.isEmpty() || (path && words.isEmpty())) {
      files(line, "", !words.isEmpty() && FOLDERS_ONLY.contains(words.get(0)), found);
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
      CommandSpec spec, List<String> rest, TypedLine line, List<Candidate> found) {
    long given = arguments(spec, rest);
    boolean options = !spec.optionsFirst() || given == 0;
    Optional<Option> open = options ? waiting(spec, rest) : Optional.empty();
    if (open.isPresent()) {
      offer(open.get().completes(), line, "", found);
      return;
    }
    String partial = line.partial();
    if (options && partial.startsWith("--") && partial.contains("=")) {
      String name = partial.substring(0, partial.indexOf('=') + 1);
      spec.options().stream()
          .filter(o -> name.equals("--" + o.name() + "="))
          .forEach(o -> offer(o.completes(), line, name, found));
      return;
    }
    if (options && partial.startsWith("-")) {
      for (Option option : spec.options()) {
        found.add(candidate("--" + option.name(), option.summary(), "options"));
        option
            .letter()
            .ifPresent(letter -> found.add(candidate("-" + letter, option.summary(), "options")));
      }
      return;
    }
    List<Argument> all = spec.arguments();
    if (!all.isEmpty()) {
      offer(all.get((int) Math.min(given, all.size() - 1)).completes(), line, "", found);
    }
  }

  /** The option that the last word leaves waiting for its value. */
  private static Optional<Option> waiting(CommandSpec spec, List<String> rest) {
    if (rest.isEmpty()) {
      return Optional.empty();
    }
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
      boolean value = waiting(spec, rest.subList(0, i)).isPresent();
      if (!value && !rest.get(i).startsWith("-")) {
        count++;
        if (spec.optionsFirst()) {
          return count + (rest.size() - i - 1);
        }
      }
    }
    return count;
  }

  /** Offers values; {@code given} is what stands before the value in the same word. */
  private void offer(Completes kind, TypedLine line, String given, List<Candidate> found) {
    switch (kind) {
      case IMAGE, CONTAINER, RUNNING, NETWORK, VOLUME ->
          names.names(kind).stream()
              .distinct()
              .forEach(n -> value(line, given + n, n, true).ifPresent(found::add));
      case COMMAND -> registry.firstWords().forEach(w -> found.add(candidate(w, "", "")));
      case FILE, LAB -> files(line, given, false, found);
      case FOLDER -> files(line, given, true, found);
      default -> {}
    }
  }

  private void files(TypedLine line, String given, boolean foldersOnly, List<Candidate> found) {
    String partial = line.partial().substring(given.length());
    int slash = partial.lastIndexOf('/');
    String shown = partial.substring(0, slash + 1);
    String home = System.getProperty("user.home", "/");
    boolean showsHidden = partial.substring(slash + 1).startsWith(".");
    try {
      Path where =
          shown.startsWith("~/")
              ? Path.of(home).resolve(shown.substring(2))
              : folder.get().resolve(shown);
      try (DirectoryStream<Path> all = Files.newDirectoryStream(where)) {
        for (Path path : all) {
          boolean isFolder = Files.isDirectory(path);
          String name = path.getFileName() + (isFolder ? "/" : "");
          boolean hidden = name.startsWith(".") && !showsHidden;
          if (!hidden && (isFolder || !foldersOnly)) {
            value(line, given + shown + name, name, !isFolder).ifPresent(found::add);
          }
        }
      }
    } catch (IOException | InvalidPathException | DirectoryIteratorException e) {
      // A folder that is not there or not ours to read has nothing to offer.
      return;
    }
  }

  /**
   * A value as it is typed: the rest is quoted as the beginning was. Where nothing is quoted yet,
   * the editor may correct what was typed so far.
   */
  private static Optional<Candidate> value(
      TypedLine line, String value, String shown, boolean complete) {
    String typed;
    if (line.raw().equals(line.partial())) {
      boolean home = value.startsWith("~/");
      typed = home ? "~/" + escaped(value.substring(2)) : escaped(value);
    } else if (value.startsWith(line.partial())) {
      String rest = value.substring(line.partial().length());
      String quote = line.quote().map(String::valueOf).orElse("");
      typed =
          line.raw()
              + (quote.isEmpty() ? escaped(rest) : escaped(rest, quote))
              + (complete ? quote : "");
    } else {
      return Optional.empty();
    }
    return Optional.of(new Candidate(typed, shown, null, null, null, null, complete));
  }

  private static String escaped(String text, String quote) {
    return quote.equals("'")
        ? text.replace("'", "'\\''")
        : text.replaceAll("([\\\\\"$`])", "\\\\$1");
  }

  private static String escaped(String name) {
    return name.replaceAll("([ \\t|&;<>()$`\\\\\"'*?#~\\[\\]{}!])", "\\\\$1");
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
