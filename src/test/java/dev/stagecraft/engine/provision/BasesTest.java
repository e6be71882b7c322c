package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages.Brought;
import dev.stagecraft.engine.BaseImages.Source;
import dev.stagecraft.testkit.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From where a base image comes, and what is said about it. */
class BasesTest {
  private static final String NO_HOST =
      "Get \"https://registry.example/v2/\": dial tcp: lookup registry.example: no such host";

  @TempDir private Path folder;
  private final FakeEngine engine = new FakeEngine();
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void recipes() throws IOException {
    for (String name : List.of("tiny", "small")) {
      Path recipe = Files.createDirectories(folder.resolve("recipes").resolve(name));
      Files.writeString(
          recipe.resolve("Dockerfile"), "FROM scratch AS " + name + "-1\nCOPY f /f\n");
    }
    Path pack = Files.createDirectories(folder.resolve("packs/small"));
    Files.writeString(pack.resolve("Dockerfile"), "FROM scratch AS small-1\nCOPY g /g\n");
  }

  private Bases bases(boolean ownEngine, boolean standIns) {
    return new Bases(
        engine,
        new BaseRules(
            ownEngine,
            standIns,
            List.of(folder.resolve("packs")),
            folder.resolve("recipes"),
            folder.resolve("work"),
            Duration.ofMillis(300)),
        Map.of("PATH", "/usr/bin:/bin"),
        folder);
  }

  private String bring(Bases bases, String reference) {
    Brought brought =
        bases.bring(
            reference,
            progress -> {
              if (progress.extent().isEmpty()) {
                said.add(progress.line());
              }
            });
    assertEquals(brought.standIn(), bases.isStandIn(reference), "stand-in, by its labels");
    return brought.source() + (brought.standIn() ? " ≈" : "");
  }

  private void registryIsAway() {
    engine.fail("images.pull", Problem.of("engine.pull", NO_HOST).exception());
  }

  private long pulls() {
    return engine.calls().stream().filter(call -> call.startsWith("images.pull")).count();
  }

  @Test
  void whatIsThereIsNotAskedForElsewhere() {
    engine.images().add("tiny:1");
    assertEquals("LOCAL", bring(bases(true, false), "tiny:1"));
    assertEquals(0, pulls());
    assertEquals(List.of(), said);
  }

  @Test
  void aRegistryIsAskedBeforeAnyStandIn() {
    engine.images().publish("tiny:1");
    assertEquals("PULLED", bring(bases(true, false), "tiny:1"));
    assertEquals(List.of("pulling"), said);
  }

  @Test
  void aRegistryThatIsNotReachedIsAskedOnce() {
    registryIsAway();
    Bases bases = bases(true, false);
    assertEquals("RECIPE ≈", bring(bases, "tiny:1"));
    assertEquals("PACK ≈", bring(bases, "small:1"));
    assertEquals(1, pulls());
    assertEquals(
        List.of("registry docker.io not reachable (no such host)", "from a recipe", "from a pack"),
        said);
    assertEquals("LOCAL ≈", bring(bases(true, false), "tiny:1"));
    assertEquals(
        List.of(Source.RECIPE, Source.PACK),
        bases.brought().values().stream().map(Brought::source).toList());
    assertEquals(List.of(), bases.giveBack());
    assertEquals(List.of("tiny:1", "small:1"), List.copyOf(engine.images().tags().keySet()));
  }

  @Test
  void aRegistryThatSaysNothingIsNotWaitedForLong() {
    engine.hang("images.pull");
    assertEquals("RECIPE ≈", bring(bases(true, false), "tiny:1"));
    assertEquals("registry docker.io not reachable (no answer within 0 s)", said.get(0));
  }

  @Test
  void whatNobodyHasIsKnownWithoutBringingIt() {
    registryIsAway();
    Bases bases = bases(true, false);
    assertEquals(Optional.empty(), bases.absence("tiny:1"));
    assertEquals(0, pulls());
    assertEquals(Optional.of("base.nowhere"), bases.absence("other:1").map(Problem::code));
    assertEquals(Optional.of("base.nowhere"), bases.absence("other:2").map(Problem::code));
    assertEquals(1, pulls());
    assertEquals("RECIPE ≈", bring(bases, "tiny:1"));
    assertEquals(List.of("registry docker.io not reachable (no such host)", "from a recipe"), said);
    assertEquals(1, pulls());
  }

  @Test
  void aMachineWithoutAMirrorCannotMakeDebian() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    HostCommands commands = new HostCommands(List.of(), bin.toString());
    DebianBase debian =
        new DebianBase(
            engine.images(),
            commands,
            () -> new HostSettings(Optional.empty(), List.of(), Map.of(), ""),
            folder.resolve("work"));
    assertEquals(
        Optional.of(
            Problem.of(
                    "base.nowhere",
                    "this machine cannot make debian:bookworm-slim: no Debian mirror is among this"
                        + " machine's apt sources")
                .withHint(
                    "name one: STAGECRAFT_DEBIAN_MIRROR=ADDRESS; or give a pack in"
                        + " STAGECRAFT_PACKS")),
        debian.obstacle());
    Telling telling = new Telling("debian:bookworm-slim", progress -> {}, System::nanoTime);
    assertEquals(
        debian.obstacle(),
        Optional.of(
            assertThrows(ProblemException.class, () -> debian.make(Map.of(), telling)).problem()));
  }

  @Test
  void whatItsRegistryMayHaveIsNotAbsent() {
    Bases bases = bases(true, false);
    engine.images().publish("other:1");
    assertEquals(Optional.empty(), bases.absence("other:1"));
    assertEquals(Optional.empty(), bases.absence("other:2"));
    assertEquals(1, pulls());
  }

  @Test
  void aRefusalIsAnErrorUnlessStandInsAreAskedFor() {
    Problem problem =
        assertThrows(ProblemException.class, () -> bring(bases(true, false), "tiny:1")).problem();
    assertEquals("base.registry", problem.code());
    assertEquals(
        "the registry docker.io gave no tiny:1: pull access denied for tiny:1", problem.message());
    assertEquals("RECIPE ≈", bring(bases(true, true), "tiny:1"));
  }

  @Test
  void whatNobodyHasIsToldWithWhatWasTried() {
    registryIsAway();
    Problem problem =
        assertThrows(ProblemException.class, () -> bring(bases(true, false), "other:2")).problem();
    assertEquals("base.nowhere", problem.code());
    assertEquals(
        "no image other:2 here: its registry docker.io is not reachable (no such host);"
            + " no pack in FOLDER/packs; no recipe in FOLDER/recipes",
        problem.message().replace(folder.toString(), "FOLDER"));
    assertEquals(
        Optional.of(
            "docker load one, name a folder of packs in STAGECRAFT_PACKS,"
                + " or try where the registry answers"),
        problem.hint());
  }

  @Test
  void aRecipeWhoseBaseIsNowhereSaysSo() {
    registryIsAway();
    engine.builder().startFrom("debian:gone");
    Problem problem =
        assertThrows(ProblemException.class, () -> bring(bases(true, false), "tiny:1")).problem();
    assertEquals("base.nowhere", problem.code());
    assertEquals(
        "no image tiny:1 here: its registry docker.io is not reachable (no such host); no pack in"
            + " FOLDER/packs; its recipe cannot be used here: no image debian:gone here: its"
            + " registry docker.io is not reachable (no such host); no pack in FOLDER/packs; no"
            + " recipe in FOLDER/recipes",
        problem.message().replace(folder.toString(), "FOLDER"));
  }

  @Test
  void onTheUsersOwnEngineTheNameIsGivenBackAndTheImageStaysAside() {
    registryIsAway();
    Bases bases = bases(false, false);
    bring(bases, "tiny:1");
    assertEquals(
        List.of(
            "stand-ins gave their names back: tiny:1 · they stay as stagecraft-base/… until"
                + " engine purge"),
        bases.giveBack());
    assertEquals(List.of("stagecraft-base/tiny:1"), List.copyOf(engine.images().tags().keySet()));
    assertEquals(List.of(), engine.builder().records());

    Bases later = bases(false, false);
    assertEquals("RECIPE ≈", bring(later, "tiny:1"));
    assertEquals(1, engine.calls().stream().filter(c -> c.startsWith("builder.build")).count());
    later.giveBack();
    assertEquals(List.of("removed stagecraft-base/tiny:1"), later.purge());
    assertEquals(List.of(), engine.images().ids());
  }

  @Test
  void aRecipeThatChangedMakesItAnew() throws IOException {
    registryIsAway();
    assertEquals("RECIPE ≈", bring(bases(true, false), "tiny:1"));
    String first = engine.images().tags().get("tiny:1");
    assertTrue(bases(true, false).isReady("tiny:1"));

    Files.writeString(folder.resolve("recipes/tiny/f"), "other");
    Bases later = bases(true, false);
    assertFalse(later.isReady("tiny:1"));
    said.clear();
    assertEquals("RECIPE ≈", bring(later, "tiny:1"));
    assertEquals(List.of("this machine's settings or its recipe changed", "from a recipe"), said);
    assertFalse(engine.images().ids().contains(first), "the old one is gone");
    assertEquals("LOCAL ≈", bring(later, "tiny:1"));
  }

  @Test
  void aStandInThatNothingMakesAnyMoreStays() throws IOException {
    registryIsAway();
    bring(bases(true, false), "tiny:1");
    Files.delete(folder.resolve("recipes/tiny/Dockerfile"));
    assertEquals("LOCAL ≈", bring(bases(true, false), "tiny:1"));
  }

  @Test
  void oneThatChangedButCannotBeMadeGoesOnStandingIn() throws IOException {
    registryIsAway();
    bring(bases(true, false), "tiny:1");
    engine.builder().startFrom("debian:gone");
    said.clear();
    assertEquals("LOCAL ≈", bring(bases(true, false), "tiny:1"));
    assertEquals("this machine's settings or its recipe changed", said.get(0));
    assertTrue(
        said.get(said.size() - 1).startsWith("it stays as it is: no image debian:gone here:"));
  }

  @Test
  void recipesThatStartFromEachOtherAreAProblem() {
    registryIsAway();
    engine.builder().startFrom("tiny:1");
    Problem problem =
        assertThrows(ProblemException.class, () -> bring(bases(true, false), "tiny:1")).problem();
    assertEquals("base.recipe", problem.code());
    assertEquals("the recipe of tiny:1 starts from itself: tiny:1", problem.message());
  }

  @Test
  void manyThreadsAskTheRegistryOnceAndMakeEachOnce() throws Exception {
    registryIsAway();
    Bases bases = bases(true, false);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Source>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String reference = i % 2 == 0 ? "tiny:1" : "small:1";
        asked.add(() -> bases.bring(reference, progress -> {}).source());
      }
      for (Future<Source> source : threads.invokeAll(asked)) {
        assertTrue(Set.of(Source.RECIPE, Source.PACK, Source.LOCAL).contains(source.get()));
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, pulls());
    assertEquals(2, engine.calls().stream().filter(c -> c.startsWith("builder.build")).count());
  }

  @Test
  void aNameThatMeansSomethingElseByNowIsLeftAlone() {
    registryIsAway();
    Bases bases = bases(false, false);
    bring(bases, "tiny:1");
    String own = engine.images().add("tiny:1");
    assertEquals(List.of(), bases.giveBack());
    assertEquals(own, engine.images().tags().get("tiny:1"));
  }

  @Test
  void whatIsBuiltFromAStandInIsNone() {
    String id = engine.images().add("go-app:single");
    engine.images().label(id, Map.of(Bases.STAND_IN, "recipe", Bases.STANDS_FOR, "golang:1.22"));
    Bases bases = bases(true, false);
    assertEquals("LOCAL", bring(bases, "go-app:single"));
    assertTrue(!bases.isStandIn("nothing:1"));
  }
}
