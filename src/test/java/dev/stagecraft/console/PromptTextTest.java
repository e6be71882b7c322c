package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stagecraft.shell.Interpreter.Language;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the prompt shows. */
class PromptTextTest {
  private static final Theme PLAIN = new Theme(false, true);

  private static Runner.State state(String folder, String engine, int containers, int status) {
    return new Runner.State(
        Path.of(folder),
        Path.of("/home/me"),
        Optional.of(engine).filter(e -> !e.isEmpty()),
        containers,
        status,
        Optional.empty());
  }

  private static String text(
      Theme theme, String folder, String engine, int containers, int status) {
    return new PromptText(() -> theme).of(state(folder, engine, containers, status), 80);
  }

  @Test
  void folders() {
    assertEquals("~ ▸ ", text(PLAIN, "/home/me", "", 0, 0));
    assertEquals("~/lab ▸ ", text(PLAIN, "/home/me/lab", "", 0, 0));
    assertEquals("go-app ▸ ", text(PLAIN, "/home/me/lab/go-app", "", 0, 0));
    assertEquals("home ▸ ", text(PLAIN, "/home", "", 0, 0));
    assertEquals("/ ▸ ", text(PLAIN, "/", "", 0, 0));
  }

  @Test
  void engineContainersAndStatus() {
    assertEquals("lab [prod] 2● ✗125 ▸ ", text(PLAIN, "/lab", "prod", 2, 125));
    assertEquals("lab [prod] 2* FAIL1 > ", text(new Theme(false, false), "/lab", "prod", 2, 1));
    assertEquals("lab [10.0.0.7:2375] ▸ ", text(PLAIN, "/lab", "tcp://10.0.0.7:2375", 0, 0));
    assertEquals(
        "lab […/stagecraft/docker.sock] ▸ ",
        text(PLAIN, "/lab", "unix:///tmp/abc/stagecraft/docker.sock", 0, 0));
  }

  @Test
  void languageOfTheLines() {
    Runner.State shell = state("/lab", "", 1, 0);
    Runner.State groovy =
        new Runner.State(
            shell.folder(),
            shell.home(),
            shell.engine(),
            shell.containers(),
            shell.status(),
            Optional.of(Language.GROOVY));
    assertEquals("lab groovy 1● ▸ ", new PromptText(() -> PLAIN).of(groovy, 80));
  }

  @Test
  void narrowTerminalLeavesTheRoomToTheLine() {
    PromptText text = new PromptText(() -> PLAIN);
    assertEquals("✗125 ▸ ", text.of(state("/lab", "prod", 2, 125), 49));
    assertEquals("▸ ", text.of(state("/lab", "prod", 2, 0), 30));
    assertEquals("lab [prod] 2● ✗125 ▸ ", text.of(state("/lab", "prod", 2, 125), 50));
  }

  @Test
  void largeLettersHaveALineOfTheirOwn() {
    Theme large = new Theme(Theme.Palette.NONE, false, true, true);
    assertEquals("\nlab 2● ✗1\n▸ ", text(large, "/lab", "", 2, 1));
  }

  @Test
  void colours() {
    assertEquals(
        "\u001b[36mlab\u001b[0m \u001b[32m1●\u001b[0m \u001b[31m✗1\u001b[0m ▸ ",
        text(new Theme(true, true), "/lab", "", 1, 1));
  }
}
