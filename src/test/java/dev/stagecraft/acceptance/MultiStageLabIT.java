package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.engine.Images;
import dev.stagecraft.lab.LabFile;
import dev.stagecraft.lab.Plan;
import dev.stagecraft.testkit.BaseStock;
import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reference lab, from its first word to its last, bases included: replayed, and exported and
 * run by bash and the docker CLI. Both give the same answers.
 *
 * <p>The bases of its .NET part come from a pack. Where none is given, that part is left out.
 */
class MultiStageLabIT {
  private static final String LAB = "labs/multi-stage/README.md";
  private static final Duration LIMIT = Duration.ofSeconds(880);
  private static final boolean PACKS =
      !System.getenv().getOrDefault("STAGECRAFT_PACKS", "").isEmpty();

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();
  private final TreeSet<String> before = objects();

  @AfterEach
  void disconnect() {
    real.engine().close();
  }

  /** What the lab's servers and programs answer, in its order. */
  private static List<String> answers() throws IOException {
    List<String> all = new ArrayList<>();
    try (InputStream in = MultiStageLabIT.class.getResourceAsStream("multi-stage.answers.txt")) {
      assertTrue(in != null);
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(all::add);
    }
    all.removeIf(line -> !PACKS && line.contains(".NET"));
    return all;
  }

  /** Of all lines those that are answers, with what a base's own version decides masked. */
  private static List<String> answered(String out) throws IOException {
    Set<String> known = Set.copyOf(answers());
    return out.lines()
        .map(l -> l.replaceAll("(go1\\.2[12]|\\.NET 8\\.0)\\.\\d+", "$1.N"))
        .filter(known::contains)
        .toList();
  }

  private Path lab(Stagecraft stagecraft) throws IOException {
    Path whole = stagecraft.root().resolve(LAB);
    if (PACKS) {
      return whole;
    }
    String text = Files.readString(whole);
    int from = text.indexOf("## Part 4");
    int to = text.indexOf("## Part 5");
    return Files.writeString(
        folder.resolve("lab.md"), text.substring(0, from) + text.substring(to));
  }

  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS)
  void replays() throws IOException {
    Stagecraft stagecraft = new Stagecraft(folder, real.environment());
    Path json = folder.resolve("sizes.json");
    Stagecraft.Ended ended = stagecraft.start("replay", LAB, "--table", json.toString()).end(LIMIT);
    assertEquals(0, ended.status(), ended.out() + ended.err());
    List<String> lines = ended.out().lines().toList();
    String all = "20 of 20 steps, \\d+ blocks, 0 failed.*";
    String most = "16 of 20 steps replayed, 4 skipped: .*mcr\\.microsoft\\.com.* 0 failed.*";
    // Without a pack the bases of .NET may still come from their registry.
    String counted = PACKS ? all : all + "|" + most;
    assertAll(
        () -> assertEquals(answers(), answered(ended.out()), ended.out()),
        () ->
            assertTrue(
                lines.stream()
                    .anyMatch(l -> l.matches("  ready after .* \\(port 8081 answered; .*")),
                ended.out()),
        () -> assertTrue(lines.get(lines.size() - 1).matches(counted), ended.out()),
        () -> sizes(new ObjectMapper().readTree(Files.readString(json))),
        () -> assertEquals(List.of(), stagecraft.sessions()),
        () -> assertEquals(before, objects()));
  }

  private static void sizes(JsonNode rows) {
    assertEquals(
        List.of("Go (alpine)", "Go (scratch)", "Python", "React", ".NET"),
        StreamSupport.stream(rows.spliterator(), false)
            .map(row -> row.path("application").asText())
            .toList());
    for (JsonNode row : rows) {
      String name = row.path("application").asText();
      if (!PACKS && name.equals(".NET")) {
        continue;
      }
      String user = name.equals("React") || name.equals("Go (scratch)") ? "root" : "appuser";
      assertAll(
          name,
          () -> assertTrue(row.path("reductionPercent").asDouble() > 66, row.toString()),
          () -> assertTrue(row.path("singleBytes").asLong() > 300_000_000L, row.toString()),
          () -> assertEquals(user, row.path("multiUser").asText()),
          () -> assertTrue(row.path("says").asText().contains(" → "), row.toString()));
    }
  }

  /** The bases are brought first: a script has nobody who makes them. */
  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS)
  void itsScriptGivesTheSameAnswers() throws IOException {
    Stagecraft stagecraft =
        new Stagecraft(folder, real.environment())
            .with("HOME", folder.toString())
            .with("DOCKER_BUILDKIT", "0");
    Path lab = lab(stagecraft);
    BaseStock.bring(folder, bases(lab));
    Path script = folder.resolve("lab.sh");
    assertEquals(
        new Stagecraft.Ended(0, "", "the script is in " + script + "\n"),
        stagecraft.run("export", "--as", "bash", lab.toString(), "-o", script.toString()));
    Set<String> there = images().stream().map(Images.Summary::id).collect(Collectors.toSet());
    Stagecraft.Ended ended =
        stagecraft
            .program(List.of("bash", script.toString()), InputStream.nullInputStream())
            .end(LIMIT);
    removeStages(there);
    assertAll(
        () -> assertEquals(0, ended.status(), ended.out() + ended.err()),
        () -> assertEquals(answers(), answered(ended.out()), ended.out() + ended.err()),
        () -> assertEquals(before, objects()));
  }

  /** What the lab's builds begin with, as its plan says. */
  private static List<String> bases(Path lab) {
    String line =
        Plan.of(LabFile.read(lab.toString(), lab.getRoot())).stream()
            .filter(l -> l.startsWith("  bases "))
            .findFirst()
            .orElseThrow();
    return List.of(line.strip().replaceFirst("bases +", "").split(", "));
  }

  private List<Images.Summary> images() {
    return real.engine().images().list(new Images.Query(true, false, Map.of()));
  }

  /** The classic builder leaves every stage that is not the last, as images without names. */
  private void removeStages(Set<String> there) {
    List<Images.Summary> left =
        images().stream()
            .filter(i -> i.tags().isEmpty() && !i.parent().isEmpty() && !there.contains(i.id()))
            .toList();
    while (!left.isEmpty()) {
      Set<String> parents = left.stream().map(Images.Summary::parent).collect(Collectors.toSet());
      Map<Boolean, List<Images.Summary>> parted =
          left.stream().collect(Collectors.partitioningBy(i -> parents.contains(i.id())));
      for (Images.Summary leaf : parted.getOrDefault(false, List.of())) {
        assertFalse(real.engine().images().remove(leaf.id(), true, false).isEmpty(), leaf.id());
      }
      left = parted.getOrDefault(true, List.of());
    }
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
