package dev.stagecraft.script;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Registry;
import dev.stagecraft.core.Problem;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * The commands as methods. A method's name is a command's; a map in front has named arguments, a
 * function behind uses a container that is gone after it.
 */
public final class Verbs {
  private final Commands commands;
  private final Pages pages;
  private final Around around;
  private final ShellLines lines;
  private final Values values;

  Verbs(Commands commands, Pages pages, Around around, ShellLines lines, Values values) {
    this.commands = commands;
    this.pages = pages;
    this.around = around;
    this.lines = lines;
    this.values = values;
  }

  /**
   * Runs lines of shell text in the session's own shell.
   *
   * @return what went to standard output, without the last line end
   */
  public String sh(String text) {
    return lines.run(text);
  }

  /** A file by its path, from the folder that commands are called in. */
  public File file(String path) {
    return around.folder().resolve(path).toFile();
  }

  /**
   * Does something in another folder, which is made where it is not there.
   *
   * @return what that returns
   * @throws Exception what that throws
   */
  public <T> T dir(Object folder, Callable<T> work) throws Exception {
    return around.in(Path.of(String.valueOf(folder)), work);
  }

  /** Prints a value as the prompt shows it: rows as a table. */
  public void show(Object value) {
    around.out().print(values.shown(value).text());
  }

  /** An image of the engine by a name or an id; nothing is asked yet. */
  public Image image(String reference) {
    return new Image(commands, reference, Map.of());
  }

  /** A container of the engine by a name or an id; nothing is asked yet. */
  public Container container(String reference) {
    return new Container(commands, pages, reference, Map.of());
  }

  /** Whether a name is one of a command. */
  boolean known(String name) {
    return name.equals("docker") || find(name).isPresent();
  }

  private Optional<Registry.Match> find(String name) {
    Registry registry = commands.registry();
    return registry
        .find(List.of(name))
        .filter(match -> !match.spelled().equals(List.of("docker")))
        .or(
            () ->
                registry
                    .find(List.of("docker", name))
                    .filter(match -> match.spelled().size() == 2));
  }

  /**
   * Calls a command.
   *
   * @param arguments first a map, where there are named arguments; then the words, which may be
   *     images, containers and lists
   * @param use what to do with the container that is run, where something is
   * @return what the command returns, as an object of its kind; nothing where it says nothing
   * @throws dev.stagecraft.core.ProblemException where there is no such command or option, and
   *     where it failed
   */
  Optional<Object> call(
      String name, List<Object> arguments, Optional<Function<Container, Optional<Object>>> use) {
    boolean given = !arguments.isEmpty() && arguments.get(0) instanceof Map<?, ?>;
    Map<?, ?> named = given ? (Map<?, ?>) arguments.get(0) : Map.of();
    List<String> rest = NamedArguments.words(arguments.subList(given ? 1 : 0, arguments.size()));
    if (name.equals("docker")) {
      return whole(rest);
    }
    CommandSpec spec = find(name).orElseThrow(() -> unknown(name).exception()).command().spec();
    Map<Object, Object> options = new LinkedHashMap<>(named);
    String command = String.join(" ", spec.name());
    if (use.isPresent() && !command.equals("docker run")) {
      throw Problem.of("script.block", command + " takes no block")
          .withHint("run(image, ports: [8080: 80]) { c -> … }")
          .exception();
    }
    if (use.isPresent()) {
      options.put("detach", true);
    }
    if (command.equals("docker build")
        && !options.containsKey("tag")
        && !options.containsKey("t")) {
      options.put("quiet", true);
    }
    List<String> words = new ArrayList<>(spec.name());
    words.addAll(NamedArguments.words(spec, options));
    if (!spec.optionsFirst() && rest.stream().anyMatch(w -> w.startsWith("-"))) {
      words.add("--");
    }
    words.addAll(rest);
    Outcome outcome = commands.call(words);
    Optional<Object> value = value(command, words, outcome);
    return use.isPresent() && value.orElse("") instanceof Container container
        ? used(container, use.get())
        : value;
  }

  /** {@code docker('network', 'ls')}. */
  private Optional<Object> whole(List<String> rest) {
    List<String> words = new ArrayList<>(List.of("docker"));
    words.addAll(rest);
    Outcome outcome = commands.call(words);
    String command =
        commands
            .registry()
            .find(words)
            .map(match -> String.join(" ", match.command().spec().name()))
            .orElse("docker");
    return value(command, words, outcome);
  }

  private static Optional<Object> used(
      Container container, Function<Container, Optional<Object>> use) {
    try {
      return use.apply(container);
    } finally {
      // Ctrl-C ended the use: the container goes all the same
      boolean interrupted = Thread.interrupted();
      try {
        container.rm();
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private Optional<Object> value(String command, List<String> words, Outcome outcome) {
    String text = chopped(outcome.text());
    return switch (command) {
      case "docker build" -> Optional.of(image(tag(words).orElse(text)));
      case "docker pull", "docker tag" -> Optional.of(image(words.get(words.size() - 1)));
      case "docker run" ->
          text.matches("[0-9a-f]{64}") && detached(words)
              ? Optional.of(container(text))
              : Optional.of(text);
      case "docker images" -> Optional.of(images(outcome));
      case "docker ps" -> Optional.of(containers(outcome));
      case "docker inspect",
          "docker container inspect",
          "docker image inspect",
          "docker network inspect",
          "docker volume inspect" ->
          Optional.of(inspected(words, text));
      default ->
          outcome.rows().isPresent()
              ? Optional.of(Row.of(outcome.rows().get()))
              : Optional.<Object>of(text).filter(t -> !text.isEmpty());
    };
  }

  private static boolean detached(List<String> words) {
    return words.contains("--detach=true") || words.contains("-d") || words.contains("--detach");
  }

  private static Optional<String> tag(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--tag=")) {
        return Optional.of(word.substring("--tag=".length()));
      }
      if ((word.equals("-t") || word.equals("--tag")) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static Object inspected(List<String> words, String text) {
    boolean format = words.stream().anyMatch(w -> w.startsWith("--format") || w.equals("-f"));
    Object value = format ? text : Optional.<Object>ofNullable(Json.value(text)).orElse(text);
    return value instanceof List<?> several && several.size() == 1 ? several.get(0) : value;
  }

  private List<Image> images(Outcome outcome) {
    return outcome.rows().stream()
        .flatMap(table -> Row.of(table).stream())
        .map(
            row -> {
              String repository = String.valueOf(row.get("repository"));
              String tag = String.valueOf(row.get("tag"));
              boolean named = !repository.equals("<none>") && !tag.equals("<none>");
              String reference = named ? repository + ":" + tag : String.valueOf(row.get("id"));
              return new Image(commands, reference, row.row());
            })
        .toList();
  }

  private List<Container> containers(Outcome outcome) {
    return outcome.rows().stream()
        .flatMap(table -> Row.of(table).stream())
        .map(row -> new Container(commands, pages, String.valueOf(row.get("id")), row.row()))
        .toList();
  }

  /** What to say about a name that is neither a command nor a variable. */
  Problem unknown(String name) {
    Problem problem =
        Problem.of("script.name", name + " is neither a variable nor a command nor a method here");
    return problem.withHint(
        commands
            .nearest(name)
            .map(near -> "did you mean " + near.replaceFirst("^docker ", "") + "?")
            .orElse("help lists the commands; def " + name + " = … makes a variable"));
  }

  /** A text without its last line end. */
  static String chopped(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
