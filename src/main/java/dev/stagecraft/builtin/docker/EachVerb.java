package dev.stagecraft.builtin.docker;

import dev.stagecraft.command.CommandSpec;
import dev.stagecraft.command.Invocation;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.core.Cancelled;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.session.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A verb that does one thing to each of several containers, all at once as docker does, and prints
 * the name of each that it was done to.
 */
abstract class EachVerb extends DockerVerb {
  private static final int AT_ONCE = 50;

  private final String verb;

  EachVerb(CommandSpec spec, String verb, Workbench bench) {
    super(spec, bench);
    this.verb = verb;
  }

  /** Does it to one of them. */
  protected abstract void one(Invocation call, String reference);

  /** Whether a refusal is told and yet no failure. */
  protected boolean forgives(Invocation call, EngineRefusal refusal) {
    return false;
  }

  @Override
  protected Outcome act(Invocation call) {
    List<String> references = call.arguments().all("CONTAINER");
    Optional<Problem> refusal = bench.refusal(call, Kind.CONTAINER, references, verb);
    if (refusal.isPresent()) {
      return Outcome.failed(1, refusal.get());
    }
    List<Optional<EngineRefusal>> results = all(call, references);
    int status = 0;
    List<String> names = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < references.size(); i++) {
      Optional<EngineRefusal> failed = results.get(i);
      if (failed.isEmpty()) {
        names.add(references.get(i));
      } else {
        lines.add(Words.daemon(failed.get()));
        status = forgives(call, failed.get()) ? status : 1;
      }
    }
    return new Outcome(status, Optional.empty(), Words.lines(names), lines, Optional.empty());
  }

  private List<Optional<EngineRefusal>> all(Invocation call, List<String> references) {
    if (references.size() == 1) {
      return List.of(attempt(call, references.get(0)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(references.size(), AT_ONCE));
    try {
      List<Callable<Optional<EngineRefusal>>> tasks = new ArrayList<>();
      references.forEach(reference -> tasks.add(() -> attempt(call, reference)));
      List<Optional<EngineRefusal>> results = new ArrayList<>();
      for (Future<Optional<EngineRefusal>> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled(verb);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<EngineRefusal> attempt(Invocation call, String reference) {
    try {
      one(call, reference);
      return Optional.empty();
    } catch (EngineRefusal refusal) {
      return Optional.of(refusal);
    }
  }
}
