package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.Command;
import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.CommandSpec.Arity;
import dev.stagecraft.command.CommandSpec.Completes;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Nearest;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.EditDistance;
import dev.stagecraft.core.Problem;
import dev.stagecraft.session.Kind;
import dev.stagecraft.session.Unowned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** {@code docker} with a verb or a flag that is not ours: the host's own docker CLI. */
final class Delegate implements Command {
  private static final Set<String> CREATING =
      Set.of("build", "compose", "deploy", "import", "init", "install", "load", "stack", "swarm");

  /** Verbs that are followed by what to do. */
  private static final Set<String> GROUPS =
      Set.of(
          "builder",
          "buildx",
          "compose",
          "config",
          "container",
          "context",
          "image",
          "manifest",
          "network",
          "plugin",
          "secret",
          "service",
          "stack",
          "swarm",
          "volume");

  /** What verbs change or remove. */
  private static final Map<String, Kind> CHANGING =
      Map.ofEntries(
          Map.entry("attach", Kind.CONTAINER),
          Map.entry("pause", Kind.CONTAINER),
          Map.entry("unpause", Kind.CONTAINER),
          Map.entry("rename", Kind.CONTAINER),
          Map.entry("restart", Kind.CONTAINER),
          Map.entry("start", Kind.CONTAINER),
          Map.entry("update", Kind.CONTAINER),
          Map.entry("container attach", Kind.CONTAINER),
          Map.entry("container pause", Kind.CONTAINER),
          Map.entry("container unpause", Kind.CONTAINER),
          Map.entry("container rename", Kind.CONTAINER),
          Map.entry("container restart", Kind.CONTAINER),
          Map.entry("container start", Kind.CONTAINER),
          Map.entry("container update", Kind.CONTAINER),
          Map.entry("network rm", Kind.NETWORK),
          Map.entry("network remove", Kind.NETWORK),
          Map.entry("volume rm", Kind.VOLUME),
          Map.entry("volume remove", Kind.VOLUME));

  private final CommandSpec spec =
      VerbSpec.docker("", "The docker command line; what is not ours goes to the host's docker")
          .argument("WORD", Arity.ANY, Completes.COMMAND)
          .optionsFirst()
          .build();
  private final Workbench bench;
  private final List<String> verbs;

  /**
   * The way to the host's docker CLI.
   *
   * @param ours the spellings of our own verbs, without the word docker, to find the nearest
   */
  Delegate(Workbench bench, List<String> ours) {
    this.bench = bench;
    this.verbs = List.copyOf(ours);
  }

  @Override
  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Outcome run(Invocation call) {
    List<String> words = call.arguments().all("WORD");
    List<String> plain = words.stream().filter(w -> !w.startsWith("-")).toList();
    int length = !plain.isEmpty() && GROUPS.contains(plain.get(0)) ? 2 : 1;
    List<String> verb = plain.subList(0, Math.min(length, plain.size()));
    if (bench.shielded(call) && plain.subList(0, Math.min(4, plain.size())).contains("prune")) {
      return Outcome.failed(
          1,
          Problem.of(
                  "docker.prune",
                  "docker "
                      + String.join(" ", words)
                      + ": a prune in a replay could remove what is not the session's")
              .withHint("--no-shield lets it; what the session made goes at its end anyway"));
    }
    Optional<Problem> foreign = foreign(call, plain);
    if (foreign.isPresent()) {
      return Outcome.failed(1, foreign.get());
    }
    Optional<Path> cli = bench.host().find("docker", call.environment());
    if (cli.isEmpty()) {
      return Outcome.failed(125, missing(words));
    }
    said(verb).ifPresent(line -> Pipes.say(call.streams(), line));
    Map<String, String> environment = new HashMap<>(call.environment());
    environment.put("DOCKER_HOST", bench.engine().address());
    environment.remove("DOCKER_CONTEXT");
    List<String> line = new ArrayList<>(List.of(cli.get().toString()));
    try (Handover handover = Handover.begin(bench, words)) {
      line.addAll(handover.words());
      int status = bench.host().run(line, environment, call.folder(), call.streams());
      Optional<String> near = status == 0 ? Optional.empty() : meant(verb);
      return near.map(
              word -> Outcome.status(status).withRemark("did you mean docker " + word + "?"))
          .orElse(Outcome.status(status));
    }
  }

  /** The verb of ours that a word nearly is, where it is none of docker's own that we know. */
  private Optional<String> meant(List<String> verb) {
    return verb.stream()
        .findFirst()
        .filter(word -> !GROUPS.contains(word) && !CREATING.contains(word))
        .filter(word -> !CHANGING.containsKey(word) && !verbs.contains(word))
        .flatMap(
            word -> Nearest.of(word, verbs.stream().filter(v -> !GROUPS.contains(v)).toList()));
  }

  /** What a person should know of a verb that creates what is not the session's. */
  private static Optional<String> said(List<String> verb) {
    if (verb.stream().noneMatch(CREATING::contains)) {
      return Optional.empty();
    }
    String name = String.join(" ", verb);
    boolean compose = verb.get(0).equals("compose");
    return compose && !verb.equals(List.of("compose", "build"))
        ? Optional.empty()
        : Optional.of(verb.contains("build") ? Unowned.butNames(name) : Unowned.ofAll(name));
  }

  /** Why a verb that changes or removes what its words name must not, where it must not. */
  private Optional<Problem> foreign(Invocation call, List<String> plain) {
    for (int length = 1; length <= Math.min(2, plain.size()); length++) {
      String verb = String.join(" ", plain.subList(0, length));
      Optional<Kind> kind = Optional.ofNullable(CHANGING.get(verb));
      if (kind.isPresent()) {
        return bench.refusal(call, kind.get(), plain.subList(length, plain.size()), verb);
      }
    }
    return Optional.empty();
  }

  private Problem missing(List<String> words) {
    String written = words.isEmpty() ? "" : words.get(0);
    Problem problem =
        Problem.of(
            "docker.command",
            "docker "
                + String.join(" ", words)
                + ": not a docker word of Stagecraft, and there is no docker CLI on this machine");
    ToIntFunction<String> distance = v -> EditDistance.between(written, v);
    return verbs.stream()
        .min(Comparator.comparingInt(distance).thenComparing(v -> v))
        .map(near -> problem.withHint("did you mean docker " + near + "?"))
        .orElse(problem);
  }
}
