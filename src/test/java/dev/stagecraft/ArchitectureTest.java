package dev.stagecraft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The import table of architecture.md, as code. Changing it is a decision of its own. */
class ArchitectureTest {
  private static final String ROOT = "dev.stagecraft.";

  /** Who may look into whom. A room may always look into itself and into its parent. */
  private static final Map<String, Set<String>> ROOMS =
      table(
          "core",
          "engine: core",
          "engine.transport: core engine",
          "engine.context: core engine",
          "engine.docker: core engine engine.transport",
          "engine.buildkit: core engine engine.transport engine.context",
          "engine.provision: core engine engine.transport engine.context",
          "session: core engine",
          "language: core",
          "template: core",
          "command: core language",
          "shell: core language command",
          "shell.host: core language command shell",
          "config: core command",
          "builtin.docker: core engine session template command shell",
          "builtin.help: core command",
          "builtin.lab: core engine session lab replay report stage command shell",
          "builtin.rows: core command",
          "builtin.session: core engine session engine.provision command shell",
          "script: core engine session image lab replay command shell language",
          "lab: core language",
          "replay: core engine session lab language command shell",
          "report: core command lab replay",
          "completion: core language command",
          "console: core language command completion shell lab replay stage",
          "app: *");

  /** Libraries that only these rooms know. */
  private static final Map<String, Set<String>> OWNERS =
      Map.of(
          "com.github.dockerjava", Set.of("engine.docker"),
          "org.jline", Set.of("console"),
          "groovy", Set.of("script"),
          "org.codehaus.groovy", Set.of("script"),
          "jdk.jshell", Set.of("script"),
          "org.commonmark", Set.of("lab"),
          "org.snakeyaml", Set.of("config"),
          "org.apache.commons.compress", Set.of("engine.context"),
          "com.fasterxml.jackson",
              Set.of(
                  "engine",
                  "engine.transport",
                  "engine.docker",
                  "engine.buildkit",
                  "engine.provision",
                  "session",
                  "template",
                  "builtin.docker",
                  "builtin.lab",
                  "builtin.session",
                  "replay",
                  "app"),
          "java.net.Socket", Set.of("engine.transport", "shell.host"));

  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "java.lang.ProcessBuilder",
          Set.of("shell.host", "engine.provision", "engine.transport", "session"));

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.stagecraft");
  }

  @Test
  void everyRoomIsInTheTable() {
    Set<String> found =
        classes.stream()
            .map(JavaClass::getPackageName)
            .filter(p -> p.startsWith(ROOT))
            .map(p -> p.substring(ROOT.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    found.removeAll(ROOMS.keySet());
    assertEquals(Set.of(), found, "rooms that are not in the table");
    assertTrue(
        classes.stream().noneMatch(c -> c.getPackageName().equals("dev.stagecraft")),
        "the root package holds no class");
  }

  @Test
  void noRoomLooksWhereItMayNot() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass from : classes) {
      String room = room(from);
      Set<String> may = ROOMS.getOrDefault(room, Set.of());
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        String target = room(dependency.getTargetClass().getBaseComponentType());
        if (target.isEmpty() || target.equals(room) || room.startsWith(target + ".")) {
          continue;
        }
        if (!may.contains("*") && !may.contains(target)) {
          wrong.add(room + " looks into " + target + ": " + from.getSimpleName());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void librariesStayWithTheirOwners() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass from : classes) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getName();
        for (Map<String, Set<String>> owners : List.of(OWNERS, CALLS)) {
          owners.forEach(
              (library, rooms) -> {
                boolean meant =
                    target.equals(library)
                        || target.startsWith(library + ".")
                        || target.startsWith(library + "$");
                if (meant && !rooms.contains(room(from))) {
                  wrong.add(room(from) + " uses " + library + ": " + from.getSimpleName());
                }
              });
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void onlyConsoleAndAppWriteToTheProcessStreams() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass from : classes) {
      if (room(from).equals("console") || room(from).equals("app")) {
        continue;
      }
      from.getFieldAccessesFromSelf().stream()
          .filter(a -> a.getTargetOwner().getName().equals("java.lang.System"))
          .filter(a -> !a.getTarget().getName().equals("in"))
          .forEach(a -> wrong.add(from.getName() + " uses System." + a.getTarget().getName()));
      from.getMethodCallsFromSelf().stream()
          .filter(c -> c.getTargetOwner().getName().equals("java.lang.System"))
          .filter(c -> c.getTarget().getName().equals("exit"))
          .forEach(c -> wrong.add(from.getName() + " calls System.exit"));
    }
    assertEquals(Set.of(), wrong);
  }

  private static String room(JavaClass from) {
    String name = from.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
  }

  private static Map<String, Set<String>> table(String... lines) {
    Map<String, Set<String>> table = new TreeMap<>();
    for (String line : lines) {
      String[] parts = line.split(":", 2);
      table.put(
          parts[0],
          parts.length == 1 ? Set.of() : new TreeSet<>(Arrays.asList(parts[1].strip().split(" "))));
    }
    return table;
  }
}
