package dev.stagecraft.engine.provision;

import dev.stagecraft.core.ImageName;
import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages;
import dev.stagecraft.engine.Engine;
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
import java.util.concurrent.ConcurrentHashMap;
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

  private final Images images;
  private final BaseRules rules;
  private final Registries registries;
  private final StandIns standIns;
  private final SharedWork<Progress, Source> works = new SharedWork<>();
  private final Map<String, StateLock> locks = new ConcurrentHashMap<>();
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
    this.standIns = new StandIns(engine, rules, environment, home);
  }

  @Override
  public Brought bring(String reference, Consumer<Progress> listener) {
    long begun = System.nanoTime();
    if (reference.equals("scratch")) {
      return new Brought(reference, Source.LOCAL, false, Duration.ZERO);
    }
    ImageName name = ImageName.parse(reference);
    Source source =
        works.share(
            name.familiar(),
            listener,
            all -> source(name, new Telling(reference, all, System::nanoTime), all));
    boolean standIn =
        source == Source.PACK
            || source == Source.RECIPE
            || (source == Source.LOCAL && isStandIn(reference));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Brought result = new Brought(reference, source, standIn, took);
    synchronized (brought) {
      brought.merge(name.familiar(), result, Bases::telling);
    }
    return result;
  }

  /** That it was made counts, not that it was there when it was asked for again, or waited for. */
  private static Brought telling(Brought before, Brought now) {
    boolean longer = now.took().compareTo(before.took()) > 0;
    return now.source() != Source.LOCAL && (before.source() == Source.LOCAL || longer)
        ? now
        : before;
  }

  @Override
  public Optional<Problem> absence(String reference) {
    if (reference.equals("scratch")) {
      return Optional.empty();
    }
    ImageName name = ImageName.parse(reference);
    if (images.exists(name.familiar()) || images.exists(StandIns.kept(name))) {
      return Optional.empty();
    }
    Optional<Problem> start =
        standIns.startsFrom(name).stream()
            .flatMap(base -> absence(base).stream())
            .findFirst()
            .or(() -> standIns.obstacle(name));
    if (standIns.source(name).isPresent() && start.isEmpty()) {
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

  private Source source(ImageName name, Telling telling, Consumer<Progress> listener) {
    StandIns.State state = standIns.state(name.familiar());
    if (state == StandIns.State.OUTDATED) {
      return renewed(name, telling, listener);
    }
    if (state != StandIns.State.ABSENT) {
      return Source.LOCAL;
    }
    Registries.Pull pull = registries.pull(name, telling);
    if (pull instanceof Registries.Pulled) {
      return Source.PULLED;
    }
    if (pull instanceof Registries.Refused refused && !rules.standIns()) {
      throw refusal(name, refused).exception();
    }
    if (pull instanceof Registries.Unreachable away && !away.decidedBefore()) {
      telling.say("registry " + away.registry() + " not reachable (" + away.reason() + ")");
    }
    Source source =
        standIns.source(name).orElseThrow(() -> nowhere(name, pull, noRecipe()).exception());
    return make(name, source, base -> bringFor(name, pull, base, listener), telling);
  }

  /** Makes a stand-in anew; where this machine cannot, the old one goes on standing in. */
  private Source renewed(ImageName name, Telling telling, Consumer<Progress> listener) {
    Optional<Source> source = standIns.source(name);
    if (source.isEmpty()) {
      return Source.LOCAL;
    }
    telling.say("this machine's settings or its recipe changed");
    try {
      return make(name, source.get(), base -> bring(base, listener), telling);
    } catch (ProblemException failed) {
      if (!failed.problem().code().equals(NOWHERE)) {
        throw failed;
      }
      telling.say("it stays as it is: " + failed.problem().message());
      return Source.LOCAL;
    }
  }

  /** Makes a stand-in, unless another process did so while we waited for it. */
  private Source make(ImageName name, Source source, Consumer<String> bring, Telling telling) {
    try {
      Files.createDirectories(rules.work());
    } catch (IOException failed) {
      throw EngineFolder.unwritable(rules.work(), failed);
    }
    String file = name.familiar().replaceAll("[^A-Za-z0-9._-]", "-") + ".lock";
    return locks
        .computeIfAbsent(file, unused -> new StateLock(rules.work().resolve(file)))
        .holding(
            () -> telling.say("another Stagecraft makes it"),
            () -> {
              StandIns.State now = standIns.state(name.familiar());
              boolean done = now == StandIns.State.REAL || now == StandIns.State.STAND_IN;
              return done ? Source.LOCAL : standIns.make(name, source, bring, telling);
            });
  }

  private static Problem refusal(ImageName name, Registries.Refused refused) {
    String hint =
        switch (refused.kind()) {
          case CERTIFICATE ->
              "the engine's machine must trust the registry's certificate:"
                  + " /etc/docker/certs.d/REGISTRY/ca.crt; or --stand-ins";
          case SLOW -> "try again; --stand-ins makes do with a stand-in";
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

  private Problem startsNowhere(ImageName name, Registries.Pull pull, Problem base) {
    Problem whole = nowhere(name, pull, "its recipe cannot be used here: " + base.message());
    return base.hint().map(whole::withHint).orElse(whole);
  }

  private String noRecipe() {
    return "no recipe in " + rules.recipes();
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

  @Override
  public boolean isReady(String reference) {
    if (reference.equals("scratch")) {
      return true;
    }
    StandIns.State state = standIns.state(reference);
    return state == StandIns.State.REAL || state == StandIns.State.STAND_IN;
  }

  @Override
  public boolean isStandIn(String reference) {
    return standIns.isStandIn(reference);
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
      if (made && standIns.isKept(name)) {
        images.remove(name.familiar(), false, false);
        names.add(name.familiar());
      }
    }
    standIns.giveBack();
    if (!names.isEmpty()) {
      lines.add(
          "stand-ins gave their names back: "
              + String.join(", ", names)
              + " · they stay as "
              + StandIns.KEPT
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
        if (tag.startsWith(StandIns.KEPT)) {
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
