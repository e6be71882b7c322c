package dev.stagecraft.replay;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.lab.DockerUse;
import dev.stagecraft.lab.LabStatement;
import dev.stagecraft.language.SimpleCommand;
import dev.stagecraft.session.Removals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which removals of a lab go on behind their statement, and until when. Only {@code docker rm -f}
 * of containers that are there does, and only while files are written and images built: anything
 * else could see a container, its name or its port, and waits. So outputs and statuses stay those
 * of one statement after the other.
 */
final class Overlap {
  /** What only touches files and the shell itself. */
  private static final Set<String> FILES =
      Set.of("cd", "mkdir", "cat", "echo", "printf", "touch", "cp", "mv", "chmod", "true", ":");

  /** A here-document whose text bash expands, so that programs may run for it. */
  private static final Pattern EXPANDED = Pattern.compile("<<-?\\s*[A-Za-z_]");

  private static final Set<String> FORCED = Set.of("-f", "--force", "-fv", "-vf");

  private final Removals removals;
  private final List<String> names = new ArrayList<>();
  private Optional<LabStatement> removing = Optional.empty();

  Overlap(Removals removals) {
    this.removals = removals;
  }

  /**
   * Before a statement runs: waits where it could see the difference, and lets its removals go on
   * where it is one that may.
   *
   * @throws ProblemException {@code replay.removal} where one that went on failed
   */
  void before(LabStatement statement) {
    if (!isIndependent(statement)) {
      settle();
    }
    List<String> containers = removed(statement);
    removals.open(!containers.isEmpty());
    if (!containers.isEmpty()) {
      names.addAll(containers);
      removing = Optional.of(statement);
    }
  }

  /** After a statement has run: no other may leave its removals behind. */
  void after() {
    removals.open(false);
  }

  /**
   * Waits until nothing goes on any more.
   *
   * @throws ProblemException {@code replay.removal} where something failed
   */
  void settle() {
    Optional<LabStatement> begun = removing;
    names.clear();
    removing = Optional.empty();
    try {
      removals.settle();
    } catch (EngineRefusal refusal) {
      Problem problem =
          Problem.of("replay.removal", "a container could not be removed: " + refusal.says())
              .withHint("docker ps -a shows it; the engine's log may say why it stays");
      throw begun.map(at -> problem.at(at.place())).orElse(problem).exception(refusal);
    }
  }

  private boolean isIndependent(LabStatement statement) {
    if (removals.isEmpty()) {
      return true;
    }
    String text = statement.text();
    boolean runsInText =
        EXPANDED.matcher(text).find() && (text.contains("$(") || text.contains("`"));
    return !runsInText
        && names.stream().noneMatch(text::contains)
        && statement.parsed().commands().stream().allMatch(Overlap::isIndependent);
  }

  private static boolean isIndependent(SimpleCommand command) {
    return command.name().filter(FILES::contains).isPresent()
        || DockerUse.of(command).filter(use -> use.verb().equals("build")).isPresent();
  }

  /** The containers that a statement removes by force and does nothing else; none otherwise. */
  private static List<String> removed(LabStatement statement) {
    List<SimpleCommand> commands = statement.parsed().commands();
    if (statement.parsed().single().isEmpty() || commands.size() != 1) {
      return List.of();
    }
    SimpleCommand command = commands.get(0);
    List<String> words = command.literals().orElse(List.of());
    boolean plain = command.assignments().isEmpty() && command.redirections().isEmpty();
    int verb = words.size() > 1 && words.get(1).equals("container") ? 2 : 1;
    if (!plain
        || words.size() < verb + 3
        || !words.get(0).equals("docker")
        || !words.get(verb).equals("rm")
        || !FORCED.contains(words.get(verb + 1))) {
      return List.of();
    }
    List<String> containers = words.subList(verb + 2, words.size());
    boolean odd =
        containers.stream().anyMatch(word -> word.startsWith("-"))
            || Set.copyOf(containers).size() < containers.size();
    return odd ? List.of() : containers;
  }
}
