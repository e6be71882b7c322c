package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.command.Dispatcher;
import dev.stagecraft.command.Invocation.Origin;
import dev.stagecraft.command.Outcome;
import dev.stagecraft.command.Progress;
import dev.stagecraft.command.Registry;
import dev.stagecraft.command.Streams;
import dev.stagecraft.command.Table;
import dev.stagecraft.command.Table.Column;
import dev.stagecraft.console.Theme.Palette;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Themes are listed and changed for the session. */
class ThemeCommandTest {
  private static final Map<String, String> COLOURFUL =
      Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8");

  private static Outcome run(Appearance appearance, boolean terminal, String... words) {
    Streams streams = new ScreenStreams(terminal);
    return new Dispatcher(new Registry(List.of(new ThemeCommand(appearance))))
        .call(
            List.of(words),
            new Dispatcher.Surroundings(
                Path.of("/"), Map.of(), streams, Progress.none(), Origin.PROMPT));
  }

  @Test
  void completionOffersTheNames() {
    assertEquals(
        List.of("dark", "light", "high-contrast", "none"),
        new ThemeCommand(new Appearance(Map.of()))
            .spec().arguments().get(0).choices().stream().map(c -> c.word()).toList());
  }

  @Test
  void listsAllWithASample() {
    String sample = "docker run -d 'web 1' $image | wcc # note  ✓ done  ! look  ✗ failed  0.8 s\n";
    String plain =
        "▸ dark           "
            + sample
            + "  light          "
            + sample
            + "  high-contrast  "
            + sample
            + "  none           "
            + sample;
    Appearance appearance = new Appearance(COLOURFUL);
    assertEquals(plain, run(appearance, false, "theme").text());
    String shown = run(appearance, true, "theme").text();
    assertEquals(plain, shown.replaceAll("\u001b\\[[0-9;]*m", ""));
    assertTrue(shown.contains("\u001b[1;38;5;80mdocker"));
    assertTrue(shown.contains("\u001b[1;38;5;24mdocker"));
    assertFalse(shown.lines().reduce((a, b) -> b).orElseThrow().contains("\u001b"));
  }

  @Test
  void anotherIsShownAtOnce() {
    Appearance appearance = new Appearance(COLOURFUL);
    assertEquals(Outcome.done(), run(appearance, true, "theme", "light"));
    assertEquals(new Theme(Palette.LIGHT, true, true, false), appearance.on(true));
    assertEquals(new Theme(Palette.NONE, false, true, false), appearance.on(false));
    assertEquals(Outcome.done(), run(appearance, true, "theme", "dark", "--large"));
    assertEquals(new Theme(Palette.DARK, true, true, true), appearance.on(true));
    assertEquals(60, appearance.columns(120));
    assertEquals(Outcome.done(), run(appearance, true, "theme", "--large=false"));
    assertEquals(Outcome.done(), run(appearance, true, "theme", "high-contrast"));
    assertEquals(120, appearance.columns(120));
    assertEquals(Outcome.done(), run(appearance, true, "theme", "large"));
    assertEquals(new Theme(Palette.HIGH_CONTRAST, true, true, true), appearance.on(true));
  }

  @Test
  void whatTheEnvironmentSaysWins() {
    for (Map.Entry<String, Map<String, String>> each :
        Map.of(
                "NO_COLOR is set", Map.of("TERM", "xterm-256color", "NO_COLOR", "1"),
                "TERM is dumb", Map.of("TERM", "dumb"))
            .entrySet()) {
      Appearance appearance = new Appearance(each.getValue());
      assertEquals(
          List.of("no colours are shown: " + each.getKey()),
          run(appearance, true, "theme", "light").remarks());
      assertFalse(appearance.on(true).colour());
      assertEquals(Outcome.done(), run(appearance, true, "theme", "none"));
    }
  }

  @Test
  void unknownNameIsRefusedWithTheNearest() {
    Appearance appearance = new Appearance(COLOURFUL);
    Outcome outcome = run(appearance, true, "theme", "ligth");
    assertEquals(2, outcome.status());
    assertEquals("there is no theme ligth", outcome.problem().orElseThrow().message());
    assertEquals(Optional.of("theme light"), outcome.problem().orElseThrow().hint());
    assertEquals(Palette.DARK, appearance.palette());
  }

  @Test
  void largeTablesEndAtSixtyColumns() {
    Appearance appearance = new Appearance(COLOURFUL);
    appearance.enlarge(true);
    Table table = new Table(List.of(Column.left("a", "A")), List.of(List.of("x")));
    String wide = "0123456789".repeat(7);
    ScreenStreams screen = new ScreenStreams(true);
    new OutcomeText(appearance).show(Outcome.rows(table, "A\n" + wide + "\n"), screen);
    assertEquals(
        "\u001b[1mA\u001b[0m\n\u001b[1m" + wide.substring(0, 59) + "…\u001b[0m\n",
        screen.written());
    ScreenStreams pipe = new ScreenStreams(false);
    new OutcomeText(appearance).show(Outcome.rows(table, wide + "\n"), pipe);
    assertEquals(wide + "\n", pipe.written());
  }
}
