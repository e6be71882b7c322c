package dev.stagecraft.engine.provision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings base images: what the engine has, then what its registry has, then a pack, then a recipe.
 *
 * <p>A stand-in carries {@link #STAND_IN} (how it came) and {@link #STANDS_FOR} (its name). What is
 * built from one inherits the labels, so that only an image whose own name is in the second is one.
 */
public final class Bases implements BaseImages {
  /** Label of an image that is a stand-in, or is built from one: {@code recipe} or {@code pack}. */
  public static final String STAND_IN = "dev.stagecraft.standin";

  /** Label of a stand-in: the name that it stands for. */
  public static final String STANDS_FOR = "dev.stagecraft.base";

  private static final String KEPT = "stagecraft-base/";

  private final Images images;
  private final BaseRules rules;
  private final Registries registries;
  private final RecipeBuild builds;
  private final DebianBase debian;
  private final StateLock lock;
  private final Map<String, Brought> brought = new LinkedHashMap<>();

  /**
   * The bases of an engine.
   *
   * @param environment the variables
   * @param home the person's home folder: settings of pip, npm and Go are there
   */
  public Bases(Engine engine, BaseRules rules, Map<String, String> environment, Path home) {
    this.images = engine.images();
    this.rules = rules;
    this.registries = new Registries(images, rules.registryLimit());
    this.builds = new RecipeBuild(engine, rules.ownEngine());
    HostCommands commands = new HostCommands(List.of(), environment.getOrDefault("PATH", ""));
    this.debian =
        new DebianBase(
            images,
            commands,
            () -> HostSettings.read(Path.of("/"), home, environment),
            rules.work());
    this.lock = new StateLock(rules.work().resolve("lock"));
  }

  @Override
  public Brought bring(String reference, Consumer<Progress> listener) {
    long begun = System.nanoTime();
    if (reference.equals("scratch")) {
      return new Brought(reference, Source.LOCAL, false, Duration.ZERO);
    }
    ImageName name = ImageName.parse(reference);
    Source source = source(name, line -> listener.accept(new Progress(reference, line)), listener);
    boolean standIn =
        source == Source.PACK
            || source == Source.RECIPE
            || (source == Source.LOCAL && isStandIn(reference));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Brought result = new Brought(reference, source, standIn, took);
    synchronized (brought) {
      // That it was made counts, not that it was there when it was asked for again.
      brought.putIfAbsent(name.familiar(), result);
    }
    return result;
  }

  @Override
  public Optional<Problem> absence(String reference) {
    if (reference.equals("scratch")) {
      return Optional.empty();
    }
    ImageName name = ImageName.parse(reference);
    if (images.exists(name.familiar()) || images.exists(kept(name))) {
      return Optional.empty();
    }
    Optional<Recipe> recipe = recipe(name);
    Optional<Problem> start =
        recipe.stream()
            .flatMap(found -> builds.bases(found).stream())
            .flatMap(base -> absence(base).stream())
            .findFirst();
    boolean made = recipe.isPresent() || name.familiar().equals(DebianBase.NAME);
    if (made && start.isEmpty()) {
      return Optional.empty();
    }
    return registries
        .unreachable(name)
        .map(
            away ->
                start
                    .map(problem -> startsNowhere(name, away, problem))
                    .orElseGet(() -> nowhere(name, away, noRecipe())));
  }

  private String noRecipe() {
    return "no recipe in " + rules.recipes();
  }

  private Problem startsNowhere(ImageName name, Registries.Pull pull, Problem base) {
    Problem whole = nowhere(name, pull, "its recipe starts with another: " + base.message());
    return base.hint().map(whole::withHint).orElse(whole);
  }

  private Source source(ImageName name, Consumer<String> say, Consumer<Progress> listener) {
    if (images.exists(name.familiar())) {
      return Source.LOCAL;
    }
    Registries.Pull pull = registries.pull(name, say);
    if (pull instanceof Registries.Pulled) {
      return Source.PULLED;
    }
    if (pull instanceof Registries.Refused refused && !rules.standIns()) {
      throw refusal(name, refused).exception();
    }
    if (pull instanceof Registries.Unreachable away && !away.decidedBefore()) {
      say.accept("registry " + away.registry() + " not reachable (" + away.reason() + ")");
    }
    if (recipe(name).isEmpty()
        && !name.familiar().equals(DebianBase.NAME)
        && !images.exists(kept(name))) {
      // told at once, though something else is being made
      throw nowhere(name, pull, noRecipe()).exception();
    }
    try {
      Files.createDirectories(rules.work());
    } catch (IOException failed) {
      throw EngineFolder.unwritable(rules.work(), failed);
    }
    return lock.holding(() -> make(name, pull, say, listener));
  }

  private static Problem refusal(ImageName name, Registries.Refused refused) {
    String hint =
        switch (refused.kind()) {
          case CERTIFICATE ->
              "the engine's machine must trust the registry's certificate:"
                  + " /etc/docker/certs.d/REGISTRY/ca.crt; or --stand-ins";
          case THROTTLED ->
              "it limits how often one may pull: docker login, or wait;"
                  + " --stand-ins makes do with a stand-in";
          case NOT_THERE -> "check the name and the tag; --stand-ins makes do with a stand-in";
          case DENIED -> "check the name, or docker login; --stand-ins makes do with a stand-in";
        };
    return Problem.of(
            "base.registry",
            "the registry " + refused.registry() + " gave no " + name + ": " + refused.says())
        .withHint(hint);
  }

  /** Makes a stand-in; somebody else may have made it while we waited for the lock. */
  private Source make(
      ImageName name, Registries.Pull pull, Consumer<String> say, Consumer<Progress> listener) {
    if (images.exists(name.familiar())) {
      return Source.LOCAL;
    }
    if (images.exists(kept(name))) {
      images.tag(kept(name), name.repository(), name.tagOrLatest());
      return label(kept(name), STAND_IN).equals("pack") ? Source.PACK : Source.RECIPE;
    }
    Optional<Recipe> recipe = recipe(name);
    Source source = recipe.map(Recipe::source).orElse(Source.RECIPE);
    Map<String, String> labels =
        Map.of(STAND_IN, source == Source.PACK ? "pack" : "recipe", STANDS_FOR, name.familiar());
    if (recipe.isPresent()) {
      for (String base : builds.bases(recipe.get())) {
        bringFor(name, pull, base, listener);
      }
      say.accept(source == Source.PACK ? "from a pack" : "from a recipe");
      builds.make(recipe.get(), name, labels);
    } else if (name.familiar().equals(DebianBase.NAME)) {
      debian.make(labels, say);
    } else {
      throw nowhere(name, pull, noRecipe()).exception();
    }
    if (!rules.ownEngine()) {
      ImageName under = ImageName.parse(kept(name));
      images.tag(name.familiar(), under.repository(), under.tagOrLatest());
    }
    return source;
  }

  /** Brings what a recipe starts from; where that is nowhere, so is what the recipe makes. */
  private void bringFor(
      ImageName name, Registries.Pull pull, String base, Consumer<Progress> listener) {
    try {
      bring(base, listener);
    } catch (ProblemException failed) {
      Problem problem = failed.problem();
      if (!problem.code().equals(NOWHERE)) {
        throw failed;
      }
      throw startsNowhere(name, pull, problem).exception(failed);
    }
  }

  private Optional<Recipe> recipe(ImageName name) {
    for (Path pack : rules.packs()) {
      Optional<Recipe> found = Recipe.find(pack, name, Source.PACK);
      if (found.isPresent()) {
        return found;
      }
    }
    return Recipe.find(rules.recipes(), name, Source.RECIPE);
  }

  /** Why no source has an image, source by source. */
  private Problem nowhere(ImageName name, Registries.Pull pull, String recipe) {
    List<String> why = new ArrayList<>();
    if (pull instanceof Registries.Unreachable away) {
      why.add("its registry " + away.registry() + " is not reachable (" + away.reason() + ")");
    } else if (pull instanceof Registries.Refused refused) {
      why.add("its registry " + refused.registry() + " refused it");
    }
    List<String> packs =
        rules.packs().stream().filter(Files::isDirectory).map(Path::toString).toList();
    why.add(packs.isEmpty() ? "there is no pack" : "no pack in " + String.join(", ", packs));
    why.add(recipe);
    return Problem.of(NOWHERE, "no image " + name + " here: " + String.join("; ", why))
        .withHint(
            "docker load one, name a folder of packs in STAGECRAFT_PACKS,"
                + " or try where the registry answers");
  }

  private static String kept(ImageName name) {
    return KEPT + name.repository().replace(':', '-') + ":" + name.tagOrLatest();
  }

  @Override
  public boolean isStandIn(String reference) {
    try {
      return label(reference, STANDS_FOR).equals(ImageName.parse(reference).familiar());
    } catch (ProblemException noName) {
      return false;
    }
  }

  /** A label's value; empty where there is no such image or label. */
  private String label(String reference, String label) {
    return inspect(reference).path("Config").path("Labels").path(label).asText("");
  }

  private JsonNode inspect(String reference) {
    try {
      return images.inspect(reference);
    } catch (EngineRefusal refusal) {
      if (refusal.status() == 404) {
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
      }
      throw refusal;
    }
  }

  @Override
  public List<String> giveBack() {
    if (rules.ownEngine()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Brought each : brought().values()) {
      ImageName name = ImageName.parse(each.reference());
      boolean made = each.source() == Source.PACK || each.source() == Source.RECIPE;
      // A name that means something else by now is somebody else's.
      String now = inspect(name.familiar()).path("Id").asText("");
      if (made && !now.isEmpty() && now.equals(inspect(kept(name)).path("Id").asText(""))) {
        images.remove(name.familiar(), false, false);
        names.add(name.familiar());
      }
    }
    builds.giveBack();
    if (!names.isEmpty()) {
      lines.add(
          "stand-ins gave their names back: "
              + String.join(", ", names)
              + " · they stay as "
              + KEPT
              + "… until engine purge");
    }
    return lines;
  }

  /**
   * Removes the stand-ins that stayed on an engine that is the user's own.
   *
   * @return a line for each that went
   */
  public List<String> purge() {
    List<String> lines = new ArrayList<>();
    for (Images.Summary image : images.list(Images.Query.everything())) {
      for (String tag : image.tags()) {
        if (tag.startsWith(KEPT)) {
          images.remove(tag, false, true);
          lines.add("removed " + tag);
        }
      }
    }
    return lines;
  }

  @Override
  public Map<String, Brought> brought() {
    synchronized (brought) {
      return new LinkedHashMap<>(brought);
    }
  }
}
