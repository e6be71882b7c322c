package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.testkit.RealEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README is true: its commands are the two, and its tour prints what it says. */
class ReadmeIT {
  @TempDir private Path folder;
  private final RealEngine real = RealEngine.assumed();

  @AfterEach
  void leaveNothing() {
    real.close();
  }

  @Test
  void itsCommandsAreTheTwo() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String fence : fences("sh")) {
      fence.lines().filter(line -> line.contains("--provision")).forEach(commands::add);
    }
    assertEquals(
        List.of(
            "scripts/stagecraft --provision replay labs/multi-stage/README.md",
            "scripts/check --provision"),
        commands);
  }

  @Test
  void itsTourPrintsWhatItSays() throws IOException {
    String tour = fences("console").get(0);
    List<String> typed = tour.lines().filter(line -> line.startsWith("$ ")).toList();
    assertEquals(10, typed.size());
    StringBuilder script = new StringBuilder("cd " + folder + "\n");
    for (String line : typed) {
      // Each line says itself first, so that what was printed can be put under its command.
      script.append("printf '%s\\n' ").append(quoted(line)).append('\n');
      script.append(line.substring(2)).append('\n');
    }
    Stagecraft.Ended ended =
        new Stagecraft(folder.resolve("home"), real.environment()).script(script.toString());
    assertEquals(masked(tour), masked(ended.out()), ended.err());
    assertEquals(0, ended.status(), ended.err());
  }

  private static String quoted(String line) {
    return "'" + line.replace("'", "'\\''") + "'";
  }

  /** Ids and ages differ from run to run, and with them the order of equally old tags. */
  private static String masked(String text) {
    return text.replaceAll("sha256:[0-9a-f]{64}", "sha256:ID")
        .replaceAll("\\b[0-9a-f]{12}\\b", "ID")
        .replaceAll("(Less than a second|[0-9]+ seconds?|About a minute) ago +", "AGE ")
        .replaceAll("CREATED +SIZE", "CREATED SIZE");
  }

  private static List<String> fences(String language) throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("stagecraft.home"), "README.md"));
    List<String> found = new ArrayList<>();
    String[] parts = readme.split("```", -1);
    for (int i = 1; i < parts.length; i += 2) {
      if (parts[i].startsWith(language + "\n")) {
        found.add(parts[i].substring(language.length() + 1));
      }
    }
    return found;
  }
}
