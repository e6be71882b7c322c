package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.console.Theme;
import dev.stagecraft.core.ByteSize;
import dev.stagecraft.lab.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table of sizes on terminals of all widths. */
class SizeChartTest {
  private static final SizeTable TABLE =
      new SizeTable(
          List.of(
              row("Go (alpine)", "go", "850 MB \u2192 15 MB, 98 %", 917_000_000, 7_140_000, 6),
              row("Python", "py", "1.1 GB \u2192 200 MB, 82 %", 708_000_000, 195_000_000, 0),
              new SizeTable.Row(
                  new Lab.App("Rust", "r:single", "r:multi", Optional.empty(), 2),
                  Optional.empty(),
                  Optional.empty())),
          List.of(
              image("go:single", 917_000_000, "root", 0),
              image("go:multi", 7_140_000, "appuser", 6),
              image("py:single", 708_000_000, "root", 0),
              image("py:multi", 195_000_000, "appuser", 0),
              image("tools", 40_000_000, "root", 0)));

  private static SizeTable.Row row(
      String name, String repository, String says, long single, long multi, int cached) {
    return new SizeTable.Row(
        new Lab.App(name, repository + ":single", repository + ":multi", Optional.of(says), 1),
        Optional.of(image(repository + ":single", single, "root", 0)),
        Optional.of(image(repository + ":multi", multi, "appuser", cached)));
  }

  private static ImageFacts image(String tag, long size, String user, int cached) {
    return new ImageFacts(
        tag,
        new ByteSize(size),
        4,
        user,
        false,
        Duration.ofMillis(20_200),
        Optional.of(new ImageFacts.Steps(cached, 8)));
  }

  private static String chart(SizeTable table, int columns, Theme theme) {
    Look look =
        new Look(
            true,
            columns,
            String::length,
            theme::plain,
            (role, text) -> theme.paint(Theme.Role.valueOf(role.toUpperCase(Locale.ROOT)), text));
    return String.join("\n", new SizeChart(table, look).lines()) + "\n";
  }

  private static String chart(int columns) {
    return chart(TABLE, columns, new Theme(false, true));
  }

  @Test
  void wide() {
    assertEquals(
        """
        Application   single    multi      less                              layers   user      built in   the lab says
        Go (alpine)   917 MB   7.1 MB   −99.2 %   ▏░░░░░░░░░░░░░░░░░░░░░░░        4   appuser     20 s ↻   850 MB → 15 MB, 98 %
        Python        708 MB   195 MB   −72.5 %   █████▏░░░░░░░░░░░░░             4   appuser       20 s   1.1 GB → 200 MB, 82 %
        Rust               –        –         –                                   –   –                –

        Other images      size                                      layers   user     built in
        tools          40.0 MB   █▍                                      4   root !       20 s

        ↻ steps came from the build cache: not the time of a cold build
        """,
        chart(120));
  }

  @Test
  void eighty() {
    assertEquals(
        """
        Application   single    multi      less              layers   user      built in
        Go (alpine)   917 MB   7.1 MB   −99.2 %   ▏░░░░░░░        4   appuser     20 s ↻
          the lab says 850 MB → 15 MB, 98 %
        Python        708 MB   195 MB   −72.5 %   █▊░░░░          4   appuser       20 s
          the lab says 1.1 GB → 200 MB, 82 %
        Rust               –        –         –                   –   –                –

        Other images      size                                layers   user     built in
        tools          40.0 MB   █▏                                4   root !       20 s

        ↻ steps came from the build cache: not the time of a cold build
        """,
        chart(80));
  }

  @Test
  void sixty() {
    assertEquals(
        """
        Application   single    multi      less   user      built in
        Go (alpine)   917 MB   7.1 MB   −99.2 %   appuser     20 s ↻
          the lab says 850 MB → 15 MB, 98 %
        Python        708 MB   195 MB   −72.5 %   appuser       20 s
          the lab says 1.1 GB → 200 MB, 82 %
        Rust               –        –         –   –                –

        Other images      size   layers   user     built in
        tools          40.0 MB        4   root !       20 s

        ↻ steps came from the build cache: not the time of a cold
        build
        """,
        chart(60));
  }

  @Test
  void narrow() {
    assertEquals(
        """
        Application    multi      less
        Go (alpine)   7.1 MB   −99.2 %
          the lab says 850 MB → 15 MB, 98 %
        Python        195 MB   −72.5 %
          the lab says 1.1 GB → 200 MB, 82 %
        Rust               –         –

        Other images      size   built in
        tools          40.0 MB       20 s

        ↻ steps came from the build cache: not
        the time of a cold build
        """,
        chart(38));
  }

  @Test
  void narrower() {
    assertEquals(
        """
        Go (alpine)
          single  917 MB
          multi  7.1 MB
          less  −99.2 %
          layers  4
          user  appuser
          built in  20 s ↻
          the lab says 850 MB →
          15 MB, 98 %
        Python
          single  708 MB
          multi  195 MB
          less  −72.5 %
          layers  4
          user  appuser
          built in  20 s
          the lab says 1.1 GB →
          200 MB, 82 %
        Rust
          single  –
          multi  –
          less  –
          layers  –
          user  –
          built in  –

        Other images      size
        tools          40.0 MB

        ↻ steps came from the
        build cache: not the
        time of a cold build
        """,
        chart(24));
  }

  @Test
  void inAscii() {
    String text = chart(TABLE, 80, new Theme(false, false));
    assertEquals(
        """
        Application   single    multi      less              layers   user      built in
        Go (alpine)   917 MB   7.1 MB   -99.2 %   #.......        4   appuser     20 s @
          the lab says 850 MB -> 15 MB, 98 %
        Python        708 MB   195 MB   -72.5 %   ##....          4   appuser       20 s
          the lab says 1.1 GB -> 200 MB, 82 %
        Rust               -        -         -                   -   -                -

        Other images      size                                layers   user     built in
        tools          40.0 MB   ##                                4   root !       20 s

        @ steps came from the build cache: not the time of a cold build
        """,
        text);
  }

  @Test
  void nothingIsWiderThanTheTerminal() {
    for (int columns = 40; columns < 160; columns++) {
      int wide = columns;
      assertTrue(
          chart(columns).lines().allMatch(line -> line.length() <= wide),
          columns + ":\n" + chart(columns));
    }
  }
}
