package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jline.terminal.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the screen of terminals of all kinds. */
class PromptScreenIT {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_R = "\u0012";

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work"));
  }

  private ScreenPlay start(int columns, Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("DOCKER_HOST", "unix://" + temporary.resolve("no.sock"));
    environment.putAll(more);
    return new ScreenPlay(folder, Size.of(columns, 24), environment).see("▸");
  }

  @Test
  void wideCharactersInTheLineAndInOutput() throws IOException {
    try (ScreenPlay play = start(80, Map.of())) {
      play.line("echo '日本語 🐳 é' | cat").ends("▸ echo '日本語 🐳 é' | cat\n日本語 🐳 é\nwork ▸");
      play.type("echo 日本").ends("echo 日本").type("\u007f").ends("▸ echo 日").type("x\r");
      play.ends("\n日x\nwork ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void veryNarrowTerminal() throws IOException {
    try (ScreenPlay play = start(30, Map.of())) {
      play.line("false").ends("▸ false\n✗1 ▸");
      play.line("echo 0123456789 0123456789 abc");
      play.ends("✗1 ▸ echo 0123456789 012345678\n9 abc\n0123456789 0123456789 abc\n▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void fiftyColumnsShowTheFolder() throws IOException {
    try (ScreenPlay play = start(50, Map.of())) {
      play.line("stty size").ends("work ▸ stty size\n24 50\nwork ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void pasteOfTenLinesIsOneTextAndRunsWhole() throws IOException {
    try (ScreenPlay play = start(80, Map.of())) {
      StringBuilder script = new StringBuilder();
      StringBuilder said = new StringBuilder();
      for (int i = 1; i <= 7; i++) {
        script.append("echo line $((").append(i).append(" * 10))\n");
        said.append("line ").append(i * 10).append('\n');
      }
      script.append("for x in a b; do\n\techo $x\ndone");
      play.type("\u001b[200~" + script + "\u001b[201~").see("done");
      assertFalse(play.screen().contains("\nline 10\n"), "nothing runs before Enter");
      play.type("\r").ends("\n" + said + "a\nb\nwork ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void openBraceQuoteAndHeredocGoOn() throws IOException {
    try (ScreenPlay play = start(80, Map.of())) {
      play.line("{ echo one").ends("{ echo one\n  …").line("echo two; }").ends("one\ntwo\nwork ▸");
      play.line("echo \"a").ends("…").line("b\"").ends("a\nb\nwork ▸");
      play.line("cat << E").ends("…").line("x").ends("…").line("E").ends("\nx\nwork ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void dumbTerminalHasNoSequences() throws IOException {
    try (ScreenPlay play = start(80, Map.of("TERM", "dumb"))) {
      play.line("echo alive").ends("\nalive\nwork ▸");
      play.line("theme light").ends("no colours are shown: TERM is dumb\nwork ▸");
      assertEquals(0, play.leave());
      assertFalse(play.raw().contains("\u001b"), play.raw());
    }
  }

  @Test
  void themeChangesAtOnce() throws IOException {
    try (ScreenPlay play = start(80, Map.of())) {
      play.line("echo 'x'").ends("\nx\nwork ▸");
      assertTrue(play.raw().contains("\u001b[38;5;80mwork"), play.raw());
      play.line("theme light").ends("theme light\nwork ▸");
      play.see("the light prompt", s -> play.raw().contains("\u001b[38;5;24mwork"));
      play.line("theme large").ends("theme large\n\nwork\n▸");
      play.line("theme none --large=false").ends("\nwork ▸");
      int from = play.raw().length();
      play.line("echo 'y'; false").ends("\ny\nwork ✗1 ▸");
      String after = play.raw().substring(from);
      assertFalse(after.matches("(?s).*\u001b\\[[0-9;]*[1-9][0-9;]*m.*"), after);
      play.line("theme blue").see("there is no theme blue");
      assertEquals(2, play.leave());
    }
  }

  @Test
  void historyIsSearchedListedAndFreeOfSecrets() throws IOException {
    try (ScreenPlay play = start(80, Map.of())) {
      play.line("echo first").ends("\nfirst\nwork ▸");
      play.line("PASSWORD=x echo second").ends("\nsecond\nwork ▸");
      play.line(" echo third").ends("\nthird\nwork ▸");
      play.line("history").ends("\n    1  echo first\n    2  history\nwork ▸");
      play.line("history | grep -c first").ends("\n2\nwork ▸");
      play.type(CTRL_R).see("bck-i-search").type("ho fi").see("echo first").type("\r");
      play.ends("\nfirst\nwork ▸");
      play.type(CTRL_C).ends("work ▸");
      assertEquals(0, play.leave());
    }
  }

  @Test
  void lineGoesThroughAnEditor() throws IOException {
    try (ScreenPlay play = start(80, Map.of())) {
      play.type("echo edited").ends("echo edited").type("\u0018\u0005").see("^G Get Help");
      play.type("x")
          .see("xecho edited")
          .type("\u007f")
          .see("the x gone", s -> !s.contains("xecho"));
      play.type("\u0018").see("Save modified buffer").type("y").see("File Name to Write");
      play.type("\r").ends("\nedited\nwork ▸");
      assertEquals(0, play.leave());
    }
  }
}
