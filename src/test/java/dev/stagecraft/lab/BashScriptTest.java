package dev.stagecraft.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lab as a script: what is written, and what a real bash makes of it. */
@Timeout(60)
class BashScriptTest {
  @TempDir Path folder;

  private static BashScript.Written written(String lab) {
    return BashScript.of(LabReader.read("lab.md", lab));
  }

  /** What bash made of a script. */
  private record Ran(int status, String out, String err) {}

  private Ran run(String lab) throws IOException, InterruptedException {
    Path script = folder.resolve("lab.sh");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Files.writeString(script, written(lab).text());
    ProcessBuilder bash =
        new ProcessBuilder("bash", script.toString())
            .directory(Files.createDirectories(folder.resolve("work")).toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    bash.environment().put("HOME", folder.toString());
    Process process = bash.start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void theFoldersOfThisMachineAreNotInIt() {
    String lab = "# L\n\n```bash\ntrue\n```\n";
    String below = BashScript.of(LabReader.read("some/deep/lab.md", lab)).text();
    String absolute = BashScript.of(LabReader.read("/some/deep/lab.md", lab)).text();
    assertTrue(below.contains("Stagecraft from some/deep/lab.md. It"), below);
    assertTrue(below.contains("\nlab_file='some/deep/lab.md'\n"), below);
    assertEquals(below.replace("some/deep/", ""), absolute);
  }

  @Test
  void keepsTheOrderAndTheWordsOfTheFile() {
    BashScript.Written written =
        written(
            """
            # It's a lab

            ## Part A

            ### Step 1: Make

            <!-- stagecraft: cwd "~/x y" -->
            <!-- stagecraft: timeout 2m -->
            <!-- stagecraft: exit nonzero -->
            <!-- stagecraft: prints "said" -->
            ```console
            $ cat << 'EOF' > a
            > one 'two'
            > EOF
            one
            $ docker build . && sleep 2
            ```
            ```text save-as=deep/b.txt
            text
            ```
            ```text
            to read
            ```
            ### Step 2: Look
            ```stagecraft
            session
            ```
            ```bash
            docker rmi a 2>/dev/null
            ```
            """);
    assertEquals(List.of(25), written.left());
    String text = written.text();
    assertEquals(
        """
        # == Part A ==
        echo '== Part A =='

        # == 1. Make ==
        echo '== 1. Make =='

        # at most 120.0 s a statement
        lab_back=$PWD
        cd ~/'x y'
        lab_ended $? 11
        cat << 'EOF' > a
        one 'two'
        EOF
        lab_ended $? 12
        docker build . && sleep 2
        lab_ended $? 16 nonzero
        cd "$lab_back"

        mkdir -p 'deep' && cat > 'deep/b.txt' << 'STAGECRAFT_END'
        text
        STAGECRAFT_END
        lab_ended $? 18

        # == 2. Look ==
        echo '== 2. Look =='

        # Stagecraft's own commands, left out:
        #   session

        docker rmi a 2>/dev/null

        exit 0
        """,
        text.substring(text.indexOf("# == Part A")));
    assertTrue(text.startsWith("#!/usr/bin/env bash\n# It's a lab\n# Exported by"), text);
  }

  @Test
  void judgesAsAReplayDoes() throws IOException, InterruptedException {
    String head = "# L\n\n```bash\n";
    assertAll(
        () ->
            assertEquals(
                new Ran(0, "== 1. L ==\n1\nafter\n", ""),
                run(head + "false 2>/dev/null\necho $?\nalias say=echo\nsay after\n```\n")),
        () ->
            assertEquals(
                new Ran(7, "== 1. L ==\n", "lab.md:4: status 7, 0 is right\n"),
                run(head + "(exit 7)\necho never\n```\n")),
        () ->
            assertEquals(
                new Ran(1, "== 1. L ==\n", "lab.md:4: status 1, 0 is right\n"),
                run(head + "false && true\necho never\n```\n")),
        () ->
            assertEquals(
                new Ran(0, "== 1. L ==\nyes\n", ""),
                run(head + "for i in 1 2; do false; done || echo yes\n```\n")),
        () ->
            assertEquals(
                new Ran(0, "== 1. L ==\n3\n", ""),
                run(
                    "# L\n\n<!-- stagecraft: exit 3 -->\n```bash\n(exit 3)\n```\n"
                        + "```bash\necho $?\n```\n")),
        () ->
            assertEquals(
                new Ran(1, "== 1. L ==\n", "lab.md:5: status 0, nonzero is right\n"),
                run("# L\n\n<!-- stagecraft: exit nonzero -->\n```bash\ntrue\n```\n")));
  }

  @Test
  void whatBashCannotReadEndsWhereItStands() throws IOException, InterruptedException {
    Ran ran = run("# L\n\n```bash\necho before\necho 'open\n```\n\n```bash\necho never\n```\n");
    assertEquals("== 1. L ==\nbefore\n", ran.out());
    assertTrue(ran.status() != 0, ran.toString());
    assertTrue(ran.err().contains("lab.md:5: status"), ran.err());
  }

  @Test
  void foldersAndFilesAreAsInAReplay() throws IOException, InterruptedException {
    Ran ran =
        run(
            """
            # L

            ```text save-as=~/there/b.txt
            STAGECRAFT_END
            $HOME `x`
            ```
            <!-- stagecraft: cwd ~/there -->
            ```bash
            cat b.txt
            ```
            ```bash
            basename "$PWD"
            ```
            """);
    assertEquals(new Ran(0, "== 1. L ==\nSTAGECRAFT_END\n$HOME `x`\nwork\n", ""), ran);
  }

  @Test
  void ourOwnLabsAreWholeScripts() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("stagecraft.home"));
    for (String name : List.of("labs/first-look/README.md", "labs/multi-stage/README.md")) {
      Path script = folder.resolve("whole.sh");
      Files.writeString(
          script, BashScript.of(LabFile.read(name, home)).text(), StandardCharsets.UTF_8);
      Process bash =
          new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
      String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("0 ", bash.waitFor() + " " + said, name);
    }
  }
}
