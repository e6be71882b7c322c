package dev.stagecraft.engine.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.Problem;
import dev.stagecraft.core.ProblemException;
import dev.stagecraft.engine.BaseImages.Brought;
import dev.stagecraft.engine.BaseImages.Source;
import dev.stagecraft.engine.Builder;
import dev.stagecraft.engine.buildkit.BuildKit;
import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stand-ins on a real engine, by a recipe that needs nothing but scratch. */
class BasesIT {
  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed(BuildKit::new);
  private final List<String> said = new ArrayList<>();
  private String image = "";

  @BeforeEach
  void recipe() throws IOException {
    // Nothing listens on port 1 of this machine: the registry refuses the connection.
    image = "127.0.0.1:1/" + real.name("tiny") + ":1";
    Path recipe = Files.createDirectories(folder.resolve("recipes").resolve(real.name("tiny")));
    Files.writeString(
        recipe.resolve("Dockerfile"),
        "FROM scratch AS " + real.name("tiny") + "-1\nCOPY " + real.name("tiny") + "/f /f\n");
    Files.writeString(recipe.resolve("f"), real.name("content"));
  }

  @AfterEach
  void close() {
    bases(false).purge();
    real.close();
  }

  private Bases bases(boolean ownEngine) {
    BaseRules rules =
        new BaseRules(
            ownEngine,
            false,
            List.of(),
            folder.resolve("recipes"),
            folder.resolve("work"),
            Duration.ofSeconds(5));
    return new Bases(real.engine(), rules, Map.of("PATH", "/usr/bin:/bin"), folder);
  }

  private Set<String> cache() {
    return real.engine().builder().cache().stream()
        .map(Builder.CacheRecord::description)
        .filter(description -> description.contains(real.name("")))
        .collect(Collectors.toSet());
  }

  @Test
  void onTheUsersEngineNothingButTheImageAsideStays() {
    Bases bases = bases(false);
    Brought brought =
        bases.bring(
            image,
            progress -> {
              if (progress.extent().isEmpty()) {
                said.add(progress.line());
              }
            });
    assertEquals(Source.RECIPE, brought.source());
    assertTrue(bases.isStandIn(image));
    assertEquals(
        List.of("registry 127.0.0.1:1 not reachable (connection refused)", "from a recipe"), said);

    assertEquals(1, bases.giveBack().size());
    assertFalse(real.engine().images().exists(image));
    String aside = "stagecraft-base/127.0.0.1-1/" + real.name("tiny") + ":1";
    assertTrue(real.engine().images().exists(aside));
    assertEquals(Set.of(), cache());
    assertTrue(bases.purge().contains("removed " + aside));
  }

  @Test
  void aRecipeThatFailsIsToldWithItsReason() throws IOException {
    Path recipe = folder.resolve("recipes").resolve(real.name("tiny"));
    Files.delete(recipe.resolve("f"));
    Problem problem =
        assertThrows(ProblemException.class, () -> bases(true).bring(image, progress -> {}))
            .problem();
    assertEquals("base.recipe", problem.code());
    assertTrue(problem.message().contains("/f\" not found"), problem.message());
  }
}
