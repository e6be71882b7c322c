package dev.stagecraft.engine.provision;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages.Extent;
import dev.stagecraft.engine.BuildEvent;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.StepName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Builds images by recipes. On an engine that is the user's own, it leaves no cache behind. */
final class RecipeBuild {
  private static final int LAST_LINES = 5;
  private static final int WORDS = 60;

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
  void make(Recipe recipe, ImageName name, Map<String, String> labels, Telling telling) {
    Builder builder = engine.builder();
    Set<String> before = ownEngine ? Set.of() : ids(builder);
    Listening said = new Listening(telling);
    try {
      Builder.Built built =
          builder.build(request(recipe, List.of(name.familiar()), labels), said::on);
      built.contextRecord().ifPresent(record -> builder.prune(List.of(record)));
    } catch (ProblemException failed) {
      Problem problem = failed.problem();
      String last = said.last.isEmpty() ? "" : ": " + String.join(" · ", said.last);
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
        leaves(made);
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

  /** Hears the builder: keeps the last lines, and tells how far it is. */
  private static final class Listening {
    private final Telling telling;
    private final Deque<String> last = new ArrayDeque<>();
    private final Map<String, StepName> steps = new HashMap<>();
    private final Map<String, PackageCount> counts = new HashMap<>();

    Listening(Telling telling) {
      this.telling = telling;
    }

    void on(BuildEvent event) {
      if (event instanceof BuildEvent.StepBegun begun) {
        last.clear();
        StepName name = StepName.parse(begun.name());
        steps.put(begun.step(), name);
        if (name.kind() == StepName.Kind.INSTRUCTION) {
          telling.far(
              words(name), new Extent(name.index(), OptionalLong.of(name.total()), "steps"));
        }
      } else if (event instanceof BuildEvent.StepOutput output) {
        new String(output.bytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .forEach(line -> line(output.step(), line.strip()));
      }
    }

    private void line(String step, String line) {
      last.add(line);
      if (last.size() > LAST_LINES) {
        last.remove();
      }
      Optional<StepName> name = Optional.ofNullable(steps.get(step));
      counts
          .computeIfAbsent(step, unused -> new PackageCount())
          .line(line)
          .ifPresent(
              at ->
                  telling.far(
                      name.flatMap(StepName::stage).map(stage -> stage + ": ").orElse("")
                          + at.phase()
                          + " packages",
                      at.extent()));
    }

    /** {@code golang-1.22: COPY --from=…}, without the options of the instruction. */
    private static String words(StepName name) {
      String text = name.text().replaceAll("\\s+", " ").replaceAll(" --(?:mount|chmod)=\\S+", "");
      String cut = text.length() > WORDS ? text.substring(0, WORDS) + "…" : text;
      return name.stage().map(stage -> stage + ": ").orElse("") + cut;
    }
  }

  private static Set<String> ids(Builder builder) {
    return builder.cache().stream().map(Builder.CacheRecord::id).collect(Collectors.toSet());
  }

  /** Removes the cache records of the builds so far. */
  synchronized void giveBack() {
    if (!records.isEmpty()) {
      engine.builder().prune(new ArrayList<>(records));
      records.clear();
    }
  }

  private synchronized void leaves(Set<String> made) {
    records.addAll(made);
  }
}
