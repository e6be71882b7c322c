package dev.stagecraft.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.console.Theme;
import dev.stagecraft.lab.LabReader;
import dev.stagecraft.session.Removals;
import dev.stagecraft.testkit.FakeEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** New images in the lists of a lab, on a terminal and in a pipe. */
class ImageMarksTest {
  private static final String LAB =
      """
      <!-- stagecraft: app A: single=a:1 multi=reg.io/a/b:2 -->
      ```bash
      docker build -t a:1 .
      docker build -t reg.io/a/b:2 .
      docker images
      docker images
      docker build -t a:1 .
      docker images --format '{{.Repository}}:{{.Tag}} {{.Size}}' | head -3
      docker images > list
      ```
      """;
  private static final String TABLE =
      """
      REPOSITORY   TAG       IMAGE ID       CREATED         SIZE
      a            1         0123456789ab   3 seconds ago   3MB
      reg.io/a/b   2         ba9876543210   2 seconds ago   1MB
      a            10        0123456789ab   3 weeks ago     3MB
      """;

  private final FakeShell shell = new FakeShell();
  private final FakeEngine engine = new FakeEngine();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private String replay(Look look) {
    engine.images().describe("a:1", 3_000_000, 2, "");
    engine.images().describe("reg.io/a/b:2", 1_000_000, 1, "me");
    shell.on(
        "docker build -t a:1",
        "",
        0,
        () -> {
          boolean again = engine.images().exists("a:1");
          engine.images().describe("a:1", again ? 3_500_000 : 3_000_000, 2, "");
          engine.images().add("a:1");
        });
    shell.on("docker build -t reg", "", 0, () -> engine.images().add("reg.io/a/b:2"));
    shell.on("docker images --format", "a:1 3.5MB\nreg.io/a/b:2 1MB", 0);
    shell.on("docker images >", "", 0);
    shell.on("docker images", TABLE, 0);
    new Replayer(
            shell,
            new LabEngine(
                () -> engine,
                FakeBases::new,
                (host, port, limit, worth) -> Optional.empty(),
                u -> {},
                new Removals()),
            new Replayer.Options(Path.of("/work"), false, false, Comparing.NOT),
            () -> 0,
            List.of(new ReplayText(screen, look)))
        .replay(LabReader.read("lab.md", LAB));
    String text = screen.toString(StandardCharsets.UTF_8);
    return text.substring(text.indexOf("$ "), text.indexOf("Application"));
  }

  private static Look terminal(int columns, Theme theme) {
    return new Look(
        true,
        columns,
        String::length,
        theme::plain,
        (role, text) -> theme.paint(Theme.Role.valueOf(role.toUpperCase(Locale.ROOT)), text));
  }

  @Test
  void onATerminalNewRowsAreMarkedOnce() {
    assertEquals(
        """
        $ docker build -t a:1 .
          a:1  3.0 MB                                                                                  0.0 s
        $ docker build -t reg.io/a/b:2 .
          reg.io/a/b:2  1.0 MB   −66.7 % beside a:1 (3.0 MB)                                           0.0 s
        $ docker images
        REPOSITORY   TAG       IMAGE ID       CREATED         SIZE
        a            1         0123456789ab   3 seconds ago   3MB   + new
        reg.io/a/b   2         ba9876543210   2 seconds ago   1MB   + new, −66.7 % beside a:1
        a            10        0123456789ab   3 weeks ago     3MB
        $ docker images
        REPOSITORY   TAG       IMAGE ID       CREATED         SIZE
        a            1         0123456789ab   3 seconds ago   3MB
        reg.io/a/b   2         ba9876543210   2 seconds ago   1MB
        a            10        0123456789ab   3 weeks ago     3MB
        $ docker build -t a:1 .
          a:1  3.5 MB   +500 kB since it was built before                                              0.0 s
        $ docker images --format '{{.Repository}}:{{.Tag}} {{.Size}}' | head -3
        a:1 3.5MB   ~ +500 kB since it was built before
        reg.io/a/b:2 1MB
        $ docker images > list

        """,
        replay(terminal(100, new Theme(false, true))));
  }

  @Test
  void inColourTheRowIsPaintedAndTheMarkIsShortWhereThereIsNoRoom() {
    String text = replay(terminal(72, new Theme(true, true)));
    assertEquals(
        "\u001b[32mreg.io/a/b   2         ba9876543210   2 seconds ago   1MB\u001b[0m"
            + "   \u001b[2m+ new\u001b[0m",
        text.lines().filter(line -> line.contains("reg.io/a/b   2")).findFirst().orElse(""));
  }

  @Test
  void aPipeGetsWhatDockerWrites() {
    Look pipe = Look.pipe();
    String text = replay(pipe);
    assertEquals(
        true, text.contains("$ docker images\n" + TABLE + "$ docker images\n" + TABLE), text);
  }
}
