package dev.stagecraft.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines survive the session, each once. */
class PromptHistoryTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("history");
  }

  private PromptHistory opened() throws IOException {
    PromptHistory history = new PromptHistory(file);
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(
                new DumbTerminal(
                    java.io.InputStream.nullInputStream(), java.io.OutputStream.nullOutputStream()))
            .history(history)
            .variable(LineReader.HISTORY_FILE, file)
            .build();
    history.attach(reader);
    return history;
  }

  private static List<String> texts(PromptHistory history) {
    List<String> texts = new ArrayList<>();
    history.forEach(entry -> texts.add(entry.line()));
    return texts;
  }

  @Test
  void eachTextOnceAtItsLastPlace() throws IOException {
    PromptHistory history = opened();
    for (String line : List.of("ls", "docker ps", "ls", "cat <<E\na\nE", "docker ps")) {
      history.add(line);
    }
    history.tidy();
    assertEquals(List.of("ls", "cat <<E\na\nE", "docker ps"), texts(opened()));
    assertEquals(3, Files.readAllLines(file).size());
  }

  @Test
  void sessionThatWasKilledIsTidiedByTheNext() throws IOException {
    PromptHistory history = opened();
    for (String line : List.of("ls", "pwd", "ls")) {
      history.add(line);
    }
    assertEquals(List.of("pwd", "ls"), texts(opened()));
  }

  @Test
  void fileIsItsOwnersOnly() throws IOException {
    PromptHistory history = opened();
    for (String line : List.of("ls", "pwd", "ls")) {
      history.add(line);
    }
    history.tidy();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of("history"), List.of(String.join(",", folder.toFile().list())));
  }

  @Test
  void damagedLinesAreLeftOut() throws IOException {
    Files.write(file, new byte[] {'1', ':', 'l', 's', '\n', (byte) 0xff, '\n', ':', 'x', '\n'});
    Files.writeString(file, "garbage\n2:pwd\n\0\0\0\n", java.nio.file.StandardOpenOption.APPEND);
    assertEquals(List.of("ls", "pwd"), texts(opened()));
  }

  @Test
  void troubleIsToldOnce() throws IOException {
    PromptHistory history = opened();
    Files.createDirectory(file);
    history.add("ls");
    assertEquals(true, history.trouble().orElseThrow().startsWith("the history is not kept: "));
    history.add("pwd");
    assertEquals(true, history.trouble().isEmpty());
    assertEquals(List.of("ls", "pwd"), texts(history));
  }
}
