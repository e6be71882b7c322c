package dev.stagecraft.command;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls a command by its words: finds it, binds, runs, and turns what went wrong into an outcome.
 * Never throws a {@code ProblemException}.
 */
public final class Dispatcher {
  private static final List<String> DOCKER = List.of("docker");

  private final Registry registry;

  /** A dispatcher over a registry. */
  public Dispatcher(Registry registry) {
    this.registry = registry;
  }

  /** The commands that it calls. */
  public Registry registry() {
    return registry;
  }

  /**
   * Calls a command.
   *
   * @param words the whole command line's words, exactly as bash would pass them
   * @param around what surrounds the call
   */
  public Outcome call(List<String> words, Surroundings around) {
    Optional<Registry.Match> found = registry.find(words);
    if (found.isEmpty()) {
      boolean begun = !words.isEmpty() && registry.firstWords().contains(words.get(0));
      return Outcome.failed(begun ? 2 : 127, unknown(words));
    }
    Registry.Match match = found.get();
    CommandSpec spec = match.command().spec();
    if (Help.asked(spec, match.rest())) {
      return Outcome.text(Help.of(spec));
    }
    if (AsJson.asked(spec, match.rest())) {
      List<String> rest = new java.util.ArrayList<>(match.spelled());
      rest.addAll(AsJson.without(spec, match.rest()));
      return AsJson.of(call(rest, around.aside()), spec);
    }
    try {
      Bound bound = Binder.bind(spec, match.rest());
      return match.command().run(invocation(match, bound, around));
    } catch (ProblemException e) {
      Problem problem = e.problem();
      Optional<Registry.Match> delegate = registry.find(DOCKER);
      if (problem.code().equals("usage.option")
          && spec.group() == CommandSpec.Group.DOCKER
          && delegate.isPresent()) {
        return delegate(delegate.get(), spec, match, around);
      }
      return Outcome.failed(status(problem, spec), problem);
    }
  }

  /**
   * Calls a command that works on rows.
   *
   * @param words its word and what stands behind it, as one word
   */
  public Outcome pipe(Table rows, List<String> words, Surroundings around) {
    Optional<Registry.Match> found = registry.find(words);
    if (found.isEmpty() || !(found.get().command() instanceof RowCommand command)) {
      return Outcome.failed(
          2,
          Problem.of("usage.command", words.get(0) + ": does not work on rows")
              .withHint(String.join(" ", registry.rowWords()) + " do"));
    }
    try {
      Bound bound = Binder.bind(command.spec(), found.get().rest());
      return command.run(rows, invocation(found.get(), bound, around));
    } catch (ProblemException e) {
      return Outcome.failed(status(e.problem(), command.spec()), e.problem());
    }
  }

  /** A flag that is not ours: the whole line as docker's own CLI knows it. */
  private static Outcome delegate(
      Registry.Match docker, CommandSpec spec, Registry.Match match, Surroundings around) {
    List<String> words = new java.util.ArrayList<>();
    words.addAll(
        match.spelled().get(0).equals("docker")
            ? match.spelled().subList(1, match.spelled().size())
            : spec.name().subList(1, spec.name().size()));
    words.addAll(match.rest());
    Registry.Match whole = new Registry.Match(docker.command(), DOCKER, words);
    try {
      return docker
          .command()
          .run(invocation(whole, Binder.bind(docker.command().spec(), words), around));
    } catch (ProblemException e) {
      return Outcome.failed(status(e.problem(), spec), e.problem());
    }
  }

  private static Invocation invocation(Registry.Match match, Bound bound, Surroundings around) {
    return new Invocation(
        match.command().spec(),
        match.spelled(),
        match.rest(),
        bound,
        around.folder(),
        around.environment(),
        around.streams(),
        around.progress(),
        around.origin());
  }

  private Problem unknown(List<String> words) {
    String word = words.isEmpty() ? "" : words.get(0);
    List<String> following = registry.following(List.of(word));
    if (!following.isEmpty()) {
      return Problem.of("usage.command", String.join(" ", words) + ": no such command")
          .withHint(word + " " + String.join(", " + word + " ", following));
    }
    Problem problem =
        Problem.of("usage.command", word + ": not a word of Stagecraft and not a program here");
    return registry
        .nearest(List.of(word))
        .map(near -> problem.withHint("did you mean " + near + "?"))
        .orElse(problem.withHint("help lists the commands"));
  }

  /** The exit status that stands for a problem where the command has not chosen one. */
  static int status(Problem problem, CommandSpec spec) {
    boolean docker = spec.group() == CommandSpec.Group.DOCKER;
    return switch (problem.area()) {
      case "usage" -> !docker ? 2 : problem.code().equals("usage.arguments") ? 1 : 125;
      case "engine" -> docker ? 1 : 3;
      default -> 1;
    };
  }

  /**
   * What surrounds a call; see {@link Invocation} for the parts.
   *
   * @param folder the caller's working folder
   * @param environment the caller's exported variables
   * @param streams where the input comes from and where bytes of programs go
   * @param progress who hears of long work
   * @param origin who called
   */
  public record Surroundings(
      Path folder,
      Map<String, String> environment,
      Streams streams,
      Progress progress,
      Invocation.Origin origin) {
    public Surroundings {
      environment = Map.copyOf(environment);
    }

    /** The same, but what is written to standard output goes to standard error. */
    Surroundings aside() {
      return new Surroundings(folder, environment, new AsJson.Aside(streams), progress, origin);
    }
  }
}
