package dev.stagecraft.completion;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the value of an option or an argument may be. */
final class Values {
  private static final Pattern STAGE =
      Pattern.compile("(?im)^\\s*FROM\\s+(?:--\\S+\\s+)*(\\S+)\\s+AS\\s+(\\S+)");
  private static final long LARGEST_DOCKERFILE = 1 << 20;

  private final Registry registry;
  private final Sources sources;
  private final FileNames files;

  Values(Registry registry, Sources sources, FileNames files) {
    this.registry = registry;
    this.sources = sources;
    this.files = files;
  }

  /**
   * The values.
   *
   * @param typed what is there of the value
   * @param command the finished words of the whole command
   */
  List<Offer> of(Completes kind, List<Choice> choices, String typed, List<String> command) {
    List<Offer> offers = new ArrayList<>();
    for (Choice choice : choices) {
      boolean open = choice.word().endsWith("=");
      offers.add(
          open
              ? Offer.open(choice.word(), "values", choice.says())
              : Offer.word(choice.word(), "values", choice.says()));
    }
    offers.addAll(
        switch (kind) {
          case IMAGE, CONTAINER, RUNNING, NETWORK, VOLUME -> named(kind);
          case OBJECT -> objects();
          case MOUNT -> mounts(typed);
          case FILE, FOLDER, LAB -> files.beginning(typed, kind);
          case COMMAND -> commands(command);
          case STEP, PART -> headings(kind, command);
          case STAGE -> stages(command);
          case VARIABLE ->
              typed.contains("=")
                  ? List.of()
                  : words(sources.variables(), "variables").stream().map(Offer::strict).toList();
          case NOTHING, TEMPLATE, COLUMN -> List.of();
        });
    return offers;
  }

  private List<Offer> named(Completes kind) {
    return words(sources.names(kind), group(kind));
  }

  private static String group(Completes kind) {
    return switch (kind) {
      case IMAGE -> "images";
      case CONTAINER, RUNNING -> "containers";
      case NETWORK -> "networks";
      case VOLUME -> "volumes";
      default -> "values";
    };
  }

  static List<Offer> words(List<Choice> choices, String group) {
    return choices.stream().map(c -> Offer.word(c.word(), group, c.says())).toList();
  }

  private List<Offer> objects() {
    List<Offer> all = new ArrayList<>();
    for (Completes kind :
        List.of(Completes.CONTAINER, Completes.IMAGE, Completes.NETWORK, Completes.VOLUME)) {
      all.addAll(named(kind));
    }
    return all;
  }

  private List<Offer> mounts(String typed) {
    int colon = typed.indexOf(':');
    if (colon >= 0) {
      int second = typed.indexOf(':', colon + 1);
      return second < 0
          ? List.of()
          : List.of(
              Offer.word(typed.substring(0, second + 1) + "ro", "values", "read only"),
              Offer.word(typed.substring(0, second + 1) + "rw", "values", "read and write"));
    }
    List<Offer> all = new ArrayList<>();
    if (!typed.contains("/")) {
      sources.names(Completes.VOLUME).stream()
          .map(v -> new Offer(v.word() + ":", v.word(), "volumes", v.says(), false, true))
          .forEach(all::add);
    }
    all.addAll(files.beginning(typed, Completes.FOLDER));
    return all;
  }

  /** Commands, word by word; {@code words} begins with {@code help}. */
  private List<Offer> commands(List<String> words) {
    List<String> named = words.subList(1, words.size());
    List<Offer> all = new ArrayList<>();
    if (named.isEmpty()) {
      registry.firstWords().forEach(w -> all.add(Offer.word(w, "commands", summary(named, w))));
      registry.rowWords().forEach(w -> all.add(Offer.word(w, "row words", summary(named, w))));
    } else {
      registry.following(named).forEach(w -> all.add(Offer.word(w, "commands", summary(named, w))));
    }
    return all;
  }

  /** What a command is for; of a word that only begins commands, how they go on. */
  String summary(List<String> words, String next) {
    List<String> all = new ArrayList<>(words);
    all.add(next);
    List<String> following = registry.following(all);
    return registry
        .find(all)
        .filter(m -> m.rest().isEmpty())
        .map(m -> m.command().spec().summary())
        .orElse(following.isEmpty() ? "" : String.join(", ", following));
  }

  private List<Offer> headings(Completes kind, List<String> command) {
    Optional<Path> lab =
        registry
            .find(command)
            .filter(m -> m.command().spec().arguments().get(0).completes() == Completes.LAB)
            .flatMap(
                m ->
                    new OptionWords(m.command().spec(), m.rest())
                        .arguments().stream().findFirst().map(files::resolved));
    return words(sources.headings(kind, lab), kind == Completes.STEP ? "steps" : "parts");
  }

  private List<Offer> stages(List<String> command) {
    List<Offer> stages = new ArrayList<>();
    try {
      Path file = dockerfile(command);
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_DOCKERFILE) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Matcher from = STAGE.matcher(text);
        while (from.find()) {
          stages.add(Offer.word(from.group(2), "stages", "from " + from.group(1)));
        }
      }
    } catch (IOException e) {
      // A Dockerfile that cannot be read has no stages to offer.
      return List.of();
    }
    return stages;
  }

  /** The Dockerfile of a build, as far as its words say it yet. */
  private Path dockerfile(List<String> command) {
    for (int i = 0; i < command.size(); i++) {
      String word = command.get(i);
      if ((word.equals("-f") || word.equals("--file")) && i + 1 < command.size()) {
        return files.resolved(command.get(i + 1));
      }
      if (word.startsWith("--file=")) {
        return files.resolved(word.substring("--file=".length()));
      }
    }
    String context =
        registry
            .find(command)
            .flatMap(
                m -> new OptionWords(m.command().spec(), m.rest()).arguments().stream().findFirst())
            .orElse(".");
    return files.resolved(context).resolve("Dockerfile");
  }
}
