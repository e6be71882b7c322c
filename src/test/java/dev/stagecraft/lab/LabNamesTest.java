package dev.stagecraft.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The product knows no lab: not its images, containers, folders or ports, nor its figures. */
class LabNamesTest {
  private static final Path HOME = Path.of(System.getProperty("stagecraft.home"));
  private static final List<String> LABS =
      List.of("labs/multi-stage/README.md", "src/test/resources/labs/tea/README.md");

  /** Words that a lab happens to share with everybody. */
  private static final Set<String> COMMON = Set.of("app", "src", "public", "advanced");

  @Test
  void nothingInTheProductKnowsALab() throws IOException {
    List<String> found = new ArrayList<>();
    for (String lab : LABS) {
      Set<String> names = names(LabFile.read(lab, HOME));
      assertTrue(names.size() > 6, names.toString());
      Pattern any =
          Pattern.compile(
              names.stream()
                  .map(Pattern::quote)
                  .collect(Collectors.joining("|", "(?<![\\w.-])(?:", ")(?![\\w-])")));
      for (Path file : sources()) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        any.matcher(text)
            .results()
            .forEach(hit -> found.add(HOME.relativize(file) + ": " + hit.group()));
      }
    }
    assertEquals(List.of(), found);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve("src/main"))) {
      List<Path> sources =
          files.filter(f -> f.toString().matches(".*\\.(java|sh|properties|json)")).toList();
      assertTrue(sources.size() > 200, sources.size() + " files");
      return sources;
    }
  }

  /** What a lab calls its things, and the figures that it names. */
  private static Set<String> names(Lab lab) {
    Set<String> names = new TreeSet<>();
    Effects effects = new Effects();
    for (Block block : lab.blocks()) {
      block
          .fold(
              commands -> commands.statements(),
              file -> List.<LabStatement>of(),
              own -> own.statements(),
              shown -> List.<LabStatement>of())
          .forEach(statement -> effects.of(statement).forEach(effect -> add(effect, names)));
    }
    for (Lab.App app : lab.apps()) {
      names.addAll(List.of(app.says().orElse("").split(" → |, ")));
    }
    names.remove("");
    names.removeAll(COMMON);
    return names;
  }

  private static void add(Effect effect, Set<String> names) {
    String what = effect.what();
    switch (effect.kind()) {
      case BUILDS -> {
        String tag = what.replaceFirst(" from .*", "");
        names.add(tag);
        names.add(tag.replaceFirst(":.*", ""));
      }
      case RUNS -> {
        if (what.contains(" as ")) {
          names.add(what.replaceFirst(".* as ", ""));
        }
      }
      case FOLDER -> names.add(what.replaceFirst(".*/", ""));
      case PORT -> names.add(what);
      case FILE, ENTERS, BASE, PULLS, WAITS, ASKS, REMOVES, BEYOND -> {}
    }
  }
}
