package dev.stagecraft.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person has configured, at the prompt and in a batch; no engine is needed. */
class ConfigIT {
  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config/stagecraft"));
    Files.writeString(config.resolve(name), text);
  }

  private Stagecraft stagecraft() {
    return new Stagecraft(folder);
  }

  @Test
  void theFileHoldsAndIsShownWithItsSources() throws IOException {
    file("config.yaml", "theme: light\nhistory:\n  size: 50\n");
    Stagecraft.Ended ended = stagecraft().with("STAGECRAFT_PACKS", "/p").run("--yes", "config");
    assertEquals(0, ended.status(), ended.err());
    assertEquals(
        """
        KEY                VALUE   SOURCE
        theme              light   file
        large              false   default
        engine.provision   yes     option
        packs              /p      environment
        history.size       50      file
        start                      default
        aliases                    default
        """,
        ended
            .out()
            .replaceAll(" +(ABOUT|the colours|whether|folders|how many|what the|short).*", ""));
  }

  @Test
  void aMistakeEndsABatchAndNotThePrompt() throws IOException {
    file("config.yaml", "thme: light\n");
    Stagecraft.Ended ended = stagecraft().run("-c", "echo hi");
    assertEquals(2, ended.status());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains("config.yaml:1: there is no key thme"), ended.err());
    assertTrue(ended.err().contains("did you mean theme?"), ended.err());
    try (Typing typing = new Typing(stagecraft())) {
      String shown = typing.asked();
      assertTrue(shown.contains("config.yaml:1: there is no key thme"), shown);
      assertTrue(typing.press("echo h''i\r").asked().contains("\nhi\n"), typing.shown());
      assertEquals(0, typing.leave().status(), typing.shown());
    }
  }

  @Test
  void thePromptBeginsWithAliasesAndTheStartUpScript() throws IOException {
    file("config.yaml", "aliases:\n  greet: echo hel''lo\n  hr: help replay\n");
    file("init", "here=set; echo be''gun\n");
    try (Typing typing = new Typing(stagecraft())) {
      assertTrue(typing.asked().contains("begun\n"), typing.shown());
      assertTrue(typing.press("greet $here\r").asked().contains("\nhello set\n"), typing.shown());
      assertTrue(typing.press("hr\r").asked().contains("Run a lab in Markdown"), typing.shown());
      assertEquals(0, typing.leave().status(), typing.shown());
    }
    Stagecraft.Ended batch = stagecraft().run("-c", "echo \"$here\"");
    assertEquals("\n", batch.out());
    assertFalse(batch.err().contains("begun"), batch.err());
  }

  @Test
  void aQuestionMarkAsksForHelp() {
    try (Typing typing = new Typing(stagecraft())) {
      assertFalse(typing.asked().isEmpty(), typing.shown());
      String shown = typing.press("replay ?\r").asked();
      assertTrue(shown.contains("replay [OPTIONS] FILE\n"), shown);
      assertEquals(0, typing.leave().status(), typing.shown());
    }
  }
}
