package dev.stagecraft.engine.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages.Source;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineRefusal;
import dev.stagecraft.engine.Images;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The stand-ins of an engine: makes them from packs, recipes and this machine, knows them by their
 * labels, and tells which are out of date.
 */
final class StandIns {
  /** Where they stay aside on an engine that is the user's own. */
  static final String KEPT = "stagecraft-base/";

  private static final String MADE_FROM = "dev.stagecraft.madefrom";

  private final Images images;
  private final BaseRules rules;
  private final Recipes recipes;
  private final RecipeBuild builds;
  private final DebianBase debian;
  private final Fingerprints fingerprints;

  /**
   * Nothing happens yet.
   *
   * @param environment the variables
   * @param home the person's home folder: settings of pip, npm and Go are there
   */
  StandIns(Engine engine, BaseRules rules, Map<String, String> environment, Path home) {
    this.images = engine.images();
    this.rules = rules;
    this.recipes = new Recipes(rules.packs(), rules.recipes());
    this.builds = new RecipeBuild(engine, rules.ownEngine());
    HostCommands commands = new HostCommands(List.of(), environment.getOrDefault("PATH", ""));
    this.debian =
        new DebianBase(
            images,
            commands,
            () -> HostSettings.read(Path.of("/"), home, environment),
            rules.work());
    this.fingerprints = new Fingerprints(recipes, builds::bases, this::realImage, debian::madeFrom);
  }

  /** An image as it stands on the engine. */
  enum State {
    /** It is not there. */
    ABSENT,
    /** It is there, and not made by us. */
    REAL,
    /** It is a stand-in as one would be made now. */
    STAND_IN,
    /** It is a stand-in, and one made now would be another. */
    OUTDATED
  }

  /** How an image stands. */
  State state(String reference) {
    JsonNode image = inspect(reference);
    if (image.isMissingNode()) {
      return State.ABSENT;
    }
    if (!standsFor(image, reference)) {
      return State.REAL;
    }
    Optional<String> now = fingerprints.of(ImageName.parse(reference));
    // What nothing here makes any more stays as it is.
    return now.isEmpty() || now.get().equals(label(image, MADE_FROM))
        ? State.STAND_IN
        : State.OUTDATED;
  }

  /** Whether an image is a stand-in: what is built from one inherits its labels, and is none. */
  boolean isStandIn(String reference) {
    JsonNode image = inspect(reference);
    return !image.isMissingNode() && standsFor(image, reference);
  }

  private static boolean standsFor(JsonNode image, String reference) {
    try {
      return label(image, Bases.STANDS_FOR).equals(ImageName.parse(reference).familiar());
    } catch (ProblemException noName) {
      return false;
    }
  }

  private Optional<String> realImage(String reference) {
    JsonNode image = inspect(reference);
    return image.isMissingNode() || standsFor(image, reference)
        ? Optional.empty()
        : Optional.of(image.path("Id").asText());
  }

  /** What the recipe of an image starts from; nothing where it has none. */
  List<String> startsFrom(ImageName name) {
    return recipes.find(name).map(builds::bases).orElse(List.of());
  }

  /** Why an image that needs no recipe cannot be made here, if so. */
  Optional<Problem> obstacle(ImageName name) {
    return name.familiar().equals(DebianBase.NAME) && recipes.find(name).isEmpty()
        ? debian.obstacle()
        : Optional.empty();
  }

  /** How an image can be made here, if it can. */
  Optional<Source> source(ImageName name) {
    return recipes
        .find(name)
        .map(Recipe::source)
        .or(
            () ->
                name.familiar().equals(DebianBase.NAME)
                    ? Optional.of(Source.RECIPE)
                    : Optional.empty());
  }

  /**
   * Makes one, or finds it aside. The caller holds the lock of the image.
   *
   * @param bring brings what its recipe starts from
   */
  Source make(ImageName name, Source source, Consumer<String> bring, Telling telling) {
    String word = fingerprints.of(name).orElse("");
    JsonNode aside = inspect(kept(name));
    if (label(aside, MADE_FROM).equals(word)) {
      images.tag(kept(name), name.repository(), name.tagOrLatest());
      return source;
    }
    String before = inspect(name.familiar()).path("Id").asText("");
    Map<String, String> labels =
        Map.of(
            Bases.STAND_IN,
            source == Source.PACK ? "pack" : "recipe",
            Bases.STANDS_FOR,
            name.familiar(),
            MADE_FROM,
            word);
    Optional<Recipe> recipe = recipes.find(name);
    if (recipe.isPresent()) {
      builds.bases(recipe.get()).forEach(bring);
      telling.say(source == Source.PACK ? "from a pack" : "from a recipe");
      builds.make(recipe.get(), name, labels, telling);
    } else {
      debian.make(labels, telling);
    }
    if (!rules.ownEngine()) {
      ImageName under = ImageName.parse(kept(name));
      images.tag(name.familiar(), under.repository(), under.tagOrLatest());
    }
    removeOld(before, inspect(name.familiar()).path("Id").asText(""));
    return source;
  }

  /** Removes what an image was before it was made anew, where nothing uses it or names it. */
  private void removeOld(String before, String now) {
    if (before.isEmpty() || before.equals(now) || !inspect(before).path("RepoTags").isEmpty()) {
      return;
    }
    try {
      images.remove(before, false, true);
    } catch (EngineRefusal inUse) {
      if (inUse.status() != 409 && inUse.status() != 404) {
        throw inUse;
      }
    }
  }

  /** The name under which a stand-in stays on an engine that is the user's own. */
  static String kept(ImageName name) {
    return KEPT + name.repository().replace(':', '-') + ":" + name.tagOrLatest();
  }

  /** Whether a stand-in's public name still means what it means aside. */
  boolean isKept(ImageName name) {
    String now = inspect(name.familiar()).path("Id").asText("");
    return !now.isEmpty() && now.equals(inspect(kept(name)).path("Id").asText(""));
  }

  /** Removes what making them left on an engine that is the user's own. */
  void giveBack() {
    builds.giveBack();
  }

  private static String label(JsonNode image, String label) {
    return image.path("Config").path("Labels").path(label).asText("");
  }

  private JsonNode inspect(String reference) {
    try {
      return images.inspect(reference);
    } catch (EngineRefusal refusal) {
      if (refusal.status() == 404) {
        return MissingNode.getInstance();
      }
      throw refusal;
    }
  }
}
