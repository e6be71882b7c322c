package dev.stagecraft.builtin.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Registry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages, made from specs. */
class ManCommandTest {
  private static final Registry REGISTRY = SomeHelp.registry();

  private static Page replay() {
    return Page.of(REGISTRY.find(List.of("replay")).orElseThrow().command().spec(), REGISTRY);
  }

  @Test
  void aPageHasTheSectionsThatManualsHave() {
    assertEquals(
        """
        NAME
               replay - run a lab, it's short

        SYNOPSIS
               replay [OPTIONS] FILE

        DESCRIPTION
               Run a lab, it's short.

        OPTIONS
               -p, --plan
                      Only say what it would
                      do.
               --report file
                      Write a report.
               --pace word
                      How fast: slow, fast.

        EXAMPLES
               replay lab.md
                      a lab

        EXIT STATUS
               0
                      done.
               1
                      it failed, and says why.
               2
                      bad usage.
               3
                      no engine.
               130
                      ended by Ctrl-C.

        SEE ALSO
               docker network create, theme,
               help
        """,
        PageText.plain(replay(), 39));
  }

  @Test
  void thePageOfTheProgramNamesEveryCommand() {
    String page = PageText.plain(Page.of(SomeHelp.LAUNCHER, REGISTRY), 100);
    for (String line :
        List.of("replay [OPTIONS] FILE", "docker network create [OPTIONS] NETWORK", "-c LINE")) {
      assertTrue(page.contains("\n       " + line + "\n"), page);
    }
  }

  @Test
  void groffReadsItsSourceWithoutAWarning(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "no groff here");
    Path source =
        Files.writeString(
            folder.resolve("x.1"),
            PageText.roff(Page.of(SomeHelp.LAUNCHER, REGISTRY), "1.2-beta"),
            StandardCharsets.UTF_8);
    Process groff =
        new ProcessBuilder("groff", "-Tutf8", "-man", "-ww", "-P-c", source.toString())
            .redirectErrorStream(true)
            .start();
    String shown =
        new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll(".\b", "");
    assertEquals(0, groff.waitFor(), shown);
    assertFalse(shown.contains("warning"), shown);
    assertTrue(shown.contains("It shows 'things'."), shown);
    assertTrue(shown.contains("-y, --yes"), shown);
    assertTrue(shown.contains("Run a lab, it's short."), shown);
  }

  @Test
  void whatIsNotOursIsTheHosts() {
    assertTrue(ManCommand.isTheHosts(List.of("man", "ls"), REGISTRY));
    assertTrue(ManCommand.isTheHosts(List.of("man", "-k", "replay"), REGISTRY));
    assertFalse(ManCommand.isTheHosts(List.of("man", "replay"), REGISTRY));
    assertFalse(ManCommand.isTheHosts(List.of("man", "stagecraft"), REGISTRY));
    assertFalse(ManCommand.isTheHosts(List.of("man", "--roff", "replay"), REGISTRY));
    assertFalse(ManCommand.isTheHosts(List.of("replay", "x"), REGISTRY));
  }
}
