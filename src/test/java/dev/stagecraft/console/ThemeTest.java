package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.console.Theme.Palette;
import dev.stagecraft.console.Theme.Role;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void rolesOfEachPalette() {
    StringBuilder table = new StringBuilder();
    for (Role role : Role.values()) {
      table.append(role);
      for (Palette palette : Palette.values()) {
        table.append(" | ").append(new Theme(palette, true, true, false).sequence(role));
      }
      table.append('\n');
    }
    assertEquals(
        """
        ACCENT | 38;5;80 | 38;5;24 | 1 |\s
        SUCCESS | 38;5;114 | 38;5;22 | 1 |\s
        WARNING | 38;5;221 | 38;5;94 | 1;4 |\s
        ERROR | 38;5;210 | 38;5;124 | 1;7 |\s
        DIM | 38;5;248 | 38;5;242 |  |\s
        OURS | 1;38;5;80 | 1;38;5;24 | 1 |\s
        PROGRAM | 1 | 1 | 1 |\s
        UNKNOWN | 4;38;5;210 | 4;38;5;124 | 1;7 |\s
        OPTION | 38;5;111 | 38;5;25 |  |\s
        STRING | 38;5;114 | 38;5;22 | 4 |\s
        VARIABLE | 38;5;221 | 38;5;94 |  |\s
        OPERATOR | 38;5;176 | 38;5;90 | 1 |\s
        NUMBER | 38;5;216 | 38;5;130 |  |\s
        COMMENT | 38;5;248 | 38;5;242 |  |\s
        """,
        table.toString());
  }

  /** Source: WCAG 2.1, contrast of at least 4.5 for text. */
  @Test
  void coloursAreReadableOnTheirBackground() {
    for (Role role : Role.values()) {
      assertReadable(Palette.DARK, role, 0x1e1e1e);
      assertReadable(Palette.LIGHT, role, 0xffffff);
    }
  }

  private static void assertReadable(Palette palette, Role role, int background) {
    Matcher number =
        Pattern.compile("38;5;(\\d+)")
            .matcher(new Theme(palette, true, true, false).sequence(role));
    if (number.find()) {
      double contrast = contrast(rgb(Integer.parseInt(number.group(1))), background);
      assertTrue(contrast >= 4.5, palette + " " + role + " " + contrast);
    }
  }

  /** Source: xterm's 256 colours, a cube of six levels and a ramp of greys. */
  private static int rgb(int colour) {
    if (colour >= 232) {
      int grey = 8 + 10 * (colour - 232);
      return (grey << 16) | (grey << 8) | grey;
    }
    int cube = colour - 16;
    assertTrue(cube >= 0, "the first 16 colours are the terminal's own");
    return (level(cube / 36) << 16) | (level((cube / 6) % 6) << 8) | level(cube % 6);
  }

  private static int level(int step) {
    return step == 0 ? 0 : 55 + 40 * step;
  }

  private static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear((rgb >> 16) & 255)
        + 0.7152 * linear((rgb >> 8) & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Test
  void namesArePeoples() {
    assertEquals(List.of("dark", "light", "high-contrast", "none"), Theme.names());
    assertEquals(Palette.HIGH_CONTRAST, Theme.named("High-Contrast").orElseThrow());
    assertTrue(Theme.named("blue").isEmpty());
  }

  @Test
  void signsHaveAnAsciiForm() {
    String all = "✓ ✗ ≈ · … − → ▸ ● ≤ é";
    assertEquals(all, new Theme(true, true).plain(all));
    assertEquals("ok FAIL ~ - ... - -> > * <= é", new Theme(true, false).plain(all));
  }
}
