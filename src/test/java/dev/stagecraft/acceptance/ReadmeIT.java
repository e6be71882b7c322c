package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises is so: its two commands, its tour, its links. */
class ReadmeIT {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();
  private final Stagecraft stagecraft = new Stagecraft(Path.of("."));

  @AfterEach
  void leaveNothing() {
    real.close();
  }

  private List<String> readme() throws IOException {
    return Files.readAllLines(stagecraft.root().resolve("README.md"));
  }

  /** The lines of each fence of a language. */
  private List<List<String>> fences(String language) throws IOException {
    List<List<String>> fences = new ArrayList<>();
    boolean in = false;
    for (String line : readme()) {
      if (line.startsWith("```")) {
        in = line.equals("```" + language);
        if (in) {
          fences.add(new ArrayList<>());
        }
      } else if (in) {
        fences.get(fences.size() - 1).add(line);
      }
    }
    return fences;
  }

  @Test
  void twoCommands() throws IOException {
    assertEquals(
        List.of(
            List.of("scripts/stagecraft --provision replay labs/multi-stage/README.md"),
            List.of("scripts/check --provision")),
        fences("sh").subList(0, 2));
  }

  @Test
  void tourPrintsWhatItShows() throws IOException {
    List<List<String>> tours = fences("console");
    assertEquals(1, tours.size());
    List<String> typed = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String line : tours.get(0)) {
      if (line.startsWith("$ ")) {
        typed.add(line.substring(2));
      } else {
        shown.add(line);
      }
    }
    assertEquals(10, typed.size());
    Stagecraft visitor = new Stagecraft(folder, real.environment());
    String script = "cd " + folder + "\n" + String.join("\n", typed) + "\n";
    Stagecraft.Ended ended = visitor.script(script);
    assertAll(
        () -> assertEquals(0, ended.status(), ended.err()),
        () -> assertEquals(masked(String.join("\n", shown) + "\n"), masked(ended.out())),
        () -> assertEquals(List.of(), visitor.sessions()),
        () -> assertTrue(ended.err().matches("(?s)removed .*"), ended.err()));
  }

  private static String masked(String text) {
    return Masks.of(text)
        .replaceAll("\\b[0-9a-f]{12}\\b", "ID")
        .replaceAll("(Less than a second|About a minute|\\d+ (seconds?|minutes?)) ago +", "AGO  ")
        .replaceAll("CREATED {2,}", "CREATED  ");
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    Matcher links = LINK.matcher(String.join("\n", readme()));
    List<String> paths = links.results().map(found -> found.group(1)).toList();
    assertTrue(paths.size() >= 5, paths.toString());
    assertAll(
        paths.stream()
            .map(path -> () -> assertTrue(Files.exists(stagecraft.root().resolve(path)), path)));
  }

  @Test
  void helpKnowsWhatItNames() throws IOException {
    String help = stagecraft.run("help").out() + stagecraft.run("--help").out();
    assertAll(
        Stream.of("engine status", "engine start", "engine stop", "engine purge", "sweep", "--keep")
            .map(word -> () -> assertTrue(help.contains(word), word)));
    assertTrue(readme().size() < 120, "five minutes");
  }
}
