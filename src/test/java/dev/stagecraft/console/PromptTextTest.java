package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the prompt shows. */
class PromptTextTest {
  private static String text(
      Theme theme, String folder, String engine, int containers, int status) {
    return new PromptText(() -> theme)
        .of(
            new Runner.State(
                Path.of(folder),
                Path.of("/home/me"),
                Optional.of(engine).filter(e -> !e.isEmpty()),
                containers,
                status));
  }

  @Test
  void folders() {
    Theme plain = new Theme(false, true);
    assertEquals("~ ▸ ", text(plain, "/home/me", "", 0, 0));
    assertEquals("~/lab ▸ ", text(plain, "/home/me/lab", "", 0, 0));
    assertEquals("go-app ▸ ", text(plain, "/home/me/lab/go-app", "", 0, 0));
    assertEquals("home ▸ ", text(plain, "/home", "", 0, 0));
    assertEquals("/ ▸ ", text(plain, "/", "", 0, 0));
  }

  @Test
  void engineContainersAndStatus() {
    assertEquals("lab [prod] 2● ✗125 ▸ ", text(new Theme(false, true), "/lab", "prod", 2, 125));
    assertEquals("lab [prod] 2* FAIL1 > ", text(new Theme(false, false), "/lab", "prod", 2, 1));
  }

  @Test
  void colours() {
    assertEquals(
        "\u001b[36mlab\u001b[0m\u001b[32m 1●\u001b[0m\u001b[31m ✗1\u001b[0m ▸ ",
        text(new Theme(true, true), "/lab", "", 1, 1));
  }
}
