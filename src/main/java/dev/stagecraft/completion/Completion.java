package dev.stagecraft.completion;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Argument;
import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.CommandSpec.Option;
import dev.stagecraft.command.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what may stand at the end of a line of the shell. */
public final class Completion {
  private static final Set<String> FOLDERS_ONLY = Set.of("cd", "pushd", "rmdir");
  private static final String CONDITION = "where";
  private static final Pattern SCRIPT = Pattern.compile("^\\s*(?:groovy|jshell)\\s*\\{");

  private final Registry registry;
  private final Sources sources;
  private final FileNames files;
  private final Values values;

  /** Suggestions from the specs of a registry and from sources. */
  public Completion(Registry registry, Sources sources) {
    this.registry = registry;
    this.sources = sources;
    this.files = new FileNames(sources);
    this.values = new Values(registry, sources, files);
  }

  /**
   * What may stand at the end of a text instead of its unfinished word; nothing where that is text
   * of another language.
   */
  public List<Suggestion> at(String before) {
    if (isScript(before)) {
      return List.of();
    }
    TypedLine line = TypedLine.of(before);
    List<String> words = line.words();
    if (line.variable().isPresent()) {
      return variables(line, line.variable().getAsInt());
    }
    if (words.isEmpty() && !line.redirection()) {
      return meant(line, line.pipeline().isEmpty() ? first(line) : behindBar(line));
    }
    if (line.redirection() && (words.isEmpty() || !words.get(0).equals(CONDITION))) {
      return meant(line, files.beginning(line.partial(), Completes.FILE));
    }
    if (ours(line.pipeline()) && registry.rowWords().contains(words.get(0))) {
      return meant(line, ofRows(line));
    }
    Optional<Registry.Match> match =
        registry.begins(words.get(0)) ? registry.find(words) : Optional.empty();
    if (match.isPresent() || !registry.following(words).isEmpty()) {
      return ours(line, match);
    }
    boolean foldersOnly = FOLDERS_ONLY.contains(words.get(0));
    return meant(
        line, files.beginning(line.partial(), foldersOnly ? Completes.FOLDER : Completes.FILE));
  }

  /** Whether the braces behind the name of another language are open. */
  private static boolean isScript(String before) {
    return SCRIPT.matcher(before).find()
        && before.chars().filter(c -> c == '{').count()
            > before.chars().filter(c -> c == '}').count();
  }

  private static List<Suggestion> meant(TypedLine line, List<Offer> offers) {
    Quoting quoting = new Quoting(line);
    return new Matching(line.partial())
        .of(offers).stream()
            .map(
                o ->
                    new Suggestion(
                        quoting.write(o.word(), o.finished()),
                        o.shown(),
                        o.group(),
                        o.says(),
                        o.finished()))
            .distinct()
            .toList();
  }

  private List<Suggestion> variables(TypedLine line, int dollar) {
    String raw = line.raw();
    boolean braces = raw.startsWith("{", dollar + 1);
    String begun = raw.substring(dollar + (braces ? 2 : 1));
    String before = raw.substring(0, raw.length() - begun.length());
    List<Offer> offers =
        Values.words(sources.variables(), "variables").stream().map(Offer::strict).toList();
    return new Matching(begun)
        .of(offers).stream()
            .map(
                o ->
                    new Suggestion(
                        before + o.word() + (braces ? "}" : ""),
                        "$" + o.word(),
                        o.group(),
                        o.says(),
                        false))
            .toList();
  }

  private List<Offer> first(TypedLine line) {
    List<Offer> offers = new ArrayList<>();
    registry
        .firstWords()
        .forEach(w -> offers.add(Offer.word(w, "commands", values.summary(List.of(), w))));
    offers.add(Offer.word("groovy", "commands", "Lines of Groovy: groovy { … }"));
    offers.add(Offer.word("jshell", "commands", "Lines of Java: jshell { … }"));
    sources.definitions().stream()
        .map(d -> Offer.word(d.word(), "yours", d.says()))
        .forEach(offers::add);
    offers.addAll(programs(line));
    String typed = line.partial();
    if (typed.contains("/") || typed.startsWith("~")) {
      offers.addAll(files.beginning(typed, Completes.FILE));
    }
    return offers;
  }

  private List<Offer> programs(TypedLine line) {
    return sources.programs(line.partial()).stream()
        .filter(w -> !registry.begins(w))
        .map(w -> Offer.word(w, "programs", "").strict())
        .toList();
  }

  private List<Offer> behindBar(TypedLine line) {
    List<Offer> offers = new ArrayList<>();
    if (ours(line.pipeline())) {
      registry
          .rowWords()
          .forEach(w -> offers.add(Offer.word(w, "row words", values.summary(List.of(), w))));
      offers.addAll(
          programs(line).stream().filter(o -> !registry.rowWords().contains(o.word())).toList());
      return offers;
    }
    sources.definitions().stream()
        .map(d -> Offer.word(d.word(), "yours", d.says()))
        .forEach(offers::add);
    offers.addAll(programs(line));
    return offers;
  }

  /** Whether what stands before a bar makes rows: a command of ours, then words about rows. */
  private boolean ours(List<List<String>> pipeline) {
    if (pipeline.isEmpty() || pipeline.get(0).isEmpty()) {
      return false;
    }
    return registry.begins(pipeline.get(0).get(0))
        && pipeline.stream()
            .skip(1)
            .allMatch(stage -> !stage.isEmpty() && registry.rowWords().contains(stage.get(0)));
  }

  private List<Offer> ofRows(TypedLine line) {
    List<Offer> offers = new ArrayList<>();
    Optional<Registry.Match> word = registry.find(line.words().subList(0, 1));
    for (Argument argument : word.map(m -> m.command().spec().arguments()).orElse(List.of())) {
      if (argument.completes() == Completes.COLUMN) {
        String minus = line.partial().startsWith("-") ? "-" : "";
        columns(line.pipeline())
            .forEach(c -> offers.add(Offer.word(c.word(), "columns", c.says()).behind(minus)));
      } else {
        offers.addAll(
            values.of(argument.completes(), argument.choices(), line.partial(), line.words()));
      }
    }
    return offers;
  }

  /** The columns that are left after the words about rows that stand before. */
  private List<Choice> columns(List<List<String>> pipeline) {
    List<Choice> columns =
        registry.find(pipeline.get(0)).map(m -> m.command().spec().columns()).orElse(List.of());
    for (List<String> stage : pipeline) {
      if (stage.get(0).equals("select")) {
        List<String> chosen = List.of(String.join(" ", stage).split("[\\s,]+"));
        columns = columns.stream().filter(c -> chosen.contains(c.word())).toList();
      }
    }
    return columns;
  }

  private List<Suggestion> ours(TypedLine line, Optional<Registry.Match> match) {
    List<Offer> offers = new ArrayList<>();
    for (String word : registry.following(line.words())) {
      offers.add(Offer.word(word, "commands", values.summary(line.words(), word)));
    }
    if (match.isEmpty()) {
      return meant(line, offers);
    }
    CommandSpec spec = match.get().command().spec();
    OptionWords read = new OptionWords(spec, match.get().rest());
    String partial = line.partial();
    if (read.waiting().isPresent()) {
      return value(line, spec, read.waiting().get(), "");
    }
    if (read.isOption(partial)) {
      Optional<Option> before = read.before(partial);
      if (before.isPresent()) {
        return value(line, spec, before.get(), partial.substring(0, partial.indexOf('=') + 1));
      }
      return meant(line, read.offers(partial));
    }
    List<Argument> arguments = spec.arguments();
    List<String> given = read.arguments();
    if (!arguments.isEmpty()) {
      Argument next = arguments.get(Math.min(given.size(), arguments.size() - 1));
      values.of(next.completes(), next.choices(), partial, line.words()).stream()
          .filter(o -> !given.contains(o.word()))
          .forEach(offers::add);
    }
    if (!match.get().rest().isEmpty() && isPrefix(match.get())) {
      // words that only the host's docker knows
      return meant(line, files.beginning(partial, Completes.FILE));
    }
    return meant(line, offers);
  }

  /** Whether a command stands for all that begin with its words and are not known. */
  private boolean isPrefix(Registry.Match match) {
    return !registry.following(match.spelled()).isEmpty();
  }

  private List<Suggestion> value(TypedLine line, CommandSpec spec, Option option, String given) {
    if (option.completes() == Completes.TEMPLATE) {
      return new TemplateFields(spec).at(line, given);
    }
    String typed = line.partial().substring(given.length());
    return meant(
        line,
        values.of(option.completes(), option.choices(), typed, line.words()).stream()
            .map(o -> o.behind(given))
            .toList());
  }
}
