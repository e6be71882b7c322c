package dev.stagecraft.app;

import dev.stagecraft.core.ProblemException;
import dev.stagecraft.session.Leftover;
import dev.stagecraft.session.Sweep;
import dev.stagecraft.session.TeardownReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a start does about sessions that were killed: it removes what they left, asks whether to, or
 * mentions it. A work folder alone is removed without a word to a person.
 *
 * <p>No engine is started and nobody is asked for one because of an old session.
 */
final class Sweeping {
  private static final Duration BUDGET = Duration.ofMinutes(2);

  private final Path state;
  private final EngineDoor door;
  private final Clock clock;
  private final Consumer<String> say;
  private final RunLog log;

  /**
   * Nothing is looked at yet.
   *
   * @param say tells a person a line
   */
  Sweeping(Path state, EngineDoor door, Clock clock, Consumer<String> say, RunLog log) {
    this.state = state;
    this.door = door;
    this.clock = clock;
    this.say = say;
    this.log = log;
  }

  /**
   * Before anything else is done: removes all of it where the arguments say so or nobody is there,
   * and mentions it otherwise.
   *
   * @param asked whether a person will be asked instead
   * @return 4 where something could not be removed, otherwise 0
   */
  int begin(Arguments arguments, boolean unattended, boolean asked) {
    int status = 0;
    if (arguments.run() instanceof Arguments.Words words && !makesThings(words.words())) {
      return status;
    }
    if (arguments.yes() || unattended) {
      for (Leftover leftover : find(say)) {
        status = Math.max(status, clean(leftover));
      }
    } else if (!asked) {
      for (Leftover leftover : find(log::say)) {
        say.accept(leftover.describe() + " · stagecraft sweep --yes removes that");
      }
    }
    return status;
  }

  private static boolean makesThings(List<String> words) {
    return !Set.of("sweep", "help", "engine", "export").contains(words.get(0))
        && !words.contains("--plan");
  }

  /**
   * Removes what a person wants removed.
   *
   * @param wanted asks
   */
  void ask(Predicate<String> wanted) {
    for (Leftover leftover : find(say)) {
      if (wanted.test(leftover.describe() + ". Clean up, or keep it?")) {
        log.say("status of the sweep: " + clean(leftover));
      } else {
        say.accept("it stays · sweep lists it again, sweep --forget ends that");
      }
    }
  }

  private int clean(Leftover leftover) {
    TeardownReport report = leftover.clean(BUDGET);
    say.accept(
        "session " + leftover.session() + ": " + report.summary().orElse("nothing was left of it"));
    report.left().forEach(left -> say.accept("not removed: " + left.what() + ": " + left.why()));
    return report.status();
  }

  private List<Leftover> find(Consumer<String> remarks) {
    List<Leftover> found = new ArrayList<>();
    try {
      Sweep.Findings findings = Sweep.look(state, door::present, clock);
      findings.remarks().forEach(remarks);
      for (Leftover leftover : findings.leftovers()) {
        if (leftover.trivial()) {
          log.say("session " + leftover.session() + ": " + leftover.clean(BUDGET).summary());
        } else {
          found.add(leftover);
        }
      }
    } catch (ProblemException e) {
      // The command that comes next says the same, if it needs an engine at all.
      log.failure("sweep", e);
    }
    return found;
  }
}
