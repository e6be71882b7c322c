package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.command.CommandSpec.Choice;
import dev.stagecraft.shell.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a shell has defined, for completion. */
class PromptNamesTest {
  private static Snapshot shell(String variables, String functions, String aliases) {
    return new Snapshot(
        Path.of("/"),
        0,
        "",
        Map.of("HOME", "/home/ada", "GITHUB_TOKEN", "abc123"),
        variables,
        "()",
        "",
        functions,
        aliases,
        "",
        "",
        "",
        "");
  }

  @Test
  void variablesWithValuesExceptSecrets() {
    Snapshot shell =
        shell(
            "declare -- port=\"8080\"\ndeclare -a list=([0]=\"a\")\ndeclare -x EMPTY\n"
                + "declare -- password=\"hush\"\ndeclare -- long=\""
                + "x".repeat(50)
                + "\"\n",
            "",
            "");
    assertEquals(
        List.of(
            new Choice("EMPTY", ""),
            new Choice("GITHUB_TOKEN", ""),
            new Choice("HOME", "/home/ada"),
            new Choice("list", "a list"),
            new Choice("long", "x".repeat(39) + "…"),
            new Choice("password", ""),
            new Choice("port", "8080")),
        PromptNames.variables(shell));
  }

  @Test
  void functionsAndAliases() {
    Snapshot shell = shell("", "declare -f greet\ndeclare -fx twice\n", "alias ll='ls -l'\n");
    assertEquals(
        List.of(
            new Choice("greet", "function"),
            new Choice("twice", "function"),
            new Choice("ll", "ls -l")),
        PromptNames.definitions(shell));
  }
}
