package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The reference lab as a script: its twenty steps, their asserts, and nothing left behind. */
class LabGroovyIT {
  private static final Duration LIMIT = Duration.ofSeconds(880);

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();
  private final TreeSet<String> before = objects();

  @AfterEach
  void disconnect() {
    real.engine().close();
  }

  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS)
  void goesThroughAllSteps() throws IOException {
    Stagecraft stagecraft = new Stagecraft(folder, real.environment());
    Stagecraft.Ended ended = stagecraft.start("labs/multi-stage/lab.groovy").end(LIMIT);
    assertEquals(0, ended.status(), ended.out() + ended.err());
    // as in a replay: the bases of .NET may be nowhere
    boolean dotnet = !ended.out().contains("Part 4: .NET is left out: nobody has ");
    List<String> table =
        ended.out().lines().dropWhile(line -> !line.startsWith("APPLICATION ")).skip(1).toList();
    List<String> applications =
        new ArrayList<>(List.of("Go (alpine)", "Go (scratch)", "Python", "React"));
    if (dotnet) {
      applications.add(".NET");
    }
    assertAll(
        () -> assertEquals(headings(stagecraft, dotnet), steps(ended.out())),
        () -> assertEquals(applications, table.stream().map(l -> l.split(" {2,}")[0]).toList()),
        () ->
            assertTrue(
                table.stream().allMatch(l -> l.matches(".*\\d [MG]B .* \\d\\d %")), ended.out()),
        () -> assertEquals(List.of(), stagecraft.sessions()),
        () -> assertEquals(before, objects()));
  }

  private static List<String> steps(String text) {
    return text.lines().filter(line -> line.startsWith("Step ")).toList();
  }

  /** The steps as the lab itself heads them. */
  private static List<String> headings(Stagecraft stagecraft, boolean dotnet) throws IOException {
    Path lab = stagecraft.root().resolve("labs/multi-stage/README.md");
    return Files.readString(lab)
        .lines()
        .filter(line -> line.startsWith("### Step "))
        .map(line -> line.substring("### ".length()))
        .filter(step -> dotnet || !step.matches("Step 1[4567]: .*"))
        .toList();
  }

  /** Bases stay by intent: a stand-in under a name of its own, others under theirs. */
  private TreeSet<String> objects() {
    TreeSet<String> objects = real.objects();
    objects.removeIf(
        o ->
            o.matches(
                "image \\[(.*(stagecraft-base|dotnet)/.*"
                    + "|(golang|alpine|debian|buildpack-deps|python|node|nginx):.*|)\\] .*"));
    return objects;
  }
}
