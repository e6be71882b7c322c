package dev.stagecraft.builtin.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shells themselves make of our completions. */
class CompletionTest {
  private static final Outline OUTLINE =
      Outline.of(SomeHelp.registry(), SomeHelp.LAUNCHER.options());

  @TempDir private Path folder;

  private String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }

  private String bash(String... words) throws Exception {
    Path file = Files.writeString(folder.resolve("c.bash"), BashCompletion.of(OUTLINE));
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "--norc",
                "-c",
                "source \"$1\"; shift; COMP_WORDS=(stagecraft \"$@\") COMP_CWORD=$#; _stagecraft;"
                    + " echo ${COMPREPLY[*]}",
                "bash",
                file.toString()));
    command.addAll(List.of(words));
    return run(command.toArray(String[]::new));
  }

  @Test
  void bashCompletesWordsAndOptions() throws Exception {
    assertEquals("replay", bash("repl"));
    assertEquals("docker replay theme", bash(""));
    assertEquals("--report", bash("replay", "--re"));
    assertEquals("--plan -p --report --pace", bash("replay", "-"));
    assertEquals("create new", bash("docker", "network", ""));
    assertEquals("--internal", bash("docker", "network", "new", "--"));
    assertEquals("dark light", bash("theme", ""));
  }

  @Test
  void bashPassesOverWhatBelongsToAnOption() throws Exception {
    assertEquals("replay", bash("-H", "theme", "--yes", "repl"));
    assertEquals("slow", bash("replay", "--pace", "s"));
    assertEquals("", bash("-c", "repl"));
    Files.writeString(folder.resolve("out.html"), "");
    assertEquals("out.html", bash("replay", "--report", "out"));
    assertEquals("", bash("script.sh", "repl"));
  }

  @Test
  void zshCompletesTheSame() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "no zsh here");
    Path file = Files.writeString(folder.resolve("_stagecraft"), ZshCompletion.of(OUTLINE));
    String prepared =
        "compdef() { : }; source "
            + file
            + "; _describe() { print -r -- \"${(Pj:|:)@[-1]}\" }; _files() { print files };"
            + " t() { words=(stagecraft \"$@\") CURRENT=$(( $# + 1 )); _stagecraft };";
    assertEquals(
        "docker|replay:Run a lab, it's short|theme:Show in another theme\nfiles",
        run("zsh", "-f", "-c", prepared + "t repl"));
    assertEquals(
        "--plan:Only say what it would do|-p:Only say what it would do|--report:Write a"
            + " report|--pace:How fast",
        run("zsh", "-f", "-c", prepared + "t replay --re"));
    assertEquals("slow|fast", run("zsh", "-f", "-c", prepared + "t -H x replay --pace ''"));
    assertEquals("files", run("zsh", "-f", "-c", prepared + "t replay --report ''"));
    assertEquals("dark|light", run("zsh", "-f", "-c", prepared + "t theme ''"));
  }

  @Test
  void fishCompletesTheSame() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/fish")), "no fish here");
    Path file = Files.writeString(folder.resolve("c.fish"), FishCompletion.of(OUTLINE));
    String asked = "source " + file + "; complete -C ";
    assertEquals("replay\tRun a lab, it's short", run("fish", "-c", asked + "'stagecraft repl'"));
    assertEquals("--report\tWrite a report", run("fish", "-c", asked + "'stagecraft replay --re'"));
    assertEquals(
        "fast\tHow fast\nslow\tHow fast",
        run("fish", "-c", asked + "'stagecraft -H theme replay --pace '"));
    assertEquals("dark\nlight", run("fish", "-c", asked + "'stagecraft theme '"));
  }
}
