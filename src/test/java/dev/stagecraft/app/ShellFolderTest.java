package dev.stagecraft.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stagecraft.core.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where drivers and call-back scripts lie. */
class ShellFolderTest {
  @TempDir Path temporary;
  private final List<String> said = new ArrayList<>();

  @Test
  void aShellNeedsNoStateFolder() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    Path state = file.resolve("state");
    Path made;
    try (ShellFolder folder = new ShellFolder(state, temporary, said::add)) {
      made = folder.get();
      assertEquals(temporary, made.getParent());
      assertTrue(Files.isDirectory(made));
      assertEquals(made, folder.get());
    }
    assertFalse(Files.exists(made));
    assertEquals(
        List.of(
            "the state folder "
                + state
                + " cannot be written: nothing is noted there, so nothing can be created on an"
                + " engine"),
        said);
  }

  @Test
  void withoutAnyFolderItSaysSo() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    try (ShellFolder folder = new ShellFolder(file.resolve("a"), file.resolve("b"), said::add)) {
      assertEquals(
          "session.state", assertThrows(ProblemException.class, folder::get).problem().code());
    }
  }
}
