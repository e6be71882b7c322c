package dev.stagecraft.engine.provision;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Builds images by recipes. On an engine that is the user's own, it leaves no cache behind. */
final class RecipeBuild {
  private static final int LAST_LINES = 5;

  private final Engine engine;
  private final boolean ownEngine;
  private final Set<String> records = new LinkedHashSet<>();

  RecipeBuild(Engine engine, boolean ownEngine) {
    this.engine = engine;
    this.ownEngine = ownEngine;
  }

  /** What a recipe starts from. */
  List<String> bases(Recipe recipe) {
    return engine.builder().bases(request(recipe, List.of(), Map.of()));
  }

  /**
   * Builds.
   *
   * @throws ProblemException {@code base.recipe} with the last lines of the step that failed
   */
  void make(Recipe recipe, ImageName name, Map<String, String> labels) {
    Builder builder = engine.builder();
    Set<String> before = ownEngine ? Set.of() : ids(builder);
    Deque<String> said = new ArrayDeque<>();
    try {
      Builder.Built built =
          builder.build(
              request(recipe, List.of(name.familiar()), labels), event -> listen(event, said));
      built.contextRecord().ifPresent(record -> builder.prune(List.of(record)));
    } catch (ProblemException failed) {
      Problem problem = failed.problem();
      String last = said.isEmpty() ? "" : ": " + String.join(" · ", said);
      throw Problem.of(
              "base.recipe",
              "the recipe of "
                  + name
                  + " in "
                  + recipe.folder()
                  + " failed: "
                  + problem.message()
                  + last)
          .withHint(
              problem
                  .hint()
                  .orElse("see whether this machine's apt-get update works, then try again"))
          .exception(failed);
    } finally {
      if (!ownEngine && !Thread.currentThread().isInterrupted()) {
        Set<String> made = new LinkedHashSet<>(ids(builder));
        made.removeAll(before);
        records.addAll(made);
      }
    }
  }

  private static Builder.Request request(
      Recipe recipe, List<String> tags, Map<String, String> labels) {
    return new Builder.Request(
        "base-" + UUID.randomUUID(),
        new Builder.Folder(recipe.context()),
        Optional.of(recipe.folder().resolve("Dockerfile").toAbsolutePath().toString()),
        tags,
        Map.of(),
        Optional.of(recipe.stage()),
        labels,
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static void listen(BuildEvent event, Deque<String> said) {
    if (event instanceof BuildEvent.StepBegun) {
      said.clear();
    } else if (event instanceof BuildEvent.StepOutput output) {
      new String(output.bytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(
              line -> {
                said.add(line.strip());
                if (said.size() > LAST_LINES) {
                  said.remove();
                }
              });
    }
  }

  private static Set<String> ids(Builder builder) {
    return builder.cache().stream().map(Builder.CacheRecord::id).collect(Collectors.toSet());
  }

  /** Removes the cache records of the builds so far. */
  void giveBack() {
    if (!records.isEmpty()) {
      engine.builder().prune(new ArrayList<>(records));
      records.clear();
    }
  }
}
