package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.console.Theme.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether there is colour, whether there are signs beyond ASCII, and how both look. */
class ThemeTest {
  private static boolean colour(boolean terminal, String... environment) {
    return Theme.of(terminal, variables(environment)).colour();
  }

  private static Map<String, String> variables(String... environment) {
    Map<String, String> variables = new java.util.TreeMap<>();
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    return variables;
  }

  @Test
  void terminalHasColour() {
    assertTrue(colour(true, "TERM", "xterm-256color"));
    assertTrue(colour(true, "TERM", "linux"));
  }

  @Test
  void pipeHasNone() {
    assertFalse(colour(false, "TERM", "xterm-256color"));
  }

  @Test
  void noColorIsHeardWhereItIsNotEmpty() {
    assertFalse(colour(true, "TERM", "xterm", "NO_COLOR", "1"));
    assertFalse(colour(true, "TERM", "xterm", "NO_COLOR", "0"));
    assertTrue(colour(true, "TERM", "xterm", "NO_COLOR", ""));
  }

  @Test
  void dumbTerminalHasNone() {
    assertFalse(colour(true, "TERM", "dumb"));
    assertFalse(colour(true));
  }

  @Test
  void localeDecidesAboutSigns() {
    assertTrue(Theme.isUtf8(variables("LANG", "en_GB.UTF-8")));
    assertTrue(Theme.isUtf8(variables("LANG", "C.utf8")));
    assertFalse(Theme.isUtf8(variables("LANG", "en_GB.ISO-8859-15")));
    assertFalse(Theme.isUtf8(variables("LANG", "C")));
  }

  @Test
  void firstVariableThatIsSetWins() {
    assertFalse(Theme.isUtf8(variables("LC_ALL", "C", "LC_CTYPE", "C.UTF-8", "LANG", "C.UTF-8")));
    assertTrue(Theme.isUtf8(variables("LC_ALL", "", "LC_CTYPE", "C.UTF-8", "LANG", "C")));
    assertFalse(Theme.isUtf8(variables("LC_CTYPE", "POSIX", "LANG", "C.UTF-8")));
  }

  @Test
  void colourAndSignsAreTwoDecisions() {
    assertEquals(
        new Theme(false, true), Theme.of(false, variables("TERM", "xterm", "LANG", "C.UTF-8")));
    assertEquals(new Theme(true, false), Theme.of(true, variables("TERM", "xterm", "LANG", "C")));
  }

  @Test
  void paintsARole() {
    assertEquals("\u001b[31mno\u001b[0m", new Theme(true, true).paint(Role.ERROR, "no"));
    assertEquals("no", new Theme(false, true).paint(Role.ERROR, "no"));
    assertEquals("", new Theme(true, true).paint(Role.ERROR, ""));
  }

  @Test
  void signsHaveAnAsciiForm() {
    String all = "✓ ✗ ≈ · … − → ▸ ● ≤ é";
    assertEquals(all, new Theme(true, true).plain(all));
    assertEquals("ok FAIL ~ - ... - -> > * <= é", new Theme(true, false).plain(all));
  }
}
